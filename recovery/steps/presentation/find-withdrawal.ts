import { type Refusal, refuse } from '../../outcome.ts';
import type { PresentationRefusalCode } from './presentation-refusal-codes.ts';
import type { CredentialOrigin } from './presented.ts';
import { findStatusRefusal, type StatusQuestion } from './status/index.ts';

/**
 * Was a credential that was shown a while ago withdrawn since? Whoever lost a wallet tells its issuer, and that must count until
 * somebody is let in (T7). `statusUnavailable`: nobody can tell just now.
 *
 * @param question.trustAnchors as they are now: without its authority nobody can say anything good about it (T24)
 */
export async function findWithdrawal(
  question: Omit<StatusQuestion, 'credential'> & { readonly credential: CredentialOrigin },
): Promise<Refusal<PresentationRefusalCode> | undefined> {
  const { format, type, anchorId, status, issuedAtLatest } = question.credential;
  const anchor = question.trustAnchors.find(({ id }) => id === anchorId);
  if (anchor === undefined || !anchor.enabled) return refuse('issuerSwitchedOff');
  const credential = { kind: { format, type }, anchor, status, issuedAtLatest };
  return findStatusRefusal({ ...question, credential });
}
