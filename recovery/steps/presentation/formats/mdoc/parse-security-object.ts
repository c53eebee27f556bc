import { type CborMap, CborTag, type CborValue, decodeCbor } from '../../cose/index.ts';
import { isMap, readWrapped } from './parse-device-response.ts';

/** ISO/IEC 18013-5, 9.1.2.5: names there → names of OpenSSL. */
const digestAlgorithms = { 'SHA-256': 'sha256', 'SHA-384': 'sha384', 'SHA-512': 'sha512' } as const;

/** A mobile security object: what the issuer signed about the document (ISO/IEC 18013-5, 9.1.2.4). */
export interface SecurityObject {
  readonly documentType: string;
  readonly digestAlgorithm: (typeof digestAlgorithms)[keyof typeof digestAlgorithms];
  /** Namespace → digest id → digest. */
  readonly digests: CborMap;
  /** COSE_Key, unread. */
  readonly deviceKey: CborValue | undefined;
  /** What the device may add on its own word. */
  readonly keyAuthorizations: CborMap;
  /** Epoch milliseconds. */
  readonly signed: number;
  readonly validFrom: number;
  readonly validUntil: number;
  /** Unread; `undefined` where it has none. */
  readonly status: CborValue | undefined;
}

/** Shape of the security object in the payload of `issuerAuth`, or what is wrong with it. */
export function parseSecurityObject(payload: Uint8Array): SecurityObject | string {
  const content = readWrapped(decodeCbor(payload));
  const object = content && decodeCbor(content);
  if (!isMap(object)) return 'securityObject';
  if (object.get('version') !== '1.0') return 'securityObjectVersion';
  const documentType = object.get('docType');
  const algorithm = object.get('digestAlgorithm');
  const digests = object.get('valueDigests');
  const keyInfo = object.get('deviceKeyInfo');
  const validity = object.get('validityInfo');
  if (typeof documentType !== 'string' || !isMap(digests) || !isMap(keyInfo)) return 'securityObject';
  if (typeof algorithm !== 'string' || !Object.hasOwn(digestAlgorithms, algorithm)) return 'digestAlgorithm';
  const keyAuthorizations = keyInfo.get('keyAuthorizations') ?? new Map();
  if (!isMap(keyAuthorizations) || !isMap(validity)) return 'securityObject';
  const [signed, validFrom, validUntil] = ['signed', 'validFrom', 'validUntil'].map((name) =>
    readDateTime(validity.get(name)),
  );
  if (signed === undefined || validFrom === undefined || validUntil === undefined) return 'time';
  return {
    documentType,
    digestAlgorithm: digestAlgorithms[algorithm as keyof typeof digestAlgorithms],
    digests,
    deviceKey: keyInfo.get('deviceKey'),
    keyAuthorizations,
    signed,
    validFrom,
    validUntil,
    status: object.get('status'),
  };
}

/** `tdate`: `#6.0(tstr)` in UTC, without fractions (ISO/IEC 18013-5, 9.1.2.4). Epoch milliseconds. */
function readDateTime(value: CborValue | undefined): number | undefined {
  if (!(value instanceof CborTag) || value.tag !== 0 || typeof value.value !== 'string') return undefined;
  const text = value.value;
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(text)) return undefined;
  const time = Date.parse(text);
  // 30 February is a time to Date.parse in no engine, but 24:00:00 is.
  return Number.isNaN(time) || new Date(time).toISOString() !== text.replace('Z', '.000Z') ? undefined : time;
}
