import type { Certificate } from './known-certificates.ts';
import { readExtendedKeyUsage } from './read-certificate-extensions.ts';

/** What the leaf signs: an SD-JWT VC, an mdoc, or a list of what was revoked. */
export type SignerRole = 'issuer' | 'documentSigner' | 'statusSigner';

export const extendedKeyUsage = '2.5.29.37';

/** mdoc document signer (ISO/IEC 18013-5, B.1.4); signer of status lists (Token Status List, 10.1). */
const documentSigning = '1.0.18013.5.1.2';
const statusSigning = '1.3.6.1.5.5.7.3.30';

/** Purposes that we know, by role. An issuer of SD-JWT VCs has none, so a critical one refuses its certificate. */
const purposesOf: Readonly<Record<SignerRole, readonly string[]>> = {
  issuer: [],
  documentSigner: [documentSigning],
  statusSigner: [documentSigning, statusSigning],
};

/** Is it marked for this role, and for nothing else? */
export function isMeantFor(certificate: Certificate | undefined, role: SignerRole): boolean {
  const extension = certificate?.extensions.find(({ oid }) => oid === extendedKeyUsage);
  const purposes = extension && readExtendedKeyUsage(extension.value);
  if (purposes === undefined || purposes.length === 0) return false;
  return purposes.every((purpose) => purposesOf[role].includes(purpose));
}
