import {
  type CborMap,
  CborTag,
  type CoseSign1,
  coseHeader,
  decodeCbor,
  parseCoseSign1,
} from '../cose/index.ts';
import type { StatusMediaType } from '../credential-check.ts';
import { type CompactJws, decodeBase64url, isJsonObject, parseCompactJws } from '../json-web/index.ts';
import { type StatusList, unpackBitstring, unpackTokenList } from './status-list.ts';

/** A signed list as it was written. Its signature is not verified. */
export interface ParsedStatusList {
  readonly signed: { readonly jws: CompactJws } | { readonly sign1: CoseSign1; readonly payload: Uint8Array };
  /** Address that it says it belongs to. */
  readonly subject: string;
  /** Who says that it is theirs; only a W3C list names one. */
  readonly issuer: string | null;
  readonly purpose: 'status' | 'revocation' | 'suspension';
  /** Seconds since the epoch. */
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** Seconds for which a copy may be kept; null: it does not say. */
  readonly timeToLive: number | null;
  readonly list: StatusList;
}

/** What a W3C list must hold at least, so that one entry hides among many (Bitstring Status List, 4.1). */
const smallestBitstring = 16_384;

/** CWT claims (RFC 8392, 4; Token Status List, 5.2). */
const claim = { subject: 2, expires: 4, issuedAt: 6, statusList: 65_533, timeToLive: 65_534 } as const;
const coseSign1Tag = 18;

/** Shape of a list, by the media type that was asked for; `undefined` for anything else. */
export function parseStatusList(body: Uint8Array, mediaType: StatusMediaType): ParsedStatusList | undefined {
  if (mediaType === 'application/statuslist+cwt') return parseCwt(body);
  const jws = parseCompactJws(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1'));
  if (jws === undefined || jws.header.alg !== 'ES256') return undefined;
  return mediaType === 'application/statuslist+jwt' ? parseJwt(jws) : parseCredential(jws);
}

function parseJwt(jws: CompactJws): ParsedStatusList | undefined {
  // The type keeps any other JWT of the same issuer from passing as a list (Token Status List, 5.1).
  if (jws.header.typ !== 'statuslist+jwt') return undefined;
  const { sub, iat, exp, ttl, status_list: content } = jws.payload;
  const packed = isJsonObject(content) ? decodeBase64url(content.lst) : undefined;
  const list = packed && isJsonObject(content) ? unpackTokenList(packed, content.bits) : undefined;
  const times = readTimes({ iat, exp, ttl });
  if (typeof sub !== 'string' || list === undefined || times === undefined) return undefined;
  return { signed: { jws }, subject: sub, issuer: null, purpose: 'status', ...times, list };
}

function parseCwt(body: Uint8Array): ParsedStatusList | undefined {
  const message = decodeCbor(body);
  const sign1 = parseCoseSign1(
    message instanceof CborTag && message.tag === coseSign1Tag ? message.value : message,
  );
  if (sign1 === undefined || sign1.payload === null) return undefined;
  if (sign1.protectedHeader.get(coseHeader.type) !== 'application/statuslist+cwt') return undefined;
  const claims = decodeCbor(sign1.payload);
  if (!(claims instanceof Map)) return undefined;
  const list = unpackCborList(claims.get(claim.statusList) as CborMap | undefined);
  const times = readTimes({
    iat: claims.get(claim.issuedAt),
    exp: claims.get(claim.expires),
    ttl: claims.get(claim.timeToLive),
  });
  const subject = claims.get(claim.subject);
  if (typeof subject !== 'string' || list === undefined || times === undefined) return undefined;
  const signed = { sign1, payload: sign1.payload };
  return { signed, subject, issuer: null, purpose: 'status', ...times, list };
}

function unpackCborList(content: CborMap | undefined): StatusList | undefined {
  if (!(content instanceof Map)) return undefined;
  const packed = content.get('lst');
  return packed instanceof Uint8Array ? unpackTokenList(packed, content.get('bits')) : undefined;
}

/** A list as a W3C credential: the payload itself (VC-JOSE-COSE), or its claim `vc` (VC 1.1). */
function parseCredential(jws: CompactJws): ParsedStatusList | undefined {
  const vc = jws.payload.vc ?? jws.payload;
  if (!isJsonObject(vc) || !isJsonObject(vc.credentialSubject)) return undefined;
  const { statusPurpose: purpose, encodedList, ttl, type } = vc.credentialSubject;
  if (type !== 'BitstringStatusList' && type !== 'StatusList2021') return undefined;
  if (purpose !== 'revocation' && purpose !== 'suspension') return undefined;
  // `u` is the multibase mark of base64url (Bitstring Status List, 2.2); StatusList2021 has none.
  const encoded = typeof encodedList === 'string' ? encodedList.replace(/^u/, '') : undefined;
  const packed = decodeBase64url(encoded);
  const list = packed && unpackBitstring(packed);
  if (list === undefined || list.size < smallestBitstring) return undefined;
  const times = readTimes({
    iat: jws.payload.iat ?? jws.payload.nbf ?? secondsOf(vc.validFrom ?? vc.issuanceDate),
    exp: jws.payload.exp ?? secondsOf(vc.validUntil ?? vc.expirationDate),
    ttl: typeof ttl === 'number' ? ttl / 1000 : ttl,
  });
  const subject = jws.payload.jti ?? vc.id;
  const issuer = jws.payload.iss ?? (isJsonObject(vc.issuer) ? vc.issuer.id : vc.issuer);
  if (typeof subject !== 'string' || typeof issuer !== 'string' || times === undefined) return undefined;
  return { signed: { jws }, subject, issuer, purpose, ...times, list };
}

function secondsOf(date: unknown): unknown {
  return typeof date === 'string' ? Date.parse(date) / 1000 : date;
}

/** A time that is not a number is no time; a list that nobody knows when it was made is no list. */
function readTimes(
  times: Readonly<Record<'iat' | 'exp' | 'ttl', unknown>>,
): Pick<ParsedStatusList, 'issuedAt' | 'expiresAt' | 'timeToLive'> | undefined {
  const { iat, exp = Number.POSITIVE_INFINITY, ttl = null } = times;
  if (typeof iat !== 'number' || !Number.isFinite(iat)) return undefined;
  if (typeof exp !== 'number' || Number.isNaN(exp)) return undefined;
  if (ttl !== null && (typeof ttl !== 'number' || !(ttl > 0))) return undefined;
  return { issuedAt: iat, expiresAt: exp, timeToLive: ttl };
}
