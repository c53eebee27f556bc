import { hash, type KeyObject, X509Certificate } from 'node:crypto';
import { type CertificateStructure, readCertificateExtensions } from './read-certificate-extensions.ts';

export interface Certificate extends CertificateStructure {
  readonly x509: X509Certificate;
  /** SHA-256 over the DER, base64url. */
  readonly fingerprint: string;
  /** Epoch milliseconds, both inclusive. */
  readonly validFrom: number;
  readonly validTo: number;
  /** `undefined`: OpenSSL cannot read every key that an authority may certify. */
  readonly publicKey: KeyObject | undefined;
  /** Of the public key, in OpenSSL's words. */
  readonly curve: string | undefined;
}

const mostRemembered = 512;

/**
 * What was worked out about certificates before, so that the next presentation of the same issuer need not: how their bytes
 * read, and that one's key signed another. Both are arithmetic over bytes and hold for ever; whether a certificate is
 * trusted, in date and good for something is asked anew each time. Only certificates of a path that ended at a trusted
 * authority are remembered, so a stranger fills nothing.
 */
export interface KnownCertificates {
  read(der: Uint8Array): Certificate | undefined;
  readPem(pem: string): Certificate | undefined;
  isSignedBy(certificate: Certificate, issuer: Certificate): boolean;
  /** Leaf first, authority last. */
  remember(path: readonly Certificate[]): void;
}

export function createKnownCertificates(): KnownCertificates {
  const certificates = new Map<string, Certificate>();
  const anchors = new Map<string, Certificate | undefined>();
  const signatures = new Map<string, true>();
  return {
    read: (der) => {
      const fingerprint = hash('sha256', der, 'base64url');
      return certificates.get(fingerprint) ?? readCertificate(der, fingerprint);
    },
    readPem: (pem) => {
      if (!anchors.has(pem)) keep(anchors, pem, readAnchor(pem));
      return anchors.get(pem);
    },
    isSignedBy: (certificate, issuer) =>
      signatures.has(`${certificate.fingerprint} ${issuer.fingerprint}`) || isSigned(certificate, issuer),
    remember: (path) => {
      for (const [index, certificate] of path.entries()) {
        const issuer = path[index + 1];
        if (issuer === undefined) return;
        keep(certificates, certificate.fingerprint, certificate);
        keep(signatures, `${certificate.fingerprint} ${issuer.fingerprint}`, true);
      }
    },
  };
}

/** Remembers nothing: for tests, and to measure what remembering is worth. */
export const noKnownCertificates: KnownCertificates = {
  read: (der) => readCertificate(der, hash('sha256', der, 'base64url')),
  readPem: readAnchor,
  isSignedBy: isSigned,
  remember: () => {},
};

function keep<Value>(map: Map<string, Value>, key: string, value: Value): void {
  const [oldest] = map.keys();
  if (map.size >= mostRemembered && oldest !== undefined) map.delete(oldest);
  map.set(key, value);
}

function readCertificate(der: Uint8Array, fingerprint: string): Certificate | undefined {
  const structure = readCertificateExtensions(der);
  if (structure === undefined) return undefined;
  try {
    const x509 = new X509Certificate(der);
    const publicKey = readPublicKey(x509);
    return {
      ...structure,
      x509,
      fingerprint,
      validFrom: x509.validFromDate.getTime(),
      validTo: x509.validToDate.getTime(),
      publicKey,
      curve: publicKey?.asymmetricKeyDetails?.namedCurve,
    };
  } catch {
    return undefined;
  }
}

function readAnchor(pem: string): Certificate | undefined {
  try {
    const { raw } = new X509Certificate(pem);
    return readCertificate(raw, hash('sha256', raw, 'base64url'));
  } catch {
    // The policy's door lets no unreadable anchor in; one that got in all the same vouches for nobody.
    return undefined;
  }
}

function readPublicKey(x509: X509Certificate): KeyObject | undefined {
  try {
    return x509.publicKey;
  } catch {
    return undefined;
  }
}

function isSigned(certificate: Certificate, issuer: Certificate): boolean {
  if (issuer.publicKey === undefined) return false;
  if (!Buffer.from(certificate.issuer).equals(issuer.subject)) return false;
  try {
    return certificate.x509.verify(issuer.publicKey);
  } catch {
    return false;
  }
}
