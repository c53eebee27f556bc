import { type Refusal, refuse } from '../../outcome.ts';
import { servingProviders } from '../../policy/index.ts';
import type { Applicant } from '../eligibility/index.ts';
import type { HandOver, IdentityVerifier } from './identity-verifier.ts';
import { type Sent, sealSent } from './sent.ts';

/** Both are "try again later" to the person (text A), and the recovery is kept. */
export const identityVerificationRefusalCodes = ['providerUnavailable', 'providerMisconfigured'] as const;
export type IdentityVerificationRefusalCode = (typeof identityVerificationRefusalCodes)[number];

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
  const listed = servingProviders({ profile, country, providers: verifiers });
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
