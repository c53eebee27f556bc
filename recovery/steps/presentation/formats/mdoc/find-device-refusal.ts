import type { KeyObject } from 'node:crypto';
import { type Refusal, refuse } from '../../../../outcome.ts';
import { encodeCbor, isEs256, joinCbor, verifyCoseSign1, wrapCbor } from '../../cose/index.ts';
import type { PresentationRefusalCode } from '../../presentation-refusal-codes.ts';
import { isMap, type ParsedDocument } from './parse-device-response.ts';
import type { SecurityObject } from './parse-security-object.ts';

/**
 * Was this document presented by the device that it was issued to, for this request (ISO/IEC 18013-5, 9.1.3)? The signature is
 * over nonce, audience, answer address and encryption key at once, so a wrong one of them shows as a wrong signature.
 *
 * @param binding.sessionTranscript CBOR, made from our own request alone
 */
export function findDeviceRefusal(binding: {
  readonly document: ParsedDocument;
  readonly securityObject: SecurityObject;
  readonly deviceKey: KeyObject;
  readonly sessionTranscript: Uint8Array;
}): Refusal<PresentationRefusalCode> | undefined {
  const { document, sessionTranscript } = binding;
  const { deviceSignature, deviceSignedBytes } = document;
  if (!isEs256(deviceSignature)) return refuse('keyBindingMalformed', { reason: 'alg' });
  // Detached (9.1.3.6): what was signed is what we expect, not what came along.
  if (deviceSignature.payload !== null) return refuse('keyBindingMalformed', { reason: 'payload' });
  const deviceAuthentication = joinCbor([
    encodeCbor('DeviceAuthentication'),
    sessionTranscript,
    encodeCbor(document.documentType),
    wrapCbor(deviceSignedBytes),
  ]);
  const payload = wrapCbor(deviceAuthentication);
  if (!verifyCoseSign1({ sign1: deviceSignature, payload, key: binding.deviceKey })) {
    return refuse('keyBindingSignature');
  }
  // Elements on the device's own word (9.1.2.4): without the issuer's leave, anybody could name themselves.
  return areAuthorised(document, binding.securityObject) ? undefined : refuse('deviceSignedUnauthorised');
}

function areAuthorised(document: ParsedDocument, { keyAuthorizations }: SecurityObject): boolean {
  const namespaces = keyAuthorizations.get('nameSpaces') ?? [];
  const dataElements = keyAuthorizations.get('dataElements') ?? new Map();
  if (!Array.isArray(namespaces) || !isMap(dataElements)) return false;
  return [...document.deviceSigned].every(([namespace, elements]) => {
    if (!isMap(elements)) return false;
    if (namespaces.includes(namespace)) return true;
    const allowed = dataElements.get(namespace);
    return Array.isArray(allowed) && [...elements.keys()].every((element) => allowed.includes(element));
  });
}
