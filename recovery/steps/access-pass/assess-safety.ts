import type { Account } from '../../directory/index.ts';
import { findTwins } from '../../names/index.ts';
import { type Refusal, refuse } from '../../outcome.ts';
import type { CredentialKind, OrganisationPolicy, PolicySnapshot, Profile } from '../../policy/index.ts';
import { isExcluded, isInPassScope, mayIssue, mayIssueFor } from '../../policy/index.ts';

/** In the order in which they win when several hold. */
export const safetyRefusalCodes = [
  'accountGone',
  'accountDisabled',
  'accountFrozen',
  'excluded',
  'privileged',
  'attributeHold',
  'passScope',
  'twinAppeared',
  'issuerSwitchedOff',
  'issuerUntrusted',
  'profileSwitchedOff',
] as const;
export type SafetyRefusalCode = (typeof safetyRefusalCodes)[number];

export interface SafetyQuestion {
  readonly accountId: string;
  /** What the person was proofed with, and the trust anchor that stood behind it (`Matched.credential`). */
  readonly credential: CredentialKind & {
    readonly anchorId: string;
    /** ISO 3166-1 alpha-2: all that the credential and its signer name. */
    readonly countries: readonly string[];
  };
  /** The rules the recovery runs under: which attributes are bound. */
  readonly policy: PolicySnapshot;
  /** Read now; null when it is gone. */
  readonly account: Account | null;
  /** Read now: other accounts, disabled ones included, that share a name key with it. */
  readonly lookalikes: readonly Account[];
  /** The rules of now. */
  readonly organisation: OrganisationPolicy;
  /** The recovery's profile as it is now; null when it was deleted. */
  readonly currentProfile: Profile | null;
  /** Epoch milliseconds. */
  readonly now: number;
}

/**
 * Facts that change under a running recovery, asked again before grant, re-issue and redemption (D17; T10, T23, T24).
 * It can only refuse: nothing here makes anybody eligible. The claims may be gone by then, so twins are found by comparing
 * records, as eligibility does.
 */
export function assessSafety(question: SafetyQuestion): Refusal<SafetyRefusalCode> | null {
  const { account, organisation, currentProfile, policy, credential, now } = question;
  if (account === null) return refuse('accountGone');
  if (account.id !== question.accountId) throw new TypeError('account of another recovery');
  if (currentProfile !== null && currentProfile.id !== policy.profile.id) {
    throw new TypeError('profile of another recovery');
  }
  const twins = findTwins(account, question.lookalikes, policy.profile.claimBindings);
  const anchor = organisation.trustAnchors.find(({ id }) => id === credential.anchorId);

  if (!account.enabled) return refuse('accountDisabled');
  if (account.frozen) return refuse('accountFrozen');
  if (isExcluded(organisation, account)) return refuse('excluded');
  if (account.privileged) return refuse('privileged');
  if (account.attributeHoldUntil !== null && now < account.attributeHoldUntil) return refuse('attributeHold');
  // A rule of the organisation, not of the profile: no snapshot holds it, so it is asked as it is.
  if (!isInPassScope(organisation, account)) return refuse('passScope');
  if (twins.length > 0) return refuse('twinAppeared', { twins: twins.length });
  if (anchor === undefined || !anchor.enabled)
    return refuse('issuerSwitchedOff', { anchorId: credential.anchorId });
  // Still trusted, and no longer for this: what it may issue was narrowed meanwhile (T6, T24).
  if (!mayIssue(anchor, credential) || !mayIssueFor(anchor, credential.countries))
    return refuse('issuerUntrusted', { anchorId: credential.anchorId });
  // Back to rehearsing is a way to switch off: a recovery under way in production must not slip through (T24).
  const isDemoted = policy.profile.mode === 'production' && currentProfile?.mode === 'evaluation';
  if (currentProfile === null || !currentProfile.enabled || isDemoted) {
    return refuse('profileSwitchedOff', { profileId: policy.profile.id });
  }
  return null;
}
