import { useMemo } from 'react';
import { countryCodes } from '../../recover/country-codes.ts';
import { useFormats } from '../language/index.ts';
import type { Option } from '../ui/index.ts';

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
