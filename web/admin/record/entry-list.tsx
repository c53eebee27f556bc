import type { ReactNode } from 'react';
import { PageLink } from '../frame/index.ts';
import { useFormats, useTexts } from '../language/index.ts';
import { Timeline, type TimelineItem } from '../ui/index.ts';
import { type RecordEntry, useRecordWords } from './entry-words.ts';

const toneOf = ({ result, activity }: RecordEntry): TimelineItem['tone'] => {
  if (activity.startsWith('alarm.')) return 'bad';
  return result === 'success' ? 'good' : result === 'refused' ? 'bad' : 'caution';
};

/** An account that an admin did something to; in a recovery's own entries it stands for a person and is not told. */
const isPerson = ({ chain }: RecordEntry, fact: string): boolean =>
  chain === 'administration' && fact === 'account';

/** Entries one below the other: what happened, who did it, why, and what to do about it. `head`: stands beside each one's time. */
export const EntryList = (props: {
  readonly label: string;
  readonly entries: readonly RecordEntry[];
  readonly head?: (entry: RecordEntry) => ReactNode;
}) => {
  const { t } = useTexts('record');
  const { exact } = useFormats();
  const words = useRecordWords();
  return (
    <Timeline
      label={props.label}
      items={props.entries.map((entry) => {
        const activity = words.activity(entry.activity);
        const code = words.code(entry.code);
        return {
          id: `${entry.chain}|${entry.sequence}`,
          tone: toneOf(entry),
          title: activity.name,
          aside: (
            <>
              {props.head?.(entry)}
              <span className="quiet small">
                <bdi>{words.actor(entry.actor)}</bdi>
              </span>
              <time className="small nowrap" dateTime={new Date(entry.at).toISOString()}>
                {exact(entry.at)}
              </time>
            </>
          ),
          content: (
            <>
              <p className="quiet">{activity.means}</p>
              {code === null ? null : (
                <p>
                  <strong>{code.name}.</strong> {code.means} <span className="quiet">{code.todo}</span>
                </p>
              )}
              {entry.facts.length === 0 ? null : (
                <p className="small quiet facts-line">
                  {entry.facts.map(({ name, value }) => (
                    <span key={name}>
                      {words.fact(name)}:{' '}
                      {isPerson(entry, name) ? (
                        <PageLink to={`/people/${value}`}>
                          <bdi>{value}</bdi>
                        </PageLink>
                      ) : (
                        <bdi>{words.value(value)}</bdi>
                      )}
                    </span>
                  ))}
                </p>
              )}
              {entry.personal.length === 0 ? null : (
                <p className="small quiet">
                  {t('kept')} {entry.personal.map((name) => words.fact(name)).join(', ')}
                </p>
              )}
            </>
          ),
        };
      })}
    />
  );
};
