import { type Refusal, refuse } from '../../../../outcome.ts';
import {
  type CborMap,
  CborTag,
  type CborValue,
  type CoseSign1,
  decodeCbor,
  parseCoseSign1,
} from '../../cose/index.ts';
import { decodeBase64url } from '../../json-web/index.ts';
import type { PresentationRefusalCode } from '../../presentation-refusal-codes.ts';

const encodedCbor = 24;

/** One document as it was written; nothing of it is verified. */
export interface ParsedDocument {
  readonly documentType: string;
  readonly issuerAuth: CoseSign1;
  /** Namespace → elements, each CBOR of an IssuerSignedItem, as its digest covers it once wrapped again. */
  readonly issuerSigned: ReadonlyMap<string, readonly Uint8Array[]>;
  readonly deviceSignature: CoseSign1;
  /** Namespace → elements that the device adds on its own word. */
  readonly deviceSigned: CborMap;
  /** CBOR of `deviceSigned`. */
  readonly deviceSignedBytes: Uint8Array;
}

const malformed = (reason: string) => refuse('credentialMalformed', { reason });

/** The one document in a DeviceResponse (ISO/IEC 18013-5, 8.3.2.1.2.2; OpenID4VP 1.0, B.2.5). Shape only. */
export function parseDeviceResponse(presentation: string): ParsedDocument | Refusal<PresentationRefusalCode> {
  const bytes = decodeBase64url(presentation);
  const response = bytes && decodeCbor(bytes);
  if (!isMap(response)) return malformed('deviceResponse');
  if (response.get('version') !== '1.0') return malformed('version');
  // The device's own word that it could not answer in full (8.3.2.1.2.3): what comes with it is not an answer.
  if (response.get('status') !== 0) return malformed('status');
  const documents = response.get('documents');
  if (!Array.isArray(documents) || documents.length !== 1) return malformed('documents');
  return parseDocument(documents[0]);
}

function parseDocument(document: CborValue | undefined): ParsedDocument | Refusal<PresentationRefusalCode> {
  if (!isMap(document)) return malformed('document');
  const documentType = document.get('docType');
  const issuerPart = document.get('issuerSigned');
  const devicePart = document.get('deviceSigned');
  if (typeof documentType !== 'string' || !isMap(issuerPart)) return malformed('document');
  // Without the device's part a stolen copy is as good as the original (T8).
  if (!isMap(devicePart)) return refuse('keyBindingMissing');
  const issuerAuth = parseCoseSign1(issuerPart.get('issuerAuth'));
  if (issuerAuth === undefined) return malformed('issuerAuth');
  const issuerSigned = readNamespaces(issuerPart.get('nameSpaces'));
  if (issuerSigned === undefined) return malformed('nameSpaces');

  const deviceSignedBytes = readWrapped(devicePart.get('nameSpaces'));
  const deviceSigned = deviceSignedBytes && decodeCbor(deviceSignedBytes);
  if (deviceSignedBytes === undefined || !isMap(deviceSigned))
    return refuse('keyBindingMalformed', { reason: 'nameSpaces' });
  const deviceAuth = devicePart.get('deviceAuth');
  // A MAC needs a key of the reader's that OpenID4VP has no place for: signatures only (B.2.5).
  if (!isMap(deviceAuth) || !deviceAuth.has('deviceSignature') || deviceAuth.size !== 1)
    return refuse('keyBindingMissing');
  const deviceSignature = parseCoseSign1(deviceAuth.get('deviceSignature'));
  if (deviceSignature === undefined) return refuse('keyBindingMalformed', { reason: 'deviceSignature' });
  return { documentType, issuerAuth, issuerSigned, deviceSignature, deviceSigned, deviceSignedBytes };
}

function readNamespaces(value: CborValue | undefined): ParsedDocument['issuerSigned'] | undefined {
  if (!isMap(value)) return undefined;
  const namespaces = new Map<string, readonly Uint8Array[]>();
  for (const [namespace, items] of value) {
    if (typeof namespace !== 'string' || !Array.isArray(items)) return undefined;
    const contents = items.map(readWrapped);
    if (!contents.every((content) => content !== undefined)) return undefined;
    namespaces.set(namespace, contents);
  }
  return namespaces;
}

/** Content of `#6.24(bstr)`, or `undefined`. */
export function readWrapped(value: CborValue | undefined): Uint8Array | undefined {
  return value instanceof CborTag && value.tag === encodedCbor && value.value instanceof Uint8Array
    ? value.value
    : undefined;
}

export function isMap(value: CborValue | undefined): value is CborMap {
  return value instanceof Map;
}
