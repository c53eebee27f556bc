import { base64url, calculateJwkThumbprint } from 'jose';
import { type CborValue, encodeCbor, Tagged } from '../cbor/index.ts';
import type { Mdoc } from '../credentials/index.ts';
import type { Candidate } from './select-credentials.ts';
import type { VerifiedRequest } from './verify-request.ts';

const EMBEDDED = 24;
const ES256 = -7;
const noElements = new Tagged(EMBEDDED, encodeCbor(new Map()));

/** A DeviceResponse with the agreed elements and the device's signature (ISO/IEC 18013-5, 9.1.3; OpenID4VP 1.0, B.2). */
export async function presentMdoc(
  mdoc: Mdoc,
  { card, paths }: Candidate,
  request: VerifiedRequest,
): Promise<string> {
  const shown = new Map<string, CborValue[]>();
  for (const { namespace, name, wrapped } of mdoc.elements) {
    if (!paths.some(([wanted, element]) => wanted === namespace && element === name)) continue;
    shown.set(namespace, [...(shown.get(namespace) ?? []), wrapped]);
  }
  const authentication = [
    'DeviceAuthentication',
    await createTranscript(request),
    mdoc.documentType,
    noElements,
  ];
  const document = new Map<string, CborValue>([
    ['docType', mdoc.documentType],
    [
      'issuerSigned',
      new Map<string, CborValue>([
        ['nameSpaces', shown],
        ['issuerAuth', mdoc.issuerAuth],
      ]),
    ],
    [
      'deviceSigned',
      new Map<string, CborValue>([
        ['nameSpaces', noElements],
        ['deviceAuth', new Map([['deviceSignature', await sign(authentication, card.held.key.privateKey)]])],
      ]),
    ],
  ]);
  const response = new Map<string, CborValue>([
    ['version', '1.0'],
    ['documents', [document]],
    ['status', 0],
  ]);
  return base64url.encode(encodeCbor(response));
}

/** For which question the device signs (OpenID4VP 1.0, B.2.6.1; by way of a browser B.2.6.2). */
async function createTranscript({ clientId, nonce, wayBack, encryption }: VerifiedRequest) {
  const thumbprint = base64url.decode(await calculateJwkThumbprint(encryption.jwk, 'sha256'));
  if (wayBack.kind === 'browser')
    return [null, null, await handover('OpenID4VPDCAPIHandover', [wayBack.origin, nonce, thumbprint])];
  const info = [clientId, nonce, thumbprint, wayBack.responseUri];
  return [null, null, await handover('OpenID4VPHandover', info)];
}

async function handover(name: string, info: readonly CborValue[]): Promise<CborValue> {
  return [name, new Uint8Array(await crypto.subtle.digest('SHA-256', encodeCbor([...info])))];
}

/** A COSE_Sign1 whose payload stays at home (RFC 9052, 4.2 and 4.4). */
async function sign(content: CborValue, key: CryptoKey): Promise<CborValue> {
  const protectedHeader = encodeCbor(new Map([[1, ES256]]));
  const payload = encodeCbor(new Tagged(EMBEDDED, encodeCbor(content)));
  const toBeSigned = encodeCbor(['Signature1', protectedHeader, new Uint8Array(), payload]);
  const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, toBeSigned);
  return [protectedHeader, new Map(), null, new Uint8Array(signature)];
}
