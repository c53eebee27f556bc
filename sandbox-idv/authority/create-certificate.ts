import 'reflect-metadata';
import { createPrivateKey, webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import * as x509 from '@peculiar/x509';
import type { Certified } from './create-signer.ts';

/** Marks everything this authority signs as a sandbox's; critical, so that strangers refuse it (D2). */
const SANDBOX_EXTENSION = '1.3.6.1.4.1.32473.71.1';
const DER_NULL = new Uint8Array([0x05, 0x00]);
const ES256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const DAY = 24 * 60 * 60 * 1000;
const AUTHORITY_NAME = 'C=DE, CN=Specimen ID sandbox authority';
const ISSUER_NAME = 'CN=Specimen ID issuer, O=Specimen ID, C=DE';
/** Of one country with its authority (ISO/IEC 18013-5, B.1.4). */
const DOCUMENT_SIGNER_NAME = 'CN=Specimen ID document signer, O=Specimen ID, C=DE';
const DOCUMENT_SIGNING = '1.0.18013.5.1.2';

/** A self-signed EC P-256 authority, valid ten years, for end-entity certificates only. */
export async function createAuthority(options: {
  readonly now: number;
  readonly keyPem?: string;
}): Promise<Certified> {
  const keys = options.keyPem === undefined ? await generateKeys() : await importKeys(options.keyPem);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: AUTHORITY_NAME,
    serialNumber: createSerialNumber(),
    notBefore: new Date(options.now - 60_000),
    notAfter: new Date(options.now + 3652 * DAY),
    signingAlgorithm: ES256,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      new x509.Extension(SANDBOX_EXTENSION, true, DER_NULL),
    ],
  });
  return { certificatePem: certificate.toString('pem'), keyPem: await exportKey(keys.privateKey) };
}

/** The issuer's leaf under `authority`, valid one year, bound to `origin` by its alternative names. */
export async function createLeaf(options: {
  readonly authority: Certified;
  readonly origin: string;
  readonly now: number;
  /** Makes a signer of mdocs of it, which signs nothing else. */
  readonly isDocumentSigner?: boolean;
}): Promise<Certified> {
  const { isDocumentSigner = false } = options;
  const keys = await generateKeys();
  const authorityCertificate = new x509.X509Certificate(options.authority.certificatePem);
  const authorityKeys = await importKeys(options.authority.keyPem);
  const { hostname } = new URL(options.origin);
  const certificate = await x509.X509CertificateGenerator.create({
    subject: isDocumentSigner ? DOCUMENT_SIGNER_NAME : ISSUER_NAME,
    issuer: authorityCertificate.subject,
    serialNumber: createSerialNumber(),
    notBefore: new Date(options.now - 60_000),
    notAfter: new Date(options.now + 365 * DAY),
    signingAlgorithm: ES256,
    publicKey: keys.publicKey,
    signingKey: authorityKeys.privateKey,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      ...(isDocumentSigner ? [new x509.ExtendedKeyUsageExtension([DOCUMENT_SIGNING], true)] : []),
      new x509.SubjectAlternativeNameExtension([
        { type: 'url', value: options.origin },
        { type: isIP(hostname) ? 'ip' : 'dns', value: hostname },
      ]),
      await x509.AuthorityKeyIdentifierExtension.create(authorityCertificate.publicKey),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      new x509.Extension(SANDBOX_EXTENSION, true, DER_NULL),
    ],
  });
  return { certificatePem: certificate.toString('pem'), keyPem: await exportKey(keys.privateKey) };
}

function generateKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(ES256, true, ['sign', 'verify']);
}

async function exportKey(key: webcrypto.CryptoKey): Promise<string> {
  const der = await webcrypto.subtle.exportKey('pkcs8', key);
  return createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' })
    .export({ format: 'pem', type: 'pkcs8' })
    .toString();
}

async function importKeys(keyPem: string): Promise<webcrypto.CryptoKeyPair> {
  const jwk = createPrivateKey(keyPem).export({ format: 'jwk' });
  const { d: _private, ...publicJwk } = jwk;
  return {
    privateKey: await webcrypto.subtle.importKey('jwk', jwk, ES256, true, ['sign']),
    publicKey: await webcrypto.subtle.importKey('jwk', publicJwk, ES256, true, ['verify']),
  };
}

/** Sixteen random bytes, positive and without a leading zero (RFC 5280 section 4.1.2.2). */
function createSerialNumber(): string {
  const bytes = webcrypto.getRandomValues(new Uint8Array(16));
  bytes[0] = (bytes[0]! & 0x3f) | 0x40;
  return Buffer.from(bytes).toString('hex');
}

/** A key of its own for the issuer that is named by a DID. PKCS #8, PEM. */
export async function createDidKey(): Promise<string> {
  return await exportKey((await generateKeys()).privateKey);
}
