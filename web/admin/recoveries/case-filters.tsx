import { useMemo } from 'react';
import { type Params, useRead } from '../api/index.ts';
import { useFilters } from '../frame/index.ts';
import { useTexts } from '../language/index.ts';
import { Button, FilterBar, Select, TextField } from '../ui/index.ts';
import type { Choices, Outcome, State } from './answers.ts';
import { useCountryName } from './case-words.tsx';
import { periods, rangeOf } from './period.ts';

const defaults = {
  period: 'month',
  day: '',
  profile: 'any',
  mode: 'any',
  standing: 'any',
  country: 'any',
  provider: 'any',
  applicant: 'any',
  /** What a report compares by. */
  by: 'profile',
};
export type CaseFilterValues = typeof defaults;

const states: readonly State[] = [
  'explain',
  'chooseCountry',
  'goToProvider',
  'present',
  'faceCheck',
  'accessPass',
  'enrol',
];
const outcomes: readonly Outcome[] = [
  'recovered',
  'rehearsed',
  'refused',
  'slowed',
  'left',
  'superseded',
  'stopped',
  'expired',
];

const chosen = (value: string): string | undefined => (value === 'any' ? undefined : value);

/** What the filters in the address mean to the API. */
export const useCaseFilters = (more: Partial<CaseFilterValues> = {}) => {
  const own = { ...defaults, ...more };
  const [values, change] = useFilters(own);
  const { period, day, profile, mode, standing, country, provider, applicant } = values;
  const params = useMemo((): Params => {
    const [kind, name] = standing.split(':');
    return {
      profileId: chosen(profile),
      mode: chosen(mode),
      state: kind === 'state' ? name : undefined,
      outcome: kind === 'outcome' ? name : undefined,
      country: chosen(country),
      providerId: chosen(provider),
      applicant: chosen(applicant),
      ...rangeOf(period, day, new Date()),
    };
  }, [period, day, profile, mode, standing, country, provider, applicant]);
  const isInUse = Object.entries(own).some(
    ([name, value]) => name !== 'by' && values[name as keyof CaseFilterValues] !== value,
  );
  return { values, change, params, isInUse, clear: () => change(own) };
};

export type CaseFilterName = Exclude<keyof CaseFilterValues, 'by'>;

/** `names`: which of the filters this page has. */
export const CaseFilters = (props: {
  readonly values: CaseFilterValues;
  readonly change: (change: Partial<CaseFilterValues>) => void;
  readonly clear: () => void;
  readonly isInUse: boolean;
  readonly names: readonly CaseFilterName[];
}) => {
  const { t } = useTexts('recoveries');
  const frame = useTexts('frame');
  const countryName = useCountryName();
  const { values, change } = props;
  const choices = useRead<Choices>('/recoveries/choices').loaded?.value ?? {
    ...{ profiles: [], countries: [], providers: [] },
  };
  const any = { id: 'any', label: t('filters.any') };
  const kept = (options: readonly { id: string; label: string }[], value: string) =>
    value === 'any' || options.some(({ id }) => id === value)
      ? options
      : [...options, { id: value, label: value }];
  const options: Readonly<Record<Exclude<CaseFilterName, 'day'>, readonly { id: string; label: string }[]>> =
    {
      period: periods.map((id) => ({ id, label: t(`periods.${id}`) })),
      profile: [
        any,
        ...kept(
          choices.profiles.map(({ id, name }) => ({ id, label: name })),
          values.profile,
        ),
      ],
      mode: [
        any,
        { id: 'evaluation', label: frame.t('mode.evaluation') },
        { id: 'production', label: frame.t('mode.production') },
      ],
      standing: [
        any,
        ...states.map((id) => ({ id: `state:${id}`, label: t(`states.${id}`) })),
        ...outcomes.map((id) => ({ id: `outcome:${id}`, label: t(`outcomes.${id}`) })),
      ],
      country: [
        any,
        ...kept(
          choices.countries.map((id) => ({ id, label: countryName(id) })),
          values.country,
        ),
      ],
      provider: [
        any,
        ...kept(
          choices.providers.map((id) => ({ id, label: id })),
          values.provider,
        ),
      ],
      applicant: [
        { id: 'any', label: t('filters.everybody') },
        { id: 'eligible', label: t('filters.eligible') },
        { id: 'decoy', label: t('filters.decoys') },
      ],
    };
  return (
    <FilterBar label={t('filters.label')} isInUse={props.isInUse}>
      {props.names.map((name) =>
        name === 'day' ? (
          <TextField
            key={name}
            type="date"
            label={t('filters.day')}
            hint={t('filters.hint.day')}
            value={values.day}
            onChange={(day) => change({ day })}
          />
        ) : (
          <Select
            key={name}
            label={t(`filters.${name}`)}
            hint={t(`filters.hint.${name}`)}
            options={options[name]}
            value={values[name]}
            onChange={(value) => change({ [name]: value })}
          />
        ),
      )}
      <Button kind="quiet" onPress={props.clear}>
        {t('filters.clear')}
      </Button>
    </FilterBar>
  );
};
