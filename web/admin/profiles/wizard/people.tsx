import { useState } from 'react';
import { type Loaded, useRead } from '../../api/index.ts';
import { PageLink } from '../../frame/index.ts';
import { useFormats, useTexts } from '../../language/index.ts';
import {
  Button,
  CheckboxGroup,
  ChoiceCards,
  type Draft,
  Notice,
  Panel,
  SearchField,
} from '../../ui/index.ts';
import type { GroupLine, Groups, PeopleCount, Surroundings } from '../answers.ts';
import type { KeptDraft } from '../to-draft.ts';
import { Exclusions } from './exclusions.tsx';

const shownAtMost = 50;

/** Everyone, or groups; how many that makes; and who is left out whatever is chosen here. */
export const People = (props: {
  readonly id: string | null;
  readonly draft: Draft<KeptDraft>;
  readonly surroundings: Loaded<Surroundings> | null;
  readonly error: string | undefined;
}) => {
  const { t } = useTexts('profiles');
  const { includeGroups } = props.draft.value;
  // What was chosen before "everyone" comes back with "groups".
  const [groups, setGroups] = useState<readonly string[]>(includeGroups === 'everyone' ? [] : includeGroups);
  const choose = (next: Groups) => props.draft.change({ includeGroups: next });
  return (
    <>
      <ChoiceCards
        label={t('field.includeGroups')}
        isLabelUnseen
        error={props.error}
        value={includeGroups === 'everyone' ? 'everyone' : 'groups'}
        onChange={(how) => choose(how === 'everyone' ? 'everyone' : groups)}
        options={[
          { id: 'groups', label: t('people.groups'), detail: t('people.groupsDetail') },
          { id: 'everyone', label: t('people.everyone'), detail: t('people.everyoneDetail') },
        ]}
      />
      {includeGroups === 'everyone' ? null : (
        <GroupChoice
          chosen={includeGroups}
          onChange={(next) => {
            setGroups(next);
            choose(next);
          }}
        />
      )}
      <Count id={props.id} includeGroups={includeGroups} />
      {props.surroundings === null ? null : <Exclusions loaded={props.surroundings} />}
    </>
  );
};

const GroupChoice = (props: {
  readonly chosen: readonly string[];
  readonly onChange: (groups: readonly string[]) => void;
}) => {
  const { t } = useTexts('profiles');
  const { count } = useFormats();
  const [typed, setTyped] = useState('');
  const read = useRead<{ items: readonly GroupLine[] }>('/groups');
  const known = read.loaded?.value.items ?? [];
  // A group that nobody is in any more stays to be seen, and to be taken out.
  const gone = props.chosen.filter((name) => known.every((each) => each.name !== name));
  const all = [...gone.map((name) => ({ name, people: 0 })), ...known];
  const fits = ({ name }: GroupLine) =>
    props.chosen.includes(name) || name.toLocaleLowerCase().includes(typed.trim().toLocaleLowerCase());
  const shown = all.filter(fits).slice(0, shownAtMost);
  return (
    <div className="stack">
      {all.length > 8 ? (
        <SearchField
          label={t('people.search')}
          hint={t('people.searchHint')}
          value={typed}
          onChange={setTyped}
        />
      ) : null}
      <CheckboxGroup
        label={t('people.groups')}
        hint={
          all.length > shown.length
            ? t('people.more', { count: all.length - shown.length })
            : t('people.groupsHint')
        }
        options={shown.map(({ name, people }) => ({
          ...{ id: name, label: name },
          detail: t('people.inGroup', { count: people, people: count(people) }),
        }))}
        value={props.chosen}
        onChange={(visible) =>
          props.onChange([
            ...props.chosen.filter((name) => shown.every((each) => each.name !== name)),
            ...visible,
          ])
        }
      />
      {read.loaded !== null && all.length === 0 ? (
        <Notice kind="info">
          <p>{t('people.noGroups')}</p>
          <p>
            <PageLink to="/people">{t('people.toPeople')}</PageLink>
          </p>
        </Notice>
      ) : null}
    </div>
  );
};

/** Counted by the server as the choice changes; the last count stays until the next is there, so nothing jumps. */
const Count = (props: { readonly id: string | null; readonly includeGroups: Groups }) => {
  const { t } = useTexts('profiles');
  const { count } = useFormats();
  const read = useRead<PeopleCount>('/profiles/people-count', {
    body: { includeGroups: props.includeGroups, ...(props.id !== null && { before: props.id }) },
  });
  const people = read.loaded?.value;
  const parts = ['excluded', 'privileged', 'outsidePassScope', 'servedEarlier'] as const;
  return (
    <Panel title={t('count.title')}>
      <div role="status" className="stack stack-tight">
        <p>
          <strong>
            {people === undefined
              ? t('count.counting')
              : t('count.inScope', { count: people.inScope, people: count(people.inScope) })}
          </strong>
        </p>
        {people === undefined
          ? null
          : parts
              .filter((part) => people[part] > 0)
              .map((part) => (
                <p key={part} className="quiet small">
                  {t(`count.${part}`, { count: people[part], people: count(people[part]) })}
                </p>
              ))}
      </div>
      {read.refusal === null ? null : <Button onPress={read.again}>{t('count.again')}</Button>}
    </Panel>
  );
};
