import {
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  diffieHellman,
  generateKeyPairSync,
  type KeyObject,
  verify,
} from 'node:crypto';
import { decodeCbor, encodeCbor } from '../../recovery/steps/presentation/cose/index.ts';
import { type Answered, type Format, issuerKeyOf } from './prepare.ts';

type Signed = { readonly input: Uint8Array; readonly signature: Uint8Array };
type PublicJwk = { readonly kty: string; readonly crv: string; readonly x: string; readonly y: string };

/** What no verifier of this answer can do without: its signatures and keys, taken apart beforehand. */
export interface Floor {
  readonly issuer: Signed;
  readonly holder: Signed;
  readonly holderJwk: PublicJwk;
  readonly issuerKey: KeyObject;
  readonly decryptionKey: KeyObject;
  readonly epk: PublicJwk;
  readonly aad: Uint8Array;
  readonly iv: Uint8Array;
  readonly ciphertext: Uint8Array;
  readonly tag: Uint8Array;
  /** The same keys and signatures, in the forms that Node takes without further ado. */
  readonly lean: Readonly<Record<'holderPem' | 'epkPem', string>> &
    Readonly<Record<'issuerDer' | 'holderDer', Uint8Array>>;
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

/**
 * The same once more, each call in the cheapest way that we know: public keys as PEM, signatures as DER, the content key as an object.
 * The stricter floor of the two: whatever Regain learnt about Node, this one knows too.
 */
export function runLeanFloor(floor: Floor): boolean {
  const { lean } = floor;
  generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const agreed = diffieHellman({
    privateKey: floor.decryptionKey,
    publicKey: createPublicKey(lean.epkPem),
  });
  const key = createSecretKey(createHash('sha256').update(agreed).digest());
  const decipher = createDecipheriv('aes-256-gcm', key, floor.iv, { authTagLength: 16 });
  decipher.setAAD(floor.aad);
  decipher.update(floor.ciphertext);
  const holderKey = createPublicKey(lean.holderPem);
  return (
    verify('sha256', floor.issuer.input, floor.issuerKey, lean.issuerDer) &&
    verify('sha256', floor.holder.input, holderKey, lean.holderDer)
  );
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
  const read = readers[format](answered.presentation);
  const { epk } = JSON.parse(bytes(header).toString());
  return {
    ...read,
    issuerKey: issuerKeyOf[format],
    decryptionKey: createPrivateKey(answered.privatePem),
    epk,
    lean: {
      holderPem: pemOf(read.holderJwk),
      epkPem: pemOf(epk),
      issuerDer: derOf(read.issuer.signature),
      holderDer: derOf(read.holder.signature),
    },
    aad: Buffer.from(header),
    ...{ iv: bytes(iv), ciphertext: bytes(ciphertext), tag: bytes(tag) },
  };
}

function pemOf(jwk: PublicJwk): string {
  return createPublicKey({ key: jwk, format: 'jwk' }).export({ format: 'pem', type: 'spki' }).toString();
}

/** R and S as two DER integers: another way than the verifier's, so that the one proves the other. */
function derOf(signature: Uint8Array): Uint8Array {
  const integer = (value: Uint8Array) => {
    const hex = Buffer.from(value)
      .toString('hex')
      .replace(/^(00)+(?=..)/, '');
    const bytes = Buffer.from(/^[89a-f]/.test(hex) ? `00${hex}` : hex, 'hex');
    return Buffer.concat([Buffer.from([0x02, bytes.length]), bytes]);
  };
  const both = Buffer.concat([integer(signature.subarray(0, 32)), integer(signature.subarray(32))]);
  return Buffer.concat([Buffer.from([0x30, both.length]), both]);
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
