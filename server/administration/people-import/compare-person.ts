import type { DirectoryAccount } from '../../../directory/index.ts';
import type { ImportedPerson } from './read-row.ts';

/** Values of a person as they stood, or as they were written: what an undo compares and restores. */
export type PersonValues = Omit<ImportedPerson, 'accountName'>;

/** What the row would change, and what stood there before; null: nothing. The order of lists does not count, nor the case of mails. */
export function findChanges(
  account: DirectoryAccount,
  person: ImportedPerson,
): { readonly before: PersonValues; readonly after: PersonValues } | null {
  const standing = valuesOf(account);
  const { accountName: _name, ...wanted } = person;
  const changed = (Object.keys(wanted) as (keyof PersonValues)[]).filter(
    (field) => wanted[field] !== undefined && !isSame(field, standing[field], wanted[field]),
  );
  if (changed.length === 0) return null;
  const pick = (values: PersonValues): PersonValues =>
    Object.fromEntries(changed.map((field) => [field, values[field]]));
  return { before: pick(standing), after: pick(wanted) };
}

/** Does the person still stand as the import left them? */
export function standsAsWritten(account: DirectoryAccount, written: PersonValues): boolean {
  const standing = valuesOf(account);
  return (Object.keys(written) as (keyof PersonValues)[]).every((field) =>
    isSame(field, standing[field], written[field]),
  );
}

function valuesOf(account: DirectoryAccount): Required<PersonValues> {
  const { givenName, surname, birthDate, country, employeeNumber, enabled } = account;
  return {
    ...{ givenName, surname, birthDate, country, employeeNumber, enabled },
    mails: account.mails.map(({ mail }) => mail),
    groups: [...account.groups],
  };
}

/** To every rule `board` is another group than `Board`: whoever is to leave recovery by the one is not left in the other (D34). */
function isSame(field: keyof PersonValues, one: unknown, other: unknown): boolean {
  if (!Array.isArray(one) || !Array.isArray(other)) return one === other;
  const fold = (each: unknown) => (field === 'mails' ? String(each).toLowerCase() : String(each));
  const folded = (list: readonly unknown[]) => JSON.stringify(list.map(fold).sort());
  return folded(one) === folded(other);
}
