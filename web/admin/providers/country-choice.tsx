import { useState } from 'react';
import { useFormats, useTexts } from '../language/index.ts';
import { ChoiceCards, TextField } from '../ui/index.ts';

export type Countries = 'any' | readonly string[];

/** As typed: codes with commas. What is no code stays, so that it can be mended where it stands. */
export const parseCountries = (typed: string): readonly string[] =>
  typed
    .split(/[\s,;]+/)
    .map((code) => code.trim().toUpperCase())
    .filter((code) => code !== '');

/** Every country, or some by their codes; what was typed is read back in names. */
export const CountryChoice = (props: {
  readonly value: Countries;
  readonly onChange: (value: Countries) => void;
  readonly anyHint: string;
  readonly someHint: string;
  readonly errors: (field: string) => string | undefined;
}) => {
  const { t } = useTexts('providers');
  const { country, list } = useFormats();
  const { value, onChange, errors } = props;
  const wrong =
    errors('countries') ??
    (value === 'any' ? undefined : value.map((_, index) => errors(`countries.${index}`)).find(Boolean));
  const known = value === 'any' ? [] : value.filter((code) => /^[A-Z]{2}$/.test(code));
  return (
    <>
      <ChoiceCards<'any' | 'some'>
        label={t('form.countries')}
        options={[
          { id: 'any', label: t('form.countriesAny'), detail: props.anyHint },
          { id: 'some', label: t('form.countriesSome'), detail: props.someHint },
        ]}
        value={value === 'any' ? 'any' : 'some'}
        onChange={(chosen) => onChange(chosen === 'any' ? 'any' : [])}
      />
      {value === 'any' ? null : (
        <TypedCountries value={value} onChange={onChange} error={wrong} names={list(known.map(country))} />
      )}
    </>
  );
};

/** Commas belong to whoever types: they are kept while the list underneath changes. */
const TypedCountries = (props: {
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
  readonly error: string | undefined;
  readonly names: string;
}) => {
  const { t } = useTexts('providers');
  const [typed, setTyped] = useState(() => props.value.join(', '));
  const isSame = parseCountries(typed).join() === props.value.join();
  return (
    <>
      <TextField
        label={t('form.countriesList')}
        hint={t('form.countriesListHint')}
        error={props.error}
        isCode
        value={isSame ? typed : props.value.join(', ')}
        onChange={(text) => {
          setTyped(text);
          props.onChange(parseCountries(text));
        }}
      />
      {props.names === '' ? null : <p className="quiet small">{props.names}</p>}
    </>
  );
};
