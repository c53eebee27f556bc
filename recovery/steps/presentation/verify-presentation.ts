import { isRefusal, type Refusal, refuse } from '../../outcome.ts';
import type { TrustAnchor } from '../../policy/index.ts';
import type { Applicant } from '../eligibility/index.ts';
import type { Sent } from '../identity-verification/index.ts';
import { askedClaims, type ClaimField, fieldsOf } from './asked-claims.ts';
import { createCredentialQuery, credentialQueryId } from './create-credential-query.ts';
import { claimMapFor, verifySdJwtVc } from './formats/sd-jwt-vc/index.ts';
import { mapClaims } from './map-claims.ts';
import { parsePortrait } from './parse-portrait.ts';
import type { PresentationRefusalCode } from './presentation-refusal-codes.ts';
import { type Presented, sealPresented } from './presented.ts';
import { satisfiesQuery } from './satisfies-query.ts';

/** How the person came here: sent to a provider, or with a credential they already held (D20). */
export type PresentationRoute = Sent | { readonly kind: 'walletFirst' };

/** DCQL query id → presentations (OpenID4VP 1.0, 8.1). */
type VpToken = Readonly<Record<string, readonly string[]>>;

export interface PresentationCheck {
  readonly applicant: Applicant;
  readonly route: PresentationRoute;
  /** Out of `parsePresentationResponse`. */
  readonly vpToken: VpToken;
  /** Nonce of the request that this answers; the caller has consumed it (T4). */
  readonly expectedNonce: string;
  /** Full client id of that request. */
  readonly expectedAudience: string;
  /** The organisation's anchors as they are now: one that is gone or switched off refuses (D17, T24). */
  readonly trustAnchors: readonly TrustAnchor[];
  /** Dotted identifiers of critical private certificate extensions that this installation knows; an example knows one (D2). */
  readonly understoodExtensions: readonly string[];
  /** Epoch milliseconds. */
  readonly now: number;
}

/**
 * Is this credential genuine, held by this wallet, for this request (R37)? Gives the evidence `Presented`, or the first
 * reason against it. A decoy's presentation is verified like any other (D14).
 */
export function verifyPresentation(check: PresentationCheck): Presented | Refusal<PresentationRefusalCode> {
  const { applicant, route, now } = check;
  const { profile } = applicant.policy;
  // Evidence of two recoveries side by side is our own bug, and exactly what T13 would exploit.
  if (route.kind === 'sent' && route.recoveryId !== applicant.recoveryId) {
    throw new TypeError('route belongs to another recovery');
  }
  if (route.kind === 'walletFirst' && !profile.walletFirst) return refuse('walletFirstNotAllowed');
  const presentation = takePresentation(check.vpToken);
  if (isRefusal(presentation)) return presentation;

  const age = profile.maximumCredentialAgeHours;
  const credential = verifySdJwtVc({
    presentation,
    acceptedCredentials: profile.acceptedCredentials,
    trustAnchors: check.trustAnchors,
    understoodExtensions: check.understoodExtensions,
    maximumAgeHours: route.kind === 'sent' ? age.provider : age.walletFirst,
    expectedNonce: check.expectedNonce,
    expectedAudience: check.expectedAudience,
    now,
  });
  if (isRefusal(credential)) return credential;

  const { type, issuedAt, anchorId, fingerprint } = credential;
  const claimNames = claimMapFor(type);
  const read = (field: ClaimField) =>
    claimNames[field].map((name) => credential.claims[name]).find((value) => value !== undefined);
  if (read('portrait') === undefined) return refuse('portraitMissing');
  const query = createCredentialQuery(applicant.policy);
  if (!satisfiesQuery({ query, queryId: credentialQueryId, type, claims: credential.claims })) {
    return refuse('claimMissing');
  }
  const claims = mapClaims({ fields: fieldsOf(askedClaims(applicant.policy)), read });
  if (isRefusal(claims)) return claims;
  const portrait = parsePortrait(read('portrait'));
  if (portrait === undefined) return refuse('portraitUnusable');
  return sealPresented({
    recoveryId: applicant.recoveryId,
    claims,
    portrait,
    credential: { format: 'dc+sd-jwt', type, anchorId, issuedAt, fingerprint },
    presentedAt: now,
  });
}

/** We asked one question for one credential: anything beside it was not asked for. */
function takePresentation(vpToken: VpToken): string | Refusal<PresentationRefusalCode> {
  const presentations = Object.hasOwn(vpToken, credentialQueryId) ? (vpToken[credentialQueryId] ?? []) : [];
  const [presentation, ...more] = presentations;
  if (presentation === undefined) return refuse('credentialMissing');
  if (more.length > 0 || Object.keys(vpToken).length !== 1)
    return refuse('credentialMalformed', { reason: 'several' });
  return presentation;
}
