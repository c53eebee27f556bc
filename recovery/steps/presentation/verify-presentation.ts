import { isRefusal, type Refusal, refuse } from '../../outcome.ts';
import type { Applicant } from '../eligibility/index.ts';
import type { Sent } from '../identity-verification/index.ts';
import { askedClaims, type ClaimField, fieldsOf } from './asked-claims.ts';
import { credentialQuestions } from './credential-questions.ts';
import { mapClaims } from './map-claims.ts';
import { parsePortrait } from './parse-portrait.ts';
import type { PresentationRefusalCode } from './presentation-refusal-codes.ts';
import { type Presented, sealPresented } from './presented.ts';
import { type AnswerCheck, type ReadField, verifyAnswer } from './verify-answer.ts';

/** How the person came here: sent to a provider, or with a credential they already held (D20). */
export type PresentationRoute = Sent | { readonly kind: 'walletFirst' };

export interface PresentationCheck extends Omit<AnswerCheck, 'pinnedSigners'> {
  readonly applicant: Applicant;
  readonly route: PresentationRoute;
  /** No recovery takes an answer in plain. */
  readonly encryptionKey: { readonly x: string; readonly y: string };
}

/**
 * Is this credential genuine, held by this wallet, for this request (R37)? Gives the evidence `Presented`, or the first
 * reason against it. A decoy's presentation is verified like any other (D14).
 */
export async function verifyPresentation(
  check: PresentationCheck,
): Promise<Presented | Refusal<PresentationRefusalCode>> {
  const { applicant, route, now } = check;
  const { profile } = applicant.policy;
  // Evidence of two recoveries side by side is our own bug, and exactly what T13 would exploit.
  if (route.kind === 'sent' && route.recoveryId !== applicant.recoveryId) {
    throw new TypeError('route belongs to another recovery');
  }
  if (route.kind === 'walletFirst' && !profile.walletFirst) return refuse('walletFirstNotAllowed');
  const age = profile.maximumCredentialAgeHours;
  const fields = fieldsOf(askedClaims(applicant.policy));
  const verified = await verifyAnswer({
    ...check,
    // In a recovery an authority stands above every signer.
    pinnedSigners: [],
    questions: credentialQuestions(profile),
    maximumAgeHours: route.kind === 'sent' ? age.provider : age.walletFirst,
    readContent: ({ read }) => readContent(fields, read),
  });
  if (isRefusal(verified)) return verified;
  return sealPresented({
    recoveryId: applicant.recoveryId,
    ...verified.content,
    credential: verified.origin,
    presentedAt: now,
  });
}

/** Does it answer what was asked (OpenID4VP 1.0, 6.4 and 14.5)? On verified claims only: before that, a wallet can claim anything. */
function readContent(
  fields: readonly ClaimField[],
  read: ReadField,
): Pick<Presented, 'claims' | 'portrait'> | Refusal<PresentationRefusalCode> {
  if (read('portrait') === undefined) return refuse('portraitMissing');
  if (fields.some((field) => read(field) === undefined)) return refuse('claimMissing');
  const claims = mapClaims({ fields, read });
  if (isRefusal(claims)) return claims;
  const portrait = parsePortrait(read('portrait'));
  return portrait === undefined ? refuse('portraitUnusable') : { claims, portrait };
}
