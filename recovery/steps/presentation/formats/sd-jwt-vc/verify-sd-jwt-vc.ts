import { hash, type KeyObject } from 'node:crypto';
import { isRefusal, type Refusal, refuse } from '../../../../outcome.ts';
import { type AcceptedCredential, mayIssueFor, type TrustAnchor } from '../../../../policy/index.ts';
import { verifyCertificatePath } from '../../certificate-path/index.ts';
import {
  type CompactJws,
  decodeBase64,
  isJsonObject,
  type JsonObject,
  parseEs256Key,
  verifyEs256,
} from '../../json-web/index.ts';
import type { PresentationRefusalCode } from '../../presentation-refusal-codes.ts';
import { findKeyBindingRefusal } from './find-key-binding-refusal.ts';
import { findValidityProblem, isNumericDate } from './find-validity-problem.ts';
import { parseSdJwt } from './parse-sd-jwt.ts';
import { resolveDisclosures } from './resolve-disclosures.ts';

/** A genuine credential and what it says, in its own claim names. */
export interface VerifiedSdJwtVc {
  readonly type: string;
  readonly anchorId: string;
  readonly claims: JsonObject;
  /** Epoch milliseconds. */
  readonly issuedAt: number;
  /** SHA-256, base64url, over what the issuer signed. Not over the signature: ECDSA has two for everything. */
  readonly fingerprint: string;
}

/**
 * Verifies an SD-JWT VC with key binding: type, issuer, disclosures, times, holder. One column of guards; the first that
 * fails is the answer. Claims are read from the unverified payload only to choose which checks apply.
 *
 * `iss`, where present, is not compared with the certificate: trust comes from the anchor and its allowed types, and
 * SD-JWT VC with `x5c` leaves `iss` optional.
 *
 * @param check.trustAnchors as they are now, not as snapshotted (D17)
 * @param check.maximumAgeHours since `iat` (D22)
 * @param check.now epoch milliseconds
 */
export function verifySdJwtVc(check: {
  readonly presentation: string;
  readonly acceptedCredentials: readonly AcceptedCredential[];
  readonly trustAnchors: readonly TrustAnchor[];
  readonly understoodExtensions: readonly string[];
  readonly maximumAgeHours: number;
  readonly expectedNonce: string;
  readonly expectedAudience: string;
  readonly now: number;
}): VerifiedSdJwtVc | Refusal<PresentationRefusalCode> {
  const sdJwt = parseSdJwt(check.presentation);
  if (isRefusal(sdJwt)) return sdJwt;
  const { header, payload, signingInput, signature } = sdJwt.issuerJwt;
  if (header.typ !== 'dc+sd-jwt') return refuse('credentialMalformed', { reason: 'typ' });
  // One algorithm and no other: the header of a forgery chooses nothing (T6).
  if (header.alg !== 'ES256') return refuse('credentialMalformed', { reason: 'alg' });

  const type = payload.vct;
  const accepted = check.acceptedCredentials.filter(
    (entry) => entry.format === 'dc+sd-jwt' && entry.type === type,
  );
  if (typeof type !== 'string' || accepted.length === 0) return refuse('credentialType');
  const chain = readChain(sdJwt.issuerJwt);
  if (chain === undefined) return refuse('credentialMalformed', { reason: 'x5c' });
  // Only the anchors of this very type: an honest issuer of one thing may not issue another (T6).
  const issuer = verifyCertificatePath({
    ...check,
    chain,
    kind: { format: 'dc+sd-jwt', type },
    allowedAnchorIds: accepted.flatMap((entry) => entry.anchorIds),
  });
  if (isRefusal(issuer)) return issuer;
  if (!verifyEs256({ signingInput, signature, key: issuer.leafKey })) return refuse('credentialSignature');

  const resolved = resolveDisclosures(payload, sdJwt.disclosures);
  if (typeof resolved === 'string') return refuse('disclosureInvalid', { reason: resolved });
  const { claims } = resolved;
  if (!mayIssueFor(issuer.anchor, namedCountries(issuer.countries, claims.issuing_country))) {
    return refuse('issuerUntrusted', { reason: 'anchorNotForCountry' });
  }
  const timeRefusal = findTimeRefusal({ claims, maximumAgeHours: check.maximumAgeHours, now: check.now });
  if (timeRefusal !== undefined) return timeRefusal;
  // Nobody looks status lists up yet (issue 4): what may have been revoked is refused, not hoped for.
  if (claims.status !== undefined) return refuse('statusUnavailable');

  const holderKey = readHolderKey(claims.cnf);
  if (holderKey === undefined) return refuse('holderKeyMissing');
  const bindingRefusal = findKeyBindingRefusal({ ...check, sdJwt, holderKey });
  if (bindingRefusal !== undefined) return bindingRefusal;
  return {
    type,
    anchorId: issuer.anchor.id,
    claims,
    issuedAt: (claims.iat as number) * 1000,
    fingerprint: hash('sha256', signingInput, 'base64url'),
  };
}

/** The signer's certificate names its country; the credential may name one too, and then both count. */
function namedCountries(ofSigner: readonly string[], ofCredential: unknown): readonly string[] {
  return ofCredential === undefined ? ofSigner : [...ofSigner, String(ofCredential)];
}

/** Certificates out of the header, DER (RFC 7515, 4.1.6). Keys from any other header (`jwk`, `jku`, `x5u`) are never used. */
function readChain(jwt: CompactJws): readonly Uint8Array[] | undefined {
  const { x5c } = jwt.header;
  if (!Array.isArray(x5c) || x5c.length === 0) return undefined;
  const chain = x5c.map(decodeBase64);
  return chain.every((der) => der !== undefined) ? chain : undefined;
}

function findTimeRefusal(check: {
  readonly claims: JsonObject;
  readonly maximumAgeHours: number;
  readonly now: number;
}): Refusal<PresentationRefusalCode> | undefined {
  const problem = findValidityProblem(check.claims, check.now);
  if (problem === 'malformed') return refuse('credentialMalformed', { reason: 'time' });
  if (problem === 'expired') return refuse('credentialExpired');
  if (problem === 'notYetValid') return refuse('credentialNotYetValid');
  // Without an issue time its age cannot be known (D22).
  if (!isNumericDate(check.claims.iat)) return refuse('credentialMalformed', { reason: 'iat' });
  const ageHours = (check.now / 1000 - check.claims.iat) / 3600;
  return ageHours > check.maximumAgeHours ? refuse('credentialTooOld') : undefined;
}

/** The key that the issuer bound the credential to (RFC 7800, 3.2). */
function readHolderKey(cnf: unknown): KeyObject | undefined {
  return isJsonObject(cnf) ? parseEs256Key(cnf.jwk) : undefined;
}
