import { useMemo } from 'react';
import { countryCodes } from '../../recover/country-codes.ts';
import { useFormats, useTexts } from '../language/index.ts';
import { Button } from './button.tsx';
import { ComboBox } from './combo-box.tsx';
import type { FieldProps } from './field-parts.tsx';
import type { Option } from './option.tsx';

/** Every country by its name in the language of the page. */
export const useCountries = (): readonly Option[] => {
  const { country, compare } = useFormats();
  return useMemo(
    () =>
      countryCodes
        .map((id) => ({ id, label: country(id) }))
        .toSorted((one, other) => compare(one.label, other.label)),
    [country, compare],
  );
};

/** Some countries: found by typing a name, each taken out by its own button. `value`: ISO 3166-1 alpha-2. */
export const CountryList = (
  props: FieldProps & {
    readonly value: readonly string[];
    readonly onChange: (value: readonly string[]) => void;
  },
) => {
  const { t } = useTexts('frame');
  const { country } = useFormats();
  const countries = useCountries();
  const { value, onChange, ...field } = props;
  return (
    <div className="stack stack-tight">
      <ComboBox
        {...field}
        key={value.length}
        options={countries.filter(({ id }) => !value.includes(id))}
        value={null}
        onChange={(code) => {
          if (code !== null) onChange([...value, code]);
        }}
      />
      {value.length === 0 ? null : (
        <ul className="plain chosen" aria-label={props.label}>
          {value.map((code) => (
            <li key={code}>
              <bdi>{country(code)}</bdi>
              <Button
                kind="quiet"
                label={t('field.takeOutOne', { name: country(code) })}
                isDisabled={props.isDisabled ?? false}
                onPress={() => onChange(value.filter((each) => each !== code))}
              >
                {t('field.takeOut')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
};
