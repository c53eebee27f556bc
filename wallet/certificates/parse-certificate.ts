import 'reflect-metadata';
import { SubjectAlternativeNameExtension, X509Certificate } from '@peculiar/x509';

export interface CertificateNames {
  /** Subject organisation, else common name. */
  readonly organisation: string | undefined;
  readonly commonName: string | undefined;
  /** dNSName entries of the subject alternative name, lower case. */
  readonly hosts: readonly string[];
}

/** One entry of an `x5c` header (RFC 7515 4.1.6: standard base64 of the DER), or `undefined`. */
export function parseCertificate(base64Der: unknown): X509Certificate | undefined {
  if (typeof base64Der !== 'string' || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64Der)) return undefined;
  try {
    return new X509Certificate(base64Der);
  } catch {
    return undefined;
  }
}

export function readNames(certificate: X509Certificate): CertificateNames {
  const names = certificate.getExtension(SubjectAlternativeNameExtension)?.names.items ?? [];
  return {
    organisation: certificate.subjectName.getField('O')[0],
    commonName: certificate.subjectName.getField('CN')[0],
    hosts: names.filter((name) => name.type === 'dns').map((name) => name.value.toLowerCase()),
  };
}

/** The certificate's key for ES256, or `undefined` when it is no P-256 key. */
export async function signatureKey(certificate: X509Certificate): Promise<CryptoKey | undefined> {
  try {
    return await certificate.publicKey.export({ name: 'ECDSA', namedCurve: 'P-256' }, ['verify']);
  } catch {
    return undefined;
  }
}
