import { usePages, useRead } from '../api/index.ts';
import { Page, PageLink, useFilters } from '../frame/index.ts';
import { useFormats, useTexts } from '../language/index.ts';
import { useSession } from '../session/index.ts';
import {
  Badge,
  ComboBox,
  DataTable,
  EmptyState,
  ErrorState,
  FilterBar,
  SearchField,
  Select,
  useCountries,
  useDraft,
  useSettled,
} from '../ui/index.ts';
import type { GroupLine, PeopleCount, PersonLine } from './answers.ts';
import { PersonName } from './person-name.tsx';

const states = ['all', 'enabled', 'disabled', 'frozen', 'onHold', 'neverSignedIn', 'privileged'] as const;
type State = (typeof states)[number];

const filterOf: Readonly<Record<State, object>> = {
  all: {},
  enabled: { enabled: true },
  disabled: { enabled: false },
  frozen: { frozen: true },
  onHold: { onHold: true },
  neverSignedIn: { neverSignedIn: true },
  privileged: { privileged: true },
};

/** Everybody, found by words and filters. The help desk looks up one person by name (D34). */
export const People = () => {
  const { t } = useTexts('people');
  const { roles } = useSession();
  const mayChange = roles.includes('Recovery Administrator');
  const isReader = mayChange || roles.includes('Auditor');
  return (
    <Page
      guide="people"
      title={t('title')}
      sentence={isReader ? t('sentence') : t('helpDesk.sentence')}
      actions={
        isReader ? (
          <>
            <PageLink to="/people/groups" kind="secondary">
              {t('groups.title')}
            </PageLink>
            <PageLink to="/people/holds" kind="secondary">
              {t('holds.title')}
            </PageLink>
            <PageLink to="/people/imports" kind="secondary">
              {t('imports.title')}
            </PageLink>
            <PageLink to="/people/require-recovery" kind="secondary">
              {t('require.title')}
            </PageLink>
            {mayChange ? (
              <PageLink to="/people/new" kind="primary">
                {t('add.action')}
              </PageLink>
            ) : null}
          </>
        ) : null
      }
      help={
        <>
          <p>{t('help.search')}</p>
          <p>{t('help.page')}</p>
        </>
      }
    >
      <PeopleList isReader={isReader} />
    </Page>
  );
};

const PeopleList = (props: { readonly isReader: boolean }) => {
  const { t } = useTexts('people');
  const { isReader } = props;
  // Names are personal: the search lives in this tab, not in the address.
  const { value, change } = useDraft('people.search', { text: '', group: '' });
  const [{ state: asked, country }, changeFilters] = useFilters({ state: 'all', country: '' });
  const state = (states as readonly string[]).includes(asked) ? (asked as State) : 'all';
  const text = useSettled(value.text);
  const filter = {
    ...(text.trim() === '' ? {} : { text }),
    ...(isReader && value.group !== '' ? { group: value.group } : {}),
    ...(isReader && country !== '' ? { country } : {}),
    ...(isReader ? filterOf[state] : {}),
  };
  const tooShort = !isReader && [...text.trim()].length < 3;
  const people = usePages<PersonLine>('/people/search', { body: { filter }, off: tooShort });
  return (
    <>
      <SearchField
        label={t('search.label')}
        hint={t('search.hint')}
        value={value.text}
        onChange={(typed) => change({ text: typed })}
      />
      {isReader ? (
        <Filters
          state={state}
          country={country}
          group={value.group}
          onState={(chosen) => changeFilters({ state: chosen })}
          onCountry={(chosen) => changeFilters({ country: chosen })}
          onGroup={(chosen) => change({ group: chosen })}
        />
      ) : null}
      {isReader ? <Count filter={filter} /> : null}
      {people.refusal === null ? null : <ErrorState refusal={people.refusal} onAgain={people.again} />}
      {tooShort ? (
        <EmptyState title={t('search.threeLetters')} />
      ) : (
        <DataTable
          label={t('title')}
          items={people.items}
          idOf={({ id }) => id}
          nameOf={({ displayName, accountName }) => displayName || accountName}
          columns={[
            { id: 'person', title: t('list.person'), cell: (person) => <PersonName person={person} /> },
            ...(isReader
              ? [
                  {
                    id: 'country',
                    title: t('field.country'),
                    cell: (person: PersonLine) => <bdi>{person.country ?? '–'}</bdi>,
                  },
                  {
                    id: 'state',
                    title: t('list.state'),
                    cell: (person: PersonLine) => <States person={person} />,
                  },
                ]
              : []),
          ]}
          more={people}
          empty={<EmptyState title={t('list.empty')}>{t('list.emptyText')}</EmptyState>}
        />
      )}
    </>
  );
};

const Filters = (props: {
  readonly state: State;
  readonly country: string;
  readonly group: string;
  readonly onState: (state: State) => void;
  readonly onCountry: (country: string) => void;
  readonly onGroup: (group: string) => void;
}) => {
  const { t } = useTexts('people');
  const groups = useRead<{ items: readonly GroupLine[] }>('/groups');
  const countries = useCountries();
  const { count } = useFormats();
  return (
    <FilterBar
      label={t('list.narrow')}
      isInUse={props.state !== 'all' || props.group !== '' || props.country !== ''}
    >
      <Select<State>
        label={t('list.state')}
        hint={t('list.stateHint')}
        options={states.map((id) => ({ id, label: t(`state.${id}`) }))}
        value={props.state}
        onChange={props.onState}
      />
      <ComboBox
        label={t('list.group')}
        hint={t('list.groupHint')}
        options={(groups.loaded?.value.items ?? []).map(({ name, people }) => ({
          id: name,
          label: name,
          detail: t('groups.people', { count: people, number: count(people) }),
        }))}
        value={props.group === '' ? null : props.group}
        onChange={(group) => props.onGroup(group ?? '')}
      />
      <ComboBox
        label={t('field.country')}
        hint={t('list.countryHint')}
        options={countries}
        value={props.country === '' ? null : props.country}
        onChange={(country) => props.onCountry(country ?? '')}
      />
    </FilterBar>
  );
};

const Count = (props: { readonly filter: object }) => {
  const { t } = useTexts('people');
  const { count } = useFormats();
  const { loaded, refusal } = useRead<PeopleCount>('/people/count', { body: { filter: props.filter } });
  // The list below says why there is nothing to count.
  if (loaded === null && refusal !== null) return null;
  if (loaded === null) return <p className="quiet">{t('list.counting')}</p>;
  const { people, orMore } = loaded.value;
  const number = count(people);
  return (
    <p className="quiet" role="status">
      {orMore ? t('list.orMore', { number }) : t('list.count', { count: people, number })}
    </p>
  );
};

const States = (props: { readonly person: PersonLine }) => {
  const { t } = useTexts('people');
  const { enabled, frozen, onHold, neverSignedIn, privileged } = props.person;
  if (enabled && !(frozen || onHold || neverSignedIn || privileged))
    return <span className="quiet">{t('state.enabled')}</span>;
  return (
    <span className="row">
      {enabled ? null : <Badge tone="neutral">{t('state.disabled')}</Badge>}
      {frozen ? <Badge tone="bad">{t('state.frozen')}</Badge> : null}
      {onHold ? <Badge tone="caution">{t('state.onHold')}</Badge> : null}
      {neverSignedIn ? <Badge tone="caution">{t('state.neverSignedIn')}</Badge> : null}
      {privileged ? <Badge tone="solid">{t('state.privileged')}</Badge> : null}
    </span>
  );
};
