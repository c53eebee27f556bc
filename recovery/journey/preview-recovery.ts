import type { Account } from '../directory/index.ts';
import { lacksProvider, type OrganisationPolicy, type Profile, servingProviders } from '../policy/index.ts';
import { preflight, preflightCodes } from '../preflight/index.ts';
import type { IdentityVerifier } from '../steps/identity-verification/index.ts';

/** What pre-flight asks, and whether the profile lists a provider for the person's country. */
export const previewChecks = [...preflightCodes, 'noProvider'] as const;
export type PreviewCheck = (typeof previewChecks)[number];

export interface RecoveryPreview {
  /** The profile that would apply; null when none includes the account. */
  readonly profile: Profile | null;
  /** ISO 3166-1 alpha-2: the account's, or the organisation's default. The person may choose another. */
  readonly country: string;
  /** Providers that would be tried, in this order, by name. */
  readonly providers: readonly string[];
  readonly checks: readonly { readonly code: PreviewCheck; readonly met: boolean }[];
  /** Records of other people that the profile's rules cannot tell apart from this account. For admins only (D34). */
  readonly twins: readonly Account[];
}

/**
 * What a recovery would do for this account now, and why: by the very code that eligibility and the hand-over run
 * (behaviour.md 2.6, 3.1). Computes only; nothing is started, counted or kept.
 */
export function previewRecovery(question: {
  readonly account: Account;
  /** Other accounts, disabled ones included, that share a name key with it. */
  readonly lookalikes: readonly Account[];
  readonly profiles: readonly Profile[];
  readonly organisation: OrganisationPolicy;
  readonly verifiers: readonly Pick<IdentityVerifier, 'id' | 'name' | 'countries'>[];
  /** Epoch milliseconds. */
  readonly now: number;
}): RecoveryPreview {
  const { account, organisation, verifiers: providers } = question;
  const { profile, reasons, twins } = preflight(question);
  const country = account.country ?? organisation.defaultCountry;
  const serving = profile === null ? [] : servingProviders({ profile, country, providers });
  const against: readonly PreviewCheck[] = [
    ...reasons,
    ...(profile !== null && lacksProvider({ profile, country, providers }) ? (['noProvider'] as const) : []),
  ];
  return {
    profile,
    country,
    providers: serving.map(({ name }) => name),
    checks: previewChecks.map((code) => ({ code, met: !against.includes(code) })),
    twins,
  };
}
