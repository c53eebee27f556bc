import { type Refusal, refuse } from '../../outcome.ts';
import type { Applicant } from '../eligibility/index.ts';
import type { HandOver, IdentityVerifier } from './identity-verifier.ts';
import { type Sent, sealSent } from './sent.ts';

/** Both are "try again later" to the person (text A), and the recovery is kept. */
export const identityVerificationRefusalCodes = ['providerUnavailable', 'providerMisconfigured'] as const;
export type IdentityVerificationRefusalCode = (typeof identityVerificationRefusalCodes)[number];

/** Provider ids for a country's documents, in order of preference; a country without a list of its own has the default. */
export function providersFor({
  applicant,
  country,
}: {
  readonly applicant: Applicant;
  readonly country: string;
}): readonly string[] {
  const { providersByCountry } = applicant.policy.profile;
  const listed = Object.hasOwn(providersByCountry, country) ? providersByCountry[country] : undefined;
  return listed ?? providersByCountry.default;
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
  const listed = providersFor({ applicant, country })
    .map((id) => verifiers.find((verifier) => verifier.id === id))
    .filter((verifier) => verifier !== undefined && serves(verifier, country));
  if (listed.length === 0) return refuse('providerMisconfigured', { country });

  for (const verifier of listed) {
    if (verifier === undefined || !(await verifier.isUp())) continue;
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

function serves(verifier: IdentityVerifier, country: string): boolean {
  return verifier.countries === 'any' || verifier.countries.includes(country);
}
