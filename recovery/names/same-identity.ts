import type { Account } from '../directory/index.ts';
import { type BoundAttribute, type ClaimBinding, mayLack } from '../policy/index.ts';
import { relaxedNames } from './compare-names.ts';

/** What a document says about a person, as far as uniqueness is concerned. */
export interface IdentityClaims {
  readonly givenName: string;
  readonly familyName: string;
  /** ISO 8601 calendar date, or null. */
  readonly birthDate: string | null;
  readonly nationalId: string | null;
  readonly documentNumber: string | null;
}

/** What tells two records apart. */
export type ComparedAccount = Pick<Account, 'id' | 'givenName' | 'surname' | 'birthDate' | 'employeeNumber'>;

/** Two accounts with the same employee number are one person, not twins (D18). */
export function isSamePerson(one: ComparedAccount, other: ComparedAccount): boolean {
  return isNumbered(one) && one.employeeNumber.trim() === other.employeeNumber.trim();
}

/**
 * Whether the employee number names somebody. One without any digit but 0 (`0`, `n/a`, `unknown`), or of one character over and over (`99999`),
 * fills a field that wanted something: many share it, and as one person's it would pass one twin's proof on the other's account (R22).
 */
function isNumbered({ employeeNumber }: Pick<ComparedAccount, 'employeeNumber'>): boolean {
  const number = employeeNumber.normalize('NFKC').trim();
  return /[^0\u0660\u06f0\u0966\P{Nd}]/u.test(number) && !/^(.)\1{2,}$/u.test(number);
}

/**
 * Would these claims satisfy this record on all bound attributes? Names are always compared relaxed here, whatever the
 * profile says: for uniqueness the wider net is the safe one (behaviour.md 3.6, R22).
 */
export function satisfiesAll(
  account: ComparedAccount,
  claims: IdentityClaims,
  claimBindings: readonly ClaimBinding[],
): boolean {
  const namesAgree = relaxedNames(account, claims);
  return claimBindings.every((binding) => {
    if (binding.attribute === 'names') return namesAgree;
    const held = heldValue(account, binding.attribute);
    return held === null ? mayLack(binding) : held === shownValue(claims, binding);
  });
}

/** What the account has to be compared, or null: a date that is no whole date, a number of spaces, is none. */
export function heldValue(
  account: Pick<Account, 'birthDate' | 'employeeNumber'>,
  attribute: Exclude<BoundAttribute, 'names'>,
): string | null {
  if (attribute === 'birthDate') return isCalendarDate(account.birthDate) ? account.birthDate : null;
  return account.employeeNumber.trim() || null;
}

/** What the credential says to it, or null. */
export function shownValue(
  claims: IdentityClaims,
  { attribute, claim }: Pick<ClaimBinding, 'attribute' | 'claim'>,
): string | null {
  if (attribute === 'birthDate') return isCalendarDate(claims.birthDate) ? claims.birthDate : null;
  const number = claim === 'documentNumber' ? claims.documentNumber : claims.nationalId;
  return number?.trim() || null;
}

/** A whole calendar date: documents with an unknown day or month carry something else ('1988-00-00'). */
export function isCalendarDate(date: string | null): date is string {
  return date !== null && /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/u.test(date);
}

/**
 * The twins of an account among its lookalikes, without any claims: records of other people that a document with the one
 * record's data would satisfy just as well, in either direction, so both are ineligible until told apart (R22, D17, D18).
 * Disabled records count.
 */
export function findTwins<Other extends ComparedAccount>(
  account: ComparedAccount,
  lookalikes: readonly Other[],
  claimBindings: readonly ClaimBinding[],
): readonly Other[] {
  return lookalikes.filter(
    (other) =>
      other.id !== account.id &&
      !isSamePerson(account, other) &&
      (satisfiesAll(other, claimsOf(account), claimBindings) ||
        satisfiesAll(account, claimsOf(other), claimBindings)),
  );
}

function claimsOf(account: ComparedAccount): IdentityClaims {
  const { givenName, surname, birthDate } = account;
  const number = account.employeeNumber.trim() || null;
  return { givenName, familyName: surname, birthDate, nationalId: number, documentNumber: number };
}
