import { base64url } from 'jose';
import { type CborValue, decodeCbor, encodeCbor, Tagged } from '../cbor/index.ts';

export interface MdocElement {
  readonly namespace: string;
  readonly name: string;
  readonly value: unknown;
  /** The element as the issuer wrapped it: its digest is over these bytes. */
  readonly wrapped: CborValue;
}

/** A document as the issuer handed it over (ISO/IEC 18013-5, 8.3.2.1.2.2: IssuerSigned). Nothing is verified. */
export interface Mdoc {
  readonly documentType: string;
  readonly elements: readonly MdocElement[];
  /** COSE_Sign1 of the issuer. */
  readonly issuerAuth: readonly CborValue[];
  /** DER, base64. */
  readonly certificate: string;
  /** What the issuer's signature is over (RFC 9052, 4.4), and the signature. */
  readonly signed: Uint8Array<ArrayBuffer>;
  readonly signature: Uint8Array;
  /** The device key's coordinates, base64url. */
  readonly deviceKey: { readonly x: string; readonly y: string };
  /** Namespace → digest id → digest. */
  readonly digests: ReadonlyMap<number | string, CborValue>;
  /** Epoch ms. */
  readonly validUntil: number;
}

const EMBEDDED = 24;

/** Reads base64url of an IssuerSigned; `undefined` when it is none, or one this wallet cannot hold. */
export function parseMdoc(text: string): Mdoc | undefined {
  try {
    return read(text);
  } catch {
    return undefined;
  }
}

function read(text: string): Mdoc {
  const issued = asMap(decodeCbor(base64url.decode(text)));
  const issuerAuth = asList(issued.get('issuerAuth'));
  const [protectedHeader, unprotectedHeader, payload, signature] = issuerAuth;
  const object = asMap(unwrap(decodeCbor(asBytes(payload))));
  if (asMap(decodeCbor(asBytes(protectedHeader))).get(1) !== -7) throw new Error('algorithm');
  const key = asMap(asMap(object.get('deviceKeyInfo')).get('deviceKey'));
  return {
    documentType: asText(object.get('docType')),
    elements: [...asMap(issued.get('nameSpaces'))].flatMap(([namespace, items]) =>
      asList(items).map((wrapped) => readElement(asText(namespace), wrapped)),
    ),
    issuerAuth,
    certificate: toBase64(asBytes(asMap(unprotectedHeader).get(33))),
    signed: encodeCbor(['Signature1', asBytes(protectedHeader), new Uint8Array(), asBytes(payload)]),
    signature: asBytes(signature),
    deviceKey: {
      x: base64url.encode(asBytes(key.get(-2))),
      y: base64url.encode(asBytes(key.get(-3))),
    },
    digests: asMap(object.get('valueDigests')),
    validUntil: readTime(asMap(object.get('validityInfo')).get('validUntil')),
  };
}

function readElement(namespace: string, wrapped: CborValue): MdocElement {
  const item = asMap(unwrap(wrapped));
  return {
    namespace,
    name: asText(item.get('elementIdentifier')),
    value: toClaim(item.get('elementValue')),
    wrapped,
  };
}

/** As the pages show it: dates as text, pictures as an address. */
function toClaim(value: CborValue | undefined): unknown {
  if (value instanceof Tagged) return typeof value.value === 'string' ? value.value : '';
  return value instanceof Uint8Array ? `data:image/jpeg;base64,${toBase64(value)}` : value;
}

function unwrap(value: CborValue): CborValue {
  if (!(value instanceof Tagged) || value.tag !== EMBEDDED) throw new Error('not embedded');
  return decodeCbor(asBytes(value.value));
}

function readTime(value: CborValue | undefined): number {
  const time = value instanceof Tagged ? Date.parse(asText(value.value)) : Number.NaN;
  if (Number.isNaN(time)) throw new Error('time');
  return time;
}

function asMap(value: CborValue | undefined): ReadonlyMap<number | string, CborValue> {
  if (!(value instanceof Map)) throw new Error('not a map');
  return value;
}

function asList(value: CborValue | undefined): readonly CborValue[] {
  if (!Array.isArray(value)) throw new Error('not a list');
  return value;
}

function asBytes(value: CborValue | undefined): Uint8Array {
  if (!(value instanceof Uint8Array)) throw new Error('not bytes');
  return value;
}

function asText(value: CborValue | undefined): string {
  if (typeof value !== 'string') throw new Error('not text');
  return value;
}

/** Piece by piece: a picture has more bytes than a function takes arguments. */
function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}
