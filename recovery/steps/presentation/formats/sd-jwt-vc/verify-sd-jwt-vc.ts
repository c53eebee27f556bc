import { hash, type KeyObject } from 'node:crypto';
import { isRefusal, type Refusal, refuse } from '../../../../outcome.ts';
import { verifyCertificatePath } from '../../certificate-path/index.ts';
import type { CredentialCheck, VerifiedCredential } from '../../credential-check.ts';
import {
  findValidityProblem,
  isJsonObject,
  isNumericDate,
  type JsonObject,
  parseEs256Key,
  readCertificateChain,
  verifyEs256,
} from '../../json-web/index.ts';
import type { PresentationRefusalCode } from '../../presentation-refusal-codes.ts';
import { readStatusOfJwt } from '../../status/index.ts';
import { findKeyBindingRefusal } from './find-key-binding-refusal.ts';
import { parseSdJwt } from './parse-sd-jwt.ts';
import { resolveDisclosures } from './resolve-disclosures.ts';

const format = 'dc+sd-jwt';

/**
 * Verifies an SD-JWT VC with key binding: type, issuer, disclosures, times, holder. One column of guards; the first that
 * fails is the answer. Claims are read from the unverified payload only to choose which checks apply.
 *
 * `iss`, where present, is not compared with the certificate: trust comes from the anchor and its allowed types, and
 * SD-JWT VC with `x5c` leaves `iss` optional.
 */
export function verifySdJwtVc(check: CredentialCheck): VerifiedCredential | Refusal<PresentationRefusalCode> {
  const sdJwt = parseSdJwt(check.presentation);
  if (isRefusal(sdJwt)) return sdJwt;
  const { header, payload, signingInput, signature } = sdJwt.issuerJwt;
  if (header.typ !== 'dc+sd-jwt') return refuse('credentialMalformed', { reason: 'typ' });
  // One algorithm and no other: the header of a forgery chooses nothing (T6).
  if (header.alg !== 'ES256') return refuse('credentialMalformed', { reason: 'alg' });

  const type = payload.vct;
  const accepted = check.acceptedCredentials.filter((entry) => entry.type === type);
  if (typeof type !== 'string' || accepted.length === 0) return refuse('credentialType');
  const chain = readCertificateChain(sdJwt.issuerJwt);
  if (chain === undefined) return refuse('credentialMalformed', { reason: 'x5c' });
  // Only the anchors of this very type: an honest issuer of one thing may not issue another (T6).
  const issuer = verifyCertificatePath({
    ...check,
    chain,
    kind: { format, type },
    role: 'issuer',
    allowedAnchorIds: accepted.flatMap((entry) => entry.anchorIds),
  });
  if (isRefusal(issuer)) return issuer;
  if (!verifyEs256({ signingInput, signature, key: issuer.leafKey })) return refuse('credentialSignature');

  const resolved = resolveDisclosures(payload, sdJwt.disclosures);
  if (typeof resolved === 'string') return refuse('disclosureInvalid', { reason: resolved });
  const { claims } = resolved;
  const timeRefusal = findTimeRefusal({ claims, maximumAgeHours: check.maximumAgeHours, now: check.now });
  if (timeRefusal !== undefined) return timeRefusal;

  const holderKey = readHolderKey(claims.cnf);
  if (holderKey === undefined) return refuse('holderKeyMissing');
  const bindingRefusal = findKeyBindingRefusal({ ...check, sdJwt, holderKey });
  if (bindingRefusal !== undefined) return bindingRefusal;
  return {
    kind: { format, type },
    anchor: issuer.anchor,
    signerCountries: issuer.countries,
    claims,
    issuedAt: (claims.iat as number) * 1000,
    issuedAtLatest: (claims.iat as number) * 1000,
    fingerprint: hash('sha256', signingInput, 'base64url'),
    status: readStatusOfJwt(claims.status),
  };
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
