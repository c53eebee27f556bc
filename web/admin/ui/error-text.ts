import type frame from '../../../texts/portal/frame/en.json';
import type { Refusal } from '../api/index.ts';
import { useFormats, useTexts } from '../language/index.ts';

type ErrorCode = keyof (typeof frame)['errors'];
type FieldCode = keyof (typeof frame)['fieldErrors'];

/**
 * One sentence for a refusal. A code without a text of its own is said in general words, never shown. `reasons`: the section's
 * sentences for the reasons of `refused`.
 */
export const useErrorText = (
  reasons: Readonly<Record<string, string>> = {},
): ((refusal: Refusal) => string) => {
  const { t } = useTexts('frame');
  return ({ code, reason, retryAfter }) => {
    const text =
      reasons[reason] ?? t(`errors.${code as ErrorCode}`, { defaultValue: t('errors.unexpected') });
    return retryAfter === null ? text : `${text} ${t('error.retryAfter', { count: retryAfter })}`;
  };
};

/** `mails.2` has no field of its own: it is told at the list. */
const isOneOf = (field: string, list: string): boolean =>
  field.startsWith(`${list}.`) && /^\d+$/.test(field.slice(list.length + 1));

/**
 * Texts of the fields that the server did not accept: `errors('name')` for a field's `error`. A section may say a code in its
 * own words; else the frame's are used.
 */
export const useFieldErrors = (
  refusal: Refusal | null,
  own: Readonly<Record<string, string>> = {},
): ((field: string) => string | undefined) => {
  const { t } = useTexts('frame');
  const { count } = useFormats();
  return (field) => {
    const problem =
      refusal?.fields.find((each) => each.field === field) ??
      refusal?.fields.find((each) => isOneOf(each.field, field));
    if (problem === undefined) return undefined;
    const numbers = Object.entries(problem.values).map(([name, value]) => [name, count(value)]);
    return (
      own[problem.code] ??
      t(`fieldErrors.${problem.code as FieldCode}`, {
        defaultValue: t('fieldErrors.invalid'),
        ...Object.fromEntries(numbers),
      })
    );
  };
};
