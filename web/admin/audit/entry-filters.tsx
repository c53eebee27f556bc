import type record from '../../../texts/portal/record/en.json';
import type { Params } from '../api/index.ts';
import { useTexts } from '../language/index.ts';
import { useRecordWords } from '../record/index.ts';
import { Button, ComboBox, FilterBar, Select, TextField } from '../ui/index.ts';
import { PersonFilter } from './person-filter.tsx';

export const entryDefaults = {
  activity: 'any',
  code: 'any',
  result: 'any',
  actor: 'any',
  case: '',
  person: '',
  from: '',
  to: '',
};
export type EntryFilterValues = typeof entryDefaults;

/** Whom to ask the API for, by what the choice is called here. */
const actors = ['any', 'admins', 'person', 'wallet', 'system', 'host'] as const;
const results = ['any', 'success', 'refused', 'failed'] as const;

/** The beginning of a day of the reader's. */
const dayAt = (day: string, later: 0 | 1): number | undefined => {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  return date === undefined
    ? undefined
    : new Date(Number(year), Number(month) - 1, Number(date) + later).getTime();
};

/** What the filters in the address mean to the API. Both days are included. */
export const toParams = (values: EntryFilterValues): Params => {
  const chosen = (value: string) => (value === 'any' ? undefined : value);
  return {
    activity: chosen(values.activity),
    code: chosen(values.code),
    result: chosen(values.result),
    ...(values.actor === 'admins'
      ? { administration: true }
      : { actor: values.actor === 'host' ? 'admin:host' : chosen(values.actor) }),
    case: values.case.trim(),
    person: values.person,
    from: dayAt(values.from, 0),
    to: dayAt(values.to, 1),
  };
};

/** `words`: what the record can say; its catalogue has one entry for each. */
const useWordOptions = (kind: 'activities' | 'codes') => {
  const { t } = useTexts('audit');
  const recordTexts = useTexts('record');
  const words = useRecordWords();
  const listed = recordTexts.t(kind, { returnObjects: true }) as unknown as (typeof record)[typeof kind];
  const named = Object.keys(listed).map((key) =>
    kind === 'activities'
      ? { id: key.replace('-', '.'), label: words.activity(key.replace('-', '.')).name }
      : { id: key, label: words.code(key)?.name ?? key },
  );
  return [
    { id: 'any', label: t('filters.any') },
    ...named.toSorted((a, b) => a.label.localeCompare(b.label)),
  ];
};

export const EntryFilters = (props: {
  readonly values: EntryFilterValues;
  readonly change: (change: Partial<EntryFilterValues>) => void;
}) => {
  const { t } = useTexts('audit');
  const { values, change } = props;
  const activities = useWordOptions('activities');
  const codes = useWordOptions('codes');
  return (
    <FilterBar
      label={t('filters.label')}
      isInUse={Object.entries(entryDefaults).some(
        ([name, own]) => values[name as keyof EntryFilterValues] !== own,
      )}
    >
      <ComboBox
        label={t('filters.activity')}
        hint={t('filters.hint.activity')}
        options={activities}
        value={values.activity}
        onChange={(activity) => change({ activity: activity ?? 'any' })}
      />
      <ComboBox
        label={t('filters.code')}
        hint={t('filters.hint.code')}
        options={codes}
        value={values.code}
        onChange={(code) => change({ code: code ?? 'any' })}
      />
      <Select
        label={t('filters.actor')}
        hint={t('filters.hint.actor')}
        options={actors.map((id) => ({ id, label: t(`actors.${id}`) }))}
        value={actors.find((each) => each === values.actor) ?? 'any'}
        onChange={(actor) => change({ actor })}
      />
      <Select
        label={t('filters.result')}
        hint={t('filters.hint.result')}
        options={results.map((id) => ({ id, label: t(`results.${id}`) }))}
        value={results.find((each) => each === values.result) ?? 'any'}
        onChange={(result) => change({ result })}
      />
      <PersonFilter value={values.person} onChange={(person) => change({ person })} />
      <TextField
        isCode
        label={t('filters.case')}
        hint={t('filters.hint.case')}
        value={values.case}
        maxLength={12}
        onChange={(typed) => change({ case: typed })}
      />
      <TextField
        type="date"
        label={t('filters.from')}
        hint={t('filters.hint.from')}
        value={values.from}
        onChange={(from) => change({ from })}
      />
      <TextField
        type="date"
        label={t('filters.to')}
        hint={t('filters.hint.to')}
        value={values.to}
        onChange={(to) => change({ to })}
      />
      <Button kind="quiet" onPress={() => change(entryDefaults)}>
        {t('filters.clear')}
      </Button>
    </FilterBar>
  );
};
