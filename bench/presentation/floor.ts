import {
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  type KeyObject,
  verify,
} from 'node:crypto';
import { decodeCbor, encodeCbor } from '../../recovery/steps/presentation/cose/index.ts';
import { type Answered, type Format, issuerKeyOf } from './prepare.ts';

type Signed = { readonly input: Uint8Array; readonly signature: Uint8Array };

/** What no verifier of this answer can do without: its signatures and keys, taken apart beforehand. */
export interface Floor {
  readonly issuer: Signed;
  readonly holder: Signed;
  readonly holderJwk: { readonly kty: string; readonly crv: string; readonly x: string; readonly y: string };
  readonly issuerKey: KeyObject;
  readonly decryptionKey: KeyObject;
  readonly epk: { readonly kty: string; readonly crv: string; readonly x: string; readonly y: string };
  readonly aad: Uint8Array;
  readonly iv: Uint8Array;
  readonly ciphertext: Uint8Array;
  readonly tag: Uint8Array;
}

/**
 * The same cryptography with `node:crypto` alone: a key pair for the request, the key agreement, one decryption, the issuer's
 * signature, the holder's key and signature. Nothing is parsed, compared or decided.
 */
export function runFloor(floor: Floor): boolean {
  generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const epk = createPublicKey({ key: floor.epk, format: 'jwk' });
  const agreed = diffieHellman({ privateKey: floor.decryptionKey, publicKey: epk });
  const key = createHash('sha256').update(agreed).digest();
  const decipher = createDecipheriv('aes-256-gcm', key, floor.iv, { authTagLength: 16 });
  decipher.setAAD(floor.aad);
  decipher.update(floor.ciphertext);
  const holderKey = createPublicKey({ key: floor.holderJwk, format: 'jwk' });
  return isSigned(floor.issuer, floor.issuerKey) && isSigned(floor.holder, holderKey);
}

function isSigned({ input, signature }: Signed, key: KeyObject): boolean {
  return verify('sha256', input, { key, dsaEncoding: 'ieee-p1363' }, signature);
}

const readers: Readonly<
  Record<Format, (presentation: string) => Pick<Floor, 'issuer' | 'holder' | 'holderJwk'>>
> = {
  'SD-JWT VC': (presentation) => {
    const parts = presentation.split('~');
    const [issuer = '', keyBinding = ''] = [parts[0], parts.at(-1)];
    return { issuer: ofJws(issuer), holder: ofJws(keyBinding), holderJwk: payloadOf(issuer).cnf.jwk };
  },
  'JWT VC': (presentation) => {
    const { vp, iss } = payloadOf(presentation);
    const holderJwk = JSON.parse(Buffer.from(iss.slice('did:jwk:'.length), 'base64url').toString());
    return { issuer: ofJws(vp.verifiableCredential[0]), holder: ofJws(presentation), holderJwk };
  },
  mdoc: (presentation) => {
    // Walked by hand: the shape is known, it was made a moment ago.
    const response = decodeCbor(Buffer.from(presentation, 'base64url')) as Map<string, never>;
    const [document] = response.get('documents') as unknown as [Map<string, Map<string, never>>];
    const issuerAuth = document.get('issuerSigned')!.get('issuerAuth') as unknown as Uint8Array[];
    const deviceAuth = document.get('deviceSigned')!.get('deviceAuth') as unknown as Map<
      string,
      Uint8Array[]
    >;
    const object = unwrap(decodeCbor(issuerAuth[2]!)) as Map<string, Map<string, Map<number, Uint8Array>>>;
    const key = object.get('deviceKeyInfo')!.get('deviceKey')!;
    const coordinate = (label: number) => Buffer.from(key.get(label)!).toString('base64url');
    return {
      issuer: ofSign1(issuerAuth, issuerAuth[2]!),
      // What the device signed is as long as this; whether it holds is not the floor's to say.
      holder: ofSign1(deviceAuth.get('deviceSignature')!, new Uint8Array(200)),
      holderJwk: { kty: 'EC', crv: 'P-256', x: coordinate(-2), y: coordinate(-3) },
    };
  },
};

export function takeApart(format: Format, answered: Answered): Floor {
  const [header = '', , iv, ciphertext, tag] = answered.response.split('.');
  const bytes = (text: string | undefined) => Buffer.from(text ?? '', 'base64url');
  return {
    ...readers[format](answered.presentation),
    issuerKey: issuerKeyOf[format],
    decryptionKey: createPrivateKey({ key: answered.privateJwk as never, format: 'jwk' }),
    epk: JSON.parse(bytes(header).toString()).epk,
    aad: Buffer.from(header),
    ...{ iv: bytes(iv), ciphertext: bytes(ciphertext), tag: bytes(tag) },
  };
}

function payloadOf(jwt: string) {
  return JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString());
}

function ofJws(jws: string): Signed {
  const end = jws.lastIndexOf('.');
  return { input: Buffer.from(jws.slice(0, end)), signature: Buffer.from(jws.slice(end + 1), 'base64url') };
}

function ofSign1([protectedBytes, , , signature]: readonly Uint8Array[], payload: Uint8Array): Signed {
  return {
    input: encodeCbor(['Signature1', protectedBytes!, new Uint8Array(), payload]),
    signature: signature!,
  };
}

function unwrap(value: unknown): unknown {
  return decodeCbor((value as { value: Uint8Array }).value);
}
