import type { Account } from '../../directory/index.ts';
import type { ComparedAccount } from '../../names/index.ts';
import {
  inOrderTried,
  lacksProvider,
  type OrganisationPolicy,
  overlaps,
  type Profile,
  type ServingProvider,
} from '../../policy/index.ts';
import { preflight, preflightCodes } from '../../preflight/index.ts';

/** What a scan can find about one account. Everything of pre-flight, and what is only worth a warning. */
export const readinessCodes = [...preflightCodes, 'noProvider', 'profileOverlap', 'notices'] as const;
export type ReadinessCode = (typeof readinessCodes)[number];

/** They do not stand in the way of a recovery; an admin should know all the same (T22, R10). */
const warnings: ReadonlySet<ReadinessCode> = new Set(['profileOverlap', 'notices']);

export const isWarning = (code: ReadinessCode): boolean => warnings.has(code);

/** The rules of one scan, read once at its start. */
export interface ReadinessRules {
  readonly profiles: readonly Profile[];
  readonly organisation: OrganisationPolicy;
  /** Those that are switched on. */
  readonly providers: readonly ServingProvider[];
  /** Epoch milliseconds. */
  readonly now: number;
}

export interface Readiness {
  readonly accountId: string;
  /** The profile that applies; null: none includes the account. */
  readonly profileId: string | null;
  /** `outside`: no profile is meant for this account, or it is switched off or excluded, so nothing is wrong with it. */
  readonly verdict: 'ready' | 'notReady' | 'outside';
  readonly findings: readonly ReadinessCode[];
}

/** Could this account be recovered today, and if not, why (behaviour.md 2.6)? The same questions as at the start of a recovery. */
export function assessReadiness(
  account: Account,
  lookalikes: readonly ComparedAccount[],
  rules: ReadinessRules,
): Readiness {
  const { profile, reasons } = preflight({ account, lookalikes, ...rules });
  const findings: ReadinessCode[] = [...reasons];
  const country = account.country ?? rules.organisation.defaultCountry;
  if (profile !== null && lacksProvider({ profile, country, providers: rules.providers }))
    findings.push('noProvider');
  if (profile !== null && isTakenByWeaker(profile, account, rules)) findings.push('profileOverlap');
  if (account.confirmedMails.length < 2) findings.push('notices');
  const outside = profile === null || reasons.includes('excluded') || !account.enabled;
  const blocked = findings.some((code) => !isWarning(code));
  return {
    accountId: account.id,
    profileId: profile?.id ?? null,
    verdict: outside ? 'outside' : blocked ? 'notReady' : 'ready',
    findings,
  };
}

/** A stricter profile would include this person too, but a weaker one is tried first (T22). */
function isTakenByWeaker(profile: Profile, account: Account, rules: ReadinessRules): boolean {
  const profiles = inOrderTried(rules.profiles, rules.organisation);
  const also = profiles.filter(
    (other) =>
      other.id !== profile.id &&
      other.enabled &&
      (other.includeGroups === 'everyone' ||
        other.includeGroups.some((group) => account.groups.includes(group))),
  );
  // By the groups' names these two may have nothing in common: this account is what they have in common.
  const asOne = (each: Profile): Profile => ({ ...each, includeGroups: 'everyone' });
  const tried = profiles.find(({ id }) => id === profile.id) ?? profile;
  return also.some((other) => overlaps([asOne(tried), asOne(other)]).length > 0);
}
