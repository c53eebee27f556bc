import type { Account } from '../../directory/index.ts';
import { heldValue, type IdentityClaims, type NameTrace, shownValue, traceNames } from '../../names/index.ts';
import { type BoundAttribute, type ClaimBinding, mayLack } from '../../policy/index.ts';

/** `notHeld`: the account has none, and the binding lets an account be without. */
export type AttributeTrace =
  | 'notBound'
  | 'same'
  | 'different'
  | 'missingInAccount'
  | 'missingInCredential'
  | 'notHeld';

/** How one account and one credential agree, binding by binding. `names` holds names. */
export interface AccountComparison {
  readonly names: NameTrace;
  readonly birthDate: AttributeTrace;
  readonly employeeNumber: AttributeTrace;
}

/** What of an account is compared, and nothing else of it. */
export type ComparedAccount = Pick<Account, 'givenName' | 'surname' | 'birthDate' | 'employeeNumber'>;

/** Compares on every binding whatever the first one says (R18). Pure; the admin's "try it" asks the same function. */
export function compareAccount(question: {
  readonly account: ComparedAccount;
  readonly claims: IdentityClaims;
  readonly claimBindings: readonly ClaimBinding[];
}): AccountComparison {
  const { account, claims, claimBindings } = question;
  const level = claimBindings.find(({ attribute }) => attribute === 'names')?.matchConfidenceLevel ?? 'exact';
  const trace = (attribute: Exclude<BoundAttribute, 'names'>): AttributeTrace => {
    const binding = claimBindings.find((each) => each.attribute === attribute);
    if (binding === undefined) return 'notBound';
    const held = heldValue(account, attribute);
    const shown = shownValue(claims, binding);
    if (held === null) return mayLack(binding) ? 'notHeld' : 'missingInAccount';
    // Also where an account may lack it: a holder must not choose the rules by what they keep back.
    if (shown === null) return 'missingInCredential';
    return held === shown ? 'same' : 'different';
  };
  return {
    names: traceNames(account, claims, level),
    birthDate: trace('birthDate'),
    employeeNumber: trace('employeeNumber'),
  };
}

export type DisagreementCode =
  | 'nameMismatch'
  | 'birthDateMissing'
  | 'birthDateMismatch'
  | 'employeeNumberMissing'
  | 'employeeNumberMismatch';

/** Which of the bindings do not hold. */
export function disagreements(compared: AccountComparison): Readonly<Record<DisagreementCode, boolean>> {
  const { names, birthDate, employeeNumber } = compared;
  return {
    nameMismatch: names.rule === null,
    birthDateMissing: isMissing(birthDate),
    birthDateMismatch: birthDate === 'different',
    employeeNumberMissing: isMissing(employeeNumber),
    employeeNumberMismatch: employeeNumber === 'different',
  };
}

function isMissing(trace: AttributeTrace): boolean {
  return trace === 'missingInAccount' || trace === 'missingInCredential';
}
