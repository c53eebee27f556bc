import { useState } from 'react';
import { useChange } from '../api/index.ts';
import { PageLink } from '../frame/index.ts';
import { useFormats, useTexts } from '../language/index.ts';
import { Badge, Button, DataTable, Notice, Panel, RefusalNotice, TextField } from '../ui/index.ts';
import type { Choice, ListedProfile } from './answers.ts';

/** "Which profile applies to this person, and why" (behaviour.md 2.5). */
export const WhichApplies = (props: { readonly profiles: readonly ListedProfile[] }) => {
  const { t } = useTexts('profiles');
  const [identifier, setIdentifier] = useState('');
  const [choice, setChoice] = useState<Choice | null>(null);
  // A question by POST: the name must not stand in an address.
  const ask = useChange();
  const answer = async () => {
    setChoice(null);
    const told = await ask.send<Choice>({
      path: '/profiles/choice',
      body: { identifier: identifier.trim() },
    });
    if (told?.kind === 'done') setChoice(told.value);
  };
  return (
    <Panel title={t('choice.title')} sentence={t('choice.sentence')}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (identifier.trim() !== '') void answer();
        }}
      >
        <TextField
          label={t('choice.identifier')}
          hint={t('choice.identifierHint')}
          value={identifier}
          onChange={setIdentifier}
          maxLength={200}
          error={ask.refusal?.code === 'notFound' ? t('choice.nobody') : undefined}
        />
        <div className="row">
          <Button type="submit" busy={ask.busy}>
            {t('choice.ask')}
          </Button>
        </div>
      </form>
      {ask.refusal?.code === 'notFound' ? null : <RefusalNotice refusal={ask.refusal} />}
      {choice === null ? null : <Explained choice={choice} profiles={props.profiles} />}
    </Panel>
  );
};

const Explained = (props: { readonly choice: Choice; readonly profiles: readonly ListedProfile[] }) => {
  const { t } = useTexts('profiles');
  const { list } = useFormats();
  const { choice, profiles } = props;
  const nameOf = (id: string) => profiles.find((each) => each.id === id)?.name ?? id;
  const applies = choice.profiles.find(({ outcome }) => outcome === 'applies');
  const verdict = () => {
    if (choice.excluded)
      return choice.excludedBy.length === 0
        ? t('choice.excludedAlone')
        : t('choice.excluded', { groups: list(choice.excludedBy) });
    return applies === undefined
      ? t('choice.none')
      : t('choice.applies', { name: nameOf(applies.profileId) });
  };
  const isFine = !choice.excluded && applies !== undefined && choice.inPassScope;
  return (
    <div className="stack" role="status">
      <Notice kind={isFine ? 'success' : 'warning'} title={verdict()}>
        {choice.inPassScope ? null : <p>{t('choice.noPass')}</p>}
        <p>
          <PageLink to={`/people/${choice.accountId}`}>{t('choice.person')}</PageLink>
        </p>
      </Notice>
      <DataTable
        label={t('choice.title')}
        items={choice.profiles}
        idOf={({ profileId }) => profileId}
        nameOf={({ profileId }) => nameOf(profileId)}
        columns={[
          {
            id: 'name',
            title: t('field.name'),
            cell: ({ profileId }) => <bdi>{nameOf(profileId)}</bdi>,
          },
          {
            id: 'outcome',
            title: t('choice.why'),
            cell: ({ outcome, by }) => (
              <span className="row">
                <Badge tone={outcome === 'applies' && !choice.excluded ? 'good' : 'neutral'}>
                  {t(`choice.outcome.${outcome}`)}
                </Badge>
                {by === 'everyone' ? (
                  <span className="quiet">{t('say.everyone')}</span>
                ) : (
                  <span className="quiet isolated">{list(by)}</span>
                )}
              </span>
            ),
          },
        ]}
        empty={null}
      />
    </div>
  );
};
