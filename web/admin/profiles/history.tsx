import { useState } from 'react';
import { useRead } from '../api/index.ts';
import { Page, PageLink, usePathParam } from '../frame/index.ts';
import { useTexts } from '../language/index.ts';
import { Badge, Button, ModeBadge, Panel, Time, WithData } from '../ui/index.ts';
import type { HistoryEntry } from './answers.ts';
import { AcceptedBy } from './profile.tsx';
import { Said } from './said.tsx';
import { toDraft } from './to-draft.ts';
import { useNames } from './use-names.ts';
import { differences, useProfileWords } from './use-profile-words.ts';

const pageSize = 20;

/** Who changed what, and when: version by version, latest first. */
export const History = () => {
  const { t } = useTexts('profiles');
  const id = usePathParam('profileId');
  const [limit, setLimit] = useState(pageSize);
  // One more than is shown: the oldest one shown has something to be compared with.
  const read = useRead<{ items: readonly HistoryEntry[] }>(`/profiles/${id}/history`, {
    params: { limit: Math.min(limit + 1, 100) },
  });
  const name = read.loaded?.value.items.find(({ profile }) => profile !== null)?.profile?.name;
  return (
    <Page
      guide="profiles"
      title={t('history.title')}
      sentence={name === undefined ? t('history.sentence') : <bdi>{name}</bdi>}
      back={<PageLink to={`/profiles/${id}`}>{t('one.title')}</PageLink>}
      help={<p>{t('history.help')}</p>}
    >
      <WithData read={read} lines={10}>
        {({ items }) => (
          <>
            {items.slice(0, limit).map((entry, place) => (
              <Version key={entry.version} entry={entry} before={items[place + 1] ?? null} />
            ))}
            {items.length > limit && limit < 100 - pageSize ? (
              <Button onPress={() => setLimit(limit + pageSize)}>{t('history.older')}</Button>
            ) : null}
          </>
        )}
      </WithData>
    </Page>
  );
};

const Version = (props: { readonly entry: HistoryEntry; readonly before: HistoryEntry | null }) => {
  const { t } = useTexts('profiles');
  const words = useProfileWords(useNames());
  const { entry, before } = props;
  const who = entry.by.displayName || (entry.by.actor === 'admin:host' ? t('history.host') : entry.by.actor);
  const [now, then] = [entry.profile, before?.profile ?? null];
  const [draft, earlier] = [now && toDraft(now, ''), then && toDraft(then, '')];
  const changed = draft === null || earlier === null ? [] : differences(draft, earlier);
  const accepted = now?.faceCheck.acceptedWithoutLiveness ?? null;
  const title = () => {
    if (now === null) return t('history.deleted');
    return then === null ? t('history.made') : t('history.version', { version: entry.version });
  };
  return (
    <Panel
      title={title()}
      sentence={
        <>
          <bdi>{who}</bdi> · <Time at={entry.at} />
        </>
      }
    >
      {now !== null && then !== null && now.mode !== then.mode ? (
        <p className="row">
          <ModeBadge mode={then.mode} /> <span className="arrow">→</span> <ModeBadge mode={now.mode} />
        </p>
      ) : null}
      {now !== null && then !== null && changed.length === 0 && now.mode === then.mode ? (
        <p className="quiet">{t('history.same')}</p>
      ) : null}
      {draft === null || earlier === null || changed.length === 0 ? null : (
        <dl className="versions">
          {changed.map((field) => (
            <div key={field} className="version">
              <dt>{words.name(field)}</dt>
              <dd>
                <Badge tone="neutral">{t('history.before')}</Badge>{' '}
                <Said words={words} field={field} profile={earlier} />
              </dd>
              <dd>
                <Badge tone="good">{t('history.after')}</Badge>{' '}
                <Said words={words} field={field} profile={draft} />{' '}
                {field === 'faceCheck' && accepted !== null ? (
                  <AcceptedBy by={accepted.displayName || accepted.by} at={accepted.at} />
                ) : null}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </Panel>
  );
};
