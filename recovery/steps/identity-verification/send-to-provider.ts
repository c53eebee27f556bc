import { type Refusal, refuse } from '../../outcome.ts';
import type { Profile } from '../../policy/index.ts';
import type { Applicant } from '../eligibility/index.ts';
import type { HandOver, IdentityVerifier } from './identity-verifier.ts';
import { type Sent, sealSent } from './sent.ts';

/** Both are "try again later" to the person (text A), and the recovery is kept. */
export const identityVerificationRefusalCodes = ['providerUnavailable', 'providerMisconfigured'] as const;
export type IdentityVerificationRefusalCode = (typeof identityVerificationRefusalCodes)[number];

/** Provider ids for a country's documents, in order of preference; a country without a list of its own has the default. */
export function providersFor({
  profile,
  country,
}: {
  readonly profile: Pick<Profile, 'providersByCountry'>;
  readonly country: string;
}): readonly string[] {
  const { providersByCountry } = profile;
  const listed = Object.hasOwn(providersByCountry, country) ? providersByCountry[country] : undefined;
  return listed ?? providersByCountry.default;
}

/** Those among the listed that are there and take documents of this country, in order of preference. Up or not is another question. */
export function servingProviders<Provider extends Pick<IdentityVerifier, 'id' | 'countries'>>(request: {
  readonly profile: Pick<Profile, 'providersByCountry'>;
  readonly country: string;
  readonly verifiers: readonly Provider[];
}): readonly Provider[] {
  const { country, verifiers } = request;
  return providersFor(request)
    .map((id) => verifiers.find((verifier) => verifier.id === id))
    .filter((verifier) => verifier !== undefined)
    .filter(({ countries }) => countries === 'any' || countries.includes(country));
}

/**
 * Sends the person to the first listed provider that is up and serves the country.
 * Refuses with `providerUnavailable` when all are down, `providerMisconfigured` when the list names none that could serve.
 */
export async function sendToProvider(request: {
  readonly applicant: Applicant;
  readonly handOver: HandOver;
  readonly verifiers: readonly IdentityVerifier[];
  /** Epoch milliseconds. */
  readonly now: number;
}): Promise<
  | { readonly kind: 'sentTo'; readonly sent: Sent; readonly location: string; readonly providerName: string }
  | Refusal<IdentityVerificationRefusalCode>
> {
  const { applicant, handOver, verifiers } = request;
  const { country } = handOver;
  const { profile } = applicant.policy;
  const listed = servingProviders({ profile, country, verifiers });
  if (listed.length === 0) return refuse('providerMisconfigured', { country });

  for (const verifier of listed) {
    if (!(await verifier.isUp())) continue;
    // D14: a stranger cannot run up a bill. The same answer as a provider that is down.
    if (verifier.chargesPerCheck === true && applicant.kind === 'decoy') continue;
    const { location } = await verifier.handOver(handOver);
    const sent = sealSent({
      recoveryId: applicant.recoveryId,
      providerId: verifier.id,
      country,
      sentAt: request.now,
    });
    return { kind: 'sentTo', sent, location, providerName: verifier.name };
  }
  return refuse('providerUnavailable', { country });
}
