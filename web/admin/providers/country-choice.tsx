import { useTexts } from '../language/index.ts';
import { ChoiceCards, CountryList } from '../ui/index.ts';

export type Countries = 'any' | readonly string[];

/** Every country, or some, each by its name. */
export const CountryChoice = (props: {
  readonly value: Countries;
  readonly onChange: (value: Countries) => void;
  readonly anyHint: string;
  readonly someHint: string;
  readonly errors: (field: string) => string | undefined;
}) => {
  const { t } = useTexts('providers');
  const { value, onChange, errors } = props;
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
        <CountryList
          label={t('form.countriesList')}
          hint={t('form.countriesListHint')}
          error={errors('countries')}
          value={value}
          onChange={onChange}
        />
      )}
    </>
  );
};
