import type { Account } from '../directory/index.ts';
import { type ComparedAccount, findTwins, heldValue, words } from '../names/index.ts';
import {
  chooseProfile,
  inOrderTried,
  isExcluded,
  isInPassScope,
  mayLack,
  type OrganisationPolicy,
  type Profile,
} from '../policy/index.ts';

/** In the order in which they win when several hold. */
export const preflightCodes = [
  'accountDisabled',
  'accountFrozen',
  'excluded',
  'privileged',
  'notInScope',
  'noPriorSignIn',
  'nameMissing',
  'nameUnmatchable',
  'attributeMissing',
  'attributeHold',
  'passScope',
  'duplicateIdentity',
] as const;
export type PreflightCode = (typeof preflightCodes)[number];

export interface PreflightQuestion<Other extends ComparedAccount = Account> {
  readonly account: Account;
  /** Other accounts, disabled ones included, that share a folded name key with `account`. */
  readonly lookalikes: readonly Other[];
  readonly profiles: readonly Profile[];
  readonly organisation: OrganisationPolicy;
  /** Epoch milliseconds. */
  readonly now: number;
}

export interface Preflight<Other extends ComparedAccount = Account> {
  /** The profile that applies, or null when none includes the account. */
  readonly profile: Profile | null;
  /** Everything that stands in the way, most important first; empty = may recover. */
  readonly reasons: readonly PreflightCode[];
  /** Accounts of somebody else that the applying profile cannot tell from this one (R22). */
  readonly twins: readonly Other[];
}

/**
 * Everything that would otherwise fail only after a paid check, asked of one account (behaviour.md 3.1, 3.4 step 0).
 * Every question is asked whatever the others say: an admin sees all of them, and no answer is quicker than another (T17).
 */
export function preflight<Other extends ComparedAccount>(
  question: PreflightQuestion<Other>,
): Preflight<Other> {
  const { account, lookalikes, profiles, organisation, now } = question;
  const chosen = chooseProfile(inOrderTried(profiles, organisation), account);
  const profile = profiles.find(({ id }) => id === chosen?.id) ?? null;
  const twins = profile === null ? [] : findTwins(account, lookalikes, profile.claimBindings);
  const answers: Record<PreflightCode, boolean> = {
    accountDisabled: !account.enabled,
    accountFrozen: account.frozen,
    excluded: isExcluded(organisation, account),
    privileged: account.privileged,
    notInScope: profile === null,
    noPriorSignIn: !account.hasSignedIn,
    nameMissing: account.givenName.trim() === '' || account.surname.trim() === '',
    // A blank name is missing and no more: an admin reads one thing to mend, not two.
    nameUnmatchable: [account.givenName, account.surname].some(
      (name) => name.trim() !== '' && words(name).length === 0,
    ),
    attributeMissing: profile !== null && lacksBoundAttribute(account, profile),
    attributeHold: account.attributeHoldUntil !== null && now < account.attributeHoldUntil,
    passScope: !isInPassScope(organisation, account),
    duplicateIdentity: twins.length > 0,
  };
  return { profile, reasons: preflightCodes.filter((code) => answers[code]), twins };
}

function lacksBoundAttribute(account: Account, profile: Profile): boolean {
  return profile.claimBindings.some(
    (binding) =>
      binding.attribute !== 'names' && !mayLack(binding) && heldValue(account, binding.attribute) === null,
  );
}
