import type { Account } from '../../directory/index.ts';
import { isSamePerson, satisfiesAll } from '../../names/index.ts';
import { type Refusal, refuse } from '../../outcome.ts';
import type { ClaimBinding } from '../../policy/index.ts';
import type { Applicant } from '../eligibility/index.ts';
import type { SamePerson } from '../face-check/index.ts';
import type { Claims } from '../presentation/index.ts';
import { type AccountComparison, compareAccount, disagreements } from './compare-account.ts';
import { type Matched, sealMatched } from './matched.ts';

/** In the order in which they win when several hold. To the person all look alike (R18, D15). */
export const matchingRefusalCodes = [
  'decoy',
  'accountGone',
  'nameMismatch',
  'birthDateMissing',
  'birthDateMismatch',
  'employeeNumberMissing',
  'employeeNumberMismatch',
  'duplicateIdentity',
] as const;
export type MatchingRefusalCode = (typeof matchingRefusalCodes)[number];

/** Why, for the admin. Holds names: personal data, for the erasable side table only (D35). */
export interface MatchTrace extends AccountComparison {
  /** Other people's records that the same claims satisfy; D34: not for the help desk. */
  readonly twinAccountIds: readonly string[];
  /** Further accounts of the same person, by employee number (D18). */
  readonly ownAccountIds: readonly string[];
}

/**
 * Is this person this account, and nobody else's? Pure.
 *
 * `candidates`: the accounts found for the *presented* names, disabled ones included (D18), AND the claimed account itself,
 * read by id: its names may be the very thing that does not match. `now` is epoch milliseconds, the moment of proof.
 * All bindings are evaluated whatever the first one says, for a decoy too: no answer is quicker than another (R18, T17).
 */
export function matchAccount(question: {
  readonly applicant: Applicant;
  readonly samePerson: SamePerson;
  readonly candidates: readonly Account[];
  readonly now: number;
}): { readonly result: Matched | Refusal<MatchingRefusalCode>; readonly trace: MatchTrace } {
  const { applicant, samePerson, candidates, now } = question;
  if (applicant.recoveryId !== samePerson.recoveryId) throw new TypeError('evidence of two recoveries');
  const { claimBindings } = applicant.policy.profile;
  if (!claimBindings.some(({ attribute }) => attribute === 'names'))
    throw new TypeError('names must be bound');

  const claimed =
    applicant.kind === 'eligible' ? candidates.find(({ id }) => id === applicant.accountId) : undefined;
  const trace = evaluate(claimed ?? standIn, { claims: samePerson.claims, claimBindings, candidates });
  const code = firstCode(applicant, claimed, trace);
  if (code !== null) return { result: refuse(code, detailOf(code, trace)), trace };
  if (applicant.kind !== 'eligible') throw new TypeError('a decoy is never matched');

  // What the account may lack, and lacks, has not agreed.
  const agreed = claimBindings
    .map(({ attribute }) => attribute)
    .filter((attribute) => attribute === 'names' || trace[attribute] === 'same');
  const { recoveryId, accountId } = applicant;
  const { credential } = samePerson;
  return { result: sealMatched({ recoveryId, accountId, agreed, credential, provedAt: now }), trace };
}

/** Compared in place of an account that there is not, so that the work is the same (D14). */
const standIn: Account = {
  id: '',
  accountName: '',
  givenName: 'Nobody Atall',
  surname: 'Of That-Name',
  birthDate: '1900-01-01',
  country: null,
  employeeNumber: '',
  enabled: false,
  frozen: false,
  groups: [],
  privileged: false,
  hasSignedIn: false,
  attributeHoldUntil: null,
  methodLastUsedAt: null,
  confirmedMails: [],
};

function evaluate(
  claimed: Account,
  {
    claims,
    claimBindings,
    candidates,
  }: {
    readonly claims: Claims;
    readonly claimBindings: readonly ClaimBinding[];
    readonly candidates: readonly Account[];
  },
): MatchTrace {
  const others = candidates.filter(
    (other) => other.id !== claimed.id && satisfiesAll(other, claims, claimBindings),
  );
  const own = others.filter((other) => isSamePerson(claimed, other));
  return {
    ...compareAccount({ account: claimed, claims, claimBindings }),
    twinAccountIds: others.filter((other) => !own.includes(other)).map(({ id }) => id),
    ownAccountIds: own.map(({ id }) => id),
  };
}

function firstCode(
  applicant: Applicant,
  claimed: Account | undefined,
  trace: MatchTrace,
): MatchingRefusalCode | null {
  const answers: Record<MatchingRefusalCode, boolean> = {
    decoy: applicant.kind === 'decoy',
    accountGone: claimed === undefined,
    ...disagreements(trace),
    duplicateIdentity: trace.twinAccountIds.length > 0,
  };
  return matchingRefusalCodes.find((code) => answers[code]) ?? null;
}

function detailOf(code: MatchingRefusalCode, trace: MatchTrace): Refusal['detail'] {
  if (code === 'nameMismatch') return { problem: trace.names.problem ?? '' };
  if (code === 'birthDateMissing') return { where: trace.birthDate };
  if (code === 'employeeNumberMissing') return { where: trace.employeeNumber };
  return code === 'duplicateIdentity' ? { twins: trace.twinAccountIds.length } : undefined;
}
