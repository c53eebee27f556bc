import 'reflect-metadata';
import {
  createHash,
  createPrivateKey,
  type JsonWebKey,
  X509Certificate as NodeCertificate,
  randomBytes,
  webcrypto,
} from 'node:crypto';
import {
  BasicConstraintsExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  Name,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { SignJWT } from 'jose';

/** One signing key. `certificatePem` holds leaf, then authority. */
export interface SigningIdentity {
  readonly purpose: 'request' | 'hand-over';
  readonly privateJwk: JsonWebKey;
  readonly publicJwk: JsonWebKey & { readonly kid: string };
  readonly certificatePem: string | null;
}

export interface IdentityStore {
  read(purpose: SigningIdentity['purpose']): Promise<SigningIdentity | null>;
  write(identity: SigningIdentity): Promise<void>;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const day = 24 * 60 * 60_000;

/** Reads an identity, or makes it: also anew when its certificate ends within 30 days. */
export async function loadOrCreateIdentity(options: {
  readonly purpose: SigningIdentity['purpose'];
  readonly store: IdentityStore;
  readonly organisation: string;
  readonly origin: string;
  readonly now: number;
}): Promise<SigningIdentity> {
  const { purpose, store, now } = options;
  const known = await store.read(purpose);
  if (known !== null && !endsSoon(known, now) && isFor(known, options.origin)) return known;
  const keys = (await webcrypto.subtle.generateKey(algorithm, true, [
    'sign',
    'verify',
  ])) as webcrypto.CryptoKeyPair;
  const publicJwk = (await webcrypto.subtle.exportKey('jwk', keys.publicKey)) as JsonWebKey;
  const { kty, crv, x, y } = publicJwk;
  const made: SigningIdentity = {
    purpose,
    privateJwk: (await webcrypto.subtle.exportKey('jwk', keys.privateKey)) as JsonWebKey,
    publicJwk: { kty: kty!, crv: crv!, x: x!, y: y!, kid: thumbprint(publicJwk) },
    certificatePem: purpose === 'request' ? await certify({ ...options, keys }) : null,
  };
  await store.write(made);
  return made;
}

function endsSoon(identity: SigningIdentity, now: number): boolean {
  if (identity.certificatePem === null) return false;
  return Date.parse(new NodeCertificate(identity.certificatePem).validTo) < now + 30 * day;
}

/** A certificate names the host; after a move to another origin it would name the wrong one. */
function isFor(identity: SigningIdentity, origin: string): boolean {
  return (
    identity.certificatePem === null ||
    new NodeCertificate(identity.certificatePem).checkHost(new URL(origin).hostname) !== undefined
  );
}

/** RFC 7638. */
function thumbprint({ kty, crv, x, y }: JsonWebKey): string {
  return createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url');
}

/** A leaf that is not self-signed, under a local authority whose private key is thrown away at once. */
async function certify(options: {
  readonly organisation: string;
  readonly origin: string;
  readonly now: number;
  readonly keys: webcrypto.CryptoKeyPair;
}): Promise<string> {
  const authorityKeys = (await webcrypto.subtle.generateKey(algorithm, false, [
    'sign',
    'verify',
  ])) as webcrypto.CryptoKeyPair;
  const validity = { notBefore: new Date(options.now - day), notAfter: new Date(options.now + 730 * day) };
  // As a value, not as text to be parsed: quotes or a leading # in a name would make it another one.
  const nameWith = (CN: string) => new Name([{ O: [{ utf8String: options.organisation }] }, { CN: [CN] }]);
  const authority = await X509CertificateGenerator.createSelfSigned(
    {
      ...validity,
      serialNumber: randomBytes(15).toString('hex'),
      name: nameWith('Regain request authority'),
      keys: authorityKeys as never,
      signingAlgorithm: algorithm,
      extensions: [
        new BasicConstraintsExtension(true, 0, true),
        new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
        await SubjectKeyIdentifierExtension.create(
          authorityKeys.publicKey as never,
          false,
          webcrypto as never,
        ),
      ],
    },
    webcrypto as never,
  );
  const leaf = await X509CertificateGenerator.create(
    {
      ...validity,
      serialNumber: randomBytes(15).toString('hex'),
      subject: nameWith(new URL(options.origin).hostname),
      issuer: authority.subjectName,
      publicKey: options.keys.publicKey as never,
      signingKey: authorityKeys.privateKey as never,
      signingAlgorithm: algorithm,
      extensions: [
        new BasicConstraintsExtension(false, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        new SubjectAlternativeNameExtension([{ type: 'dns', value: new URL(options.origin).hostname }]),
      ],
    },
    webcrypto as never,
  );
  return `${leaf.toString('pem')}\n${authority.toString('pem')}\n`;
}

/** How a wallet is told who asks: by the hash of our certificate, or by the host name in it (OpenID4VP 1.0, 5.9.3). */
export type ClientIdPrefix = 'x509_hash' | 'x509_san_dns';

/** Request objects: `typ: oauth-authz-req+jwt`, ES256, only the leaf in `x5c` (interop.md 2.2). */
export function createRequestSigner(
  identity: SigningIdentity,
  prefix: ClientIdPrefix = 'x509_hash',
): {
  readonly clientId: string;
  readonly sign: (payload: Readonly<Record<string, unknown>>) => Promise<string>;
} {
  if (identity.certificatePem === null) throw new TypeError('a request signer needs a certificate');
  const leaf = new NodeCertificate(identity.certificatePem);
  const key = createPrivateKey({ key: identity.privateJwk as never, format: 'jwk' });
  const header = { alg: 'ES256', typ: 'oauth-authz-req+jwt', x5c: [leaf.raw.toString('base64')] };
  return {
    clientId: prefix === 'x509_hash' ? `x509_hash:${hashOf(leaf)}` : `x509_san_dns:${hostOf(leaf)}`,
    sign: (payload) => new SignJWT({ ...payload }).setProtectedHeader(header).sign(key),
  };
}

function hashOf({ raw }: NodeCertificate): string {
  return createHash('sha256').update(raw).digest('base64url');
}

/** The one host name that `certify` wrote: a wallet looks for exactly this in the certificate. */
function hostOf({ subjectAltName = '' }: NodeCertificate): string {
  const [, host] = /^DNS:([^,\s"]+)$/.exec(subjectAltName) ?? [];
  if (host === undefined) throw new TypeError('the certificate names no single host');
  return host;
}

/** Hand-over tokens: `typ: regain-hand-over+jwt`, ES256, keys at `/.well-known/jwks.json` (D23). */
export function createHandOverSigner(
  identity: SigningIdentity,
): (payload: Readonly<Record<string, unknown>>) => Promise<string> {
  const key = createPrivateKey({ key: identity.privateJwk as never, format: 'jwk' });
  const header = { alg: 'ES256', typ: 'regain-hand-over+jwt', kid: identity.publicJwk.kid };
  return (payload) => new SignJWT({ ...payload }).setProtectedHeader(header).sign(key);
}
