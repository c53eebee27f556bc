import { createDecipheriv, createSecretKey, diffieHellman, hash, type KeyObject } from 'node:crypto';
import { decodeBase64url } from './decode-base64.ts';
import { type JsonObject, parseEncodedObject } from './parse-json-object.ts';
import { parseP256Key } from './parse-p256-key.ts';

const contentEncryption = {
  A128GCM: { keyBytes: 16, cipher: 'aes-128-gcm' },
  A256GCM: { keyBytes: 32, cipher: 'aes-256-gcm' },
} as const;

export type JweProblem = 'notEncrypted' | 'header' | 'undecryptable';

/**
 * Opens a compact JWE: ECDH-ES direct key agreement on P-256 with A128GCM or A256GCM (RFC 7516, RFC 7518, 4.6),
 * the only combination that our requests offer. Answers the plaintext or what is wrong; throws nothing for bad input.
 */
export function decryptJwe(jwe: {
  readonly compact: string;
  /** Our private P-256 key for this one request. */
  readonly decryptionKey: KeyObject;
  readonly expectedKid: string;
}): Buffer | JweProblem {
  const parts = jwe.compact.split('.');
  if (parts.length !== 5) return 'notEncrypted';
  const [protectedHeader, encryptedKey, ...sealed] = parts as [string, string, string, string, string];
  const header = parseEncodedObject(protectedHeader);
  // Direct agreement has no encrypted key (RFC 7518, 4.6).
  if (header === undefined || encryptedKey !== '') return 'header';
  const contentKey = agreeOnKey({ header, decryptionKey: jwe.decryptionKey, expectedKid: jwe.expectedKid });
  if (contentKey === undefined) return 'header';

  const [iv, ciphertext, tag] = sealed.map(decodeBase64url);
  if (iv === undefined || ciphertext === undefined || tag === undefined) return 'undecryptable';
  // Node takes GCM tags down to 4 bytes; a short tag can be guessed (RFC 7518, 5.3 fixes both lengths).
  if (iv.length !== 12 || tag.length !== 16) return 'undecryptable';
  const cipher =
    contentKey.length === 16 ? contentEncryption.A128GCM.cipher : contentEncryption.A256GCM.cipher;
  try {
    const decipher = createDecipheriv(cipher, createSecretKey(contentKey), iv, { authTagLength: 16 });
    decipher.setAAD(Buffer.from(protectedHeader));
    decipher.setAuthTag(tag);
    const plaintext = decipher.update(ciphertext);
    // GCM gives nothing more at the end; it throws there unless the tag is right.
    decipher.final();
    return plaintext;
  } catch {
    return 'undecryptable';
  }
}

function agreeOnKey(request: {
  readonly header: JsonObject;
  readonly decryptionKey: KeyObject;
  readonly expectedKid: string;
}): Buffer | undefined {
  const { header } = request;
  if (header.alg !== 'ECDH-ES') return undefined;
  if (header.enc !== 'A128GCM' && header.enc !== 'A256GCM') return undefined;
  // One key per request: a response for another request must not be opened here (T4, T13).
  if (header.kid !== request.expectedKid) return undefined;
  // No inflate bomb, and no header that we would have to understand.
  if ('zip' in header || 'crit' in header) return undefined;
  const publicKey = parseP256Key(header.epk);
  const apu = decodeBase64url(header.apu ?? '');
  const apv = decodeBase64url(header.apv ?? '');
  if (publicKey === undefined || apu === undefined || apv === undefined) return undefined;
  const agreed = diffieHellman({ privateKey: request.decryptionKey, publicKey });
  return concatKdf({ agreed, algorithm: header.enc, apu, apv });
}

/** Concat KDF with SHA-256, one round: both keys fit into one digest (RFC 7518, 4.6.2). */
function concatKdf(input: {
  readonly agreed: Uint8Array;
  readonly algorithm: keyof typeof contentEncryption;
  readonly apu: Uint8Array;
  readonly apv: Uint8Array;
}): Buffer {
  const { keyBytes } = contentEncryption[input.algorithm];
  const withLength = (bytes: Uint8Array) => [uint32(bytes.length), bytes];
  const otherInfo = [
    ...withLength(Buffer.from(input.algorithm)),
    ...withLength(input.apu),
    ...withLength(input.apv),
    uint32(keyBytes * 8),
  ];
  return hash('sha256', Buffer.concat([uint32(1), input.agreed, ...otherInfo]), 'buffer').subarray(
    0,
    keyBytes,
  );
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
