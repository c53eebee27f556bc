import { hash } from 'node:crypto';
import { isRefusal, type Refusal, refuse } from '../../../../outcome.ts';
import { type CertificatePath, verifyCertificatePath } from '../../certificate-path/index.ts';
import { isEs256, parseCoseKey, readX5chain, verifyCoseSign1 } from '../../cose/index.ts';
import type { CredentialCheck, VerifiedCredential } from '../../credential-check.ts';
import { clockSkewSeconds } from '../../json-web/index.ts';
import type { PresentationRefusalCode } from '../../presentation-refusal-codes.ts';
import { readStatusOfMdoc } from '../../status/index.ts';
import { readPath } from '../claim-map.ts';
import { claimMapFor } from './claim-map.ts';
import { findDeviceRefusal } from './find-device-refusal.ts';
import { type ParsedDocument, parseDeviceResponse } from './parse-device-response.ts';
import { parseSecurityObject, type SecurityObject } from './parse-security-object.ts';
import { resolveElements } from './resolve-elements.ts';
import { createSessionTranscript } from './session-transcript.ts';

const format = 'mso_mdoc';

/**
 * Verifies an mdoc: type, issuer, digests, times, device. One column of guards; the first that fails is the answer.
 * Elements that the device alone vouches for are never claims, authorised or not.
 */
export function verifyMdoc(check: CredentialCheck): VerifiedCredential | Refusal<PresentationRefusalCode> {
  const document = parseDeviceResponse(check.presentation);
  if (isRefusal(document)) return document;
  const type = document.documentType;
  const accepted = check.acceptedCredentials.filter((entry) => entry.type === type);
  if (accepted.length === 0) return refuse('credentialType');
  const issuer = verifyIssuer(check, {
    document,
    type,
    allowedAnchorIds: accepted.flatMap((entry) => entry.anchorIds),
  });
  if (isRefusal(issuer)) return issuer;
  const { path, securityObject, payload } = issuer;
  // The signed type, not the one on the outside: a holder could file an insurance card as a licence.
  if (securityObject.documentType !== type) return refuse('credentialRelabelled');

  const resolved = resolveElements(document.issuerSigned, securityObject);
  if (typeof resolved === 'string') return refuse('disclosureInvalid', { reason: resolved });
  const { elements } = resolved;
  // 9.3.1: a document names the country that its signer's certificate names.
  const [countryPath = []] = claimMapFor(type).issuingCountry;
  const issuingCountry = readPath(elements, countryPath);
  if (issuingCountry !== undefined && !path.countries.includes(String(issuingCountry))) {
    return refuse('issuerUntrusted', { reason: 'issuingCountry' });
  }
  const timeRefusal = findTimeRefusal(securityObject, path, check);
  if (timeRefusal !== undefined) return timeRefusal;

  const deviceKey = parseCoseKey(securityObject.deviceKey);
  if (deviceKey === undefined) return refuse('holderKeyMissing');
  const sessionTranscript = createSessionTranscript(check);
  const deviceRefusal = findDeviceRefusal({ document, securityObject, deviceKey, sessionTranscript });
  if (deviceRefusal !== undefined) return deviceRefusal;
  return {
    kind: { format, type },
    anchor: path.anchor,
    signerCountries: path.countries,
    claims: elements,
    issuedAt: securityObject.signed,
    issuedAtLatest: securityObject.signed,
    fingerprint: hash('sha256', payload, 'base64url'),
    status: readStatusOfMdoc(securityObject.status),
  };
}

/** Issuer data authentication, ISO/IEC 18013-5, 9.3.1. */
function verifyIssuer(
  check: CredentialCheck,
  claimed: {
    readonly document: ParsedDocument;
    readonly type: string;
    readonly allowedAnchorIds: readonly string[];
  },
):
  | {
      readonly path: CertificatePath;
      readonly securityObject: SecurityObject;
      readonly payload: Uint8Array;
    }
  | Refusal<PresentationRefusalCode> {
  const { issuerAuth } = claimed.document;
  const { payload } = issuerAuth;
  if (!isEs256(issuerAuth)) return refuse('credentialMalformed', { reason: 'alg' });
  if (payload === null) return refuse('credentialMalformed', { reason: 'payload' });
  const chain = readX5chain(issuerAuth);
  if (chain === undefined) return refuse('credentialMalformed', { reason: 'x5chain' });
  const path = verifyCertificatePath({
    ...check,
    chain,
    kind: { format, type: claimed.type },
    role: 'documentSigner',
    allowedAnchorIds: claimed.allowedAnchorIds,
  });
  if (isRefusal(path)) return path;
  if (!verifyCoseSign1({ sign1: issuerAuth, payload, key: path.leafKey }))
    return refuse('credentialSignature');
  const securityObject = parseSecurityObject(payload);
  return typeof securityObject === 'string'
    ? refuse('credentialMalformed', { reason: securityObject })
    : { path, securityObject, payload };
}

function findTimeRefusal(
  { signed, validFrom, validUntil }: SecurityObject,
  { leafValidity: [from, to] }: CertificatePath,
  check: CredentialCheck,
): Refusal<PresentationRefusalCode> | undefined {
  const skew = clockSkewSeconds * 1000;
  // Signed with a certificate of its time (9.3.1); a later one could be somebody else's.
  if (signed < from || signed > to)
    return refuse('credentialMalformed', { reason: 'signedOutsideCertificate' });
  if (validFrom < signed || validUntil <= validFrom) return refuse('credentialMalformed', { reason: 'time' });
  if (validUntil <= check.now - skew) return refuse('credentialExpired');
  if (validFrom > check.now + skew || signed > check.now + skew) return refuse('credentialNotYetValid');
  return check.now - signed > check.maximumAgeHours * 3_600_000 ? refuse('credentialTooOld') : undefined;
}
