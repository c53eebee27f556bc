import { isMeantFor } from './is-meant-for.ts';
import type { Certificate } from './known-certificates.ts';
import {
  readAuthorityKeyIdentifier,
  readCountries,
  readSubjectKeyIdentifier,
} from './read-certificate-extensions.ts';

const oid = {
  subjectKeyIdentifier: '2.5.29.14',
  authorityKeyIdentifier: '2.5.29.35',
} as const;

/**
 * What ISO/IEC 18013-5, Annex B asks of a document signer beyond a sound path: its authority signed it directly, it is
 * marked for this purpose, its key identifiers say the same as the signatures, and both are of one country.
 */
export function findDocumentSignerProblem(
  chain: readonly Certificate[],
  authority: Certificate,
): string | undefined {
  const [signer, ...between] = chain;
  if (signer === undefined || between.length > 0) return 'documentSignerNotDirect';
  // A TLS server's certificate under the same authority signs no licences.
  if (!isMeantFor(signer, 'documentSigner')) return 'documentSignerPurpose';
  const named = read(signer, oid.authorityKeyIdentifier, readAuthorityKeyIdentifier);
  const own = read(authority, oid.subjectKeyIdentifier, readSubjectKeyIdentifier);
  if (named === undefined || own === undefined || !Buffer.from(named).equals(own))
    return 'documentSignerKeyIdentifier';
  const [country, ...more] = readCountries(signer.subject);
  const [expected, ...others] = readCountries(authority.subject);
  if (country === undefined || country !== expected || more.length > 0 || others.length > 0) {
    return 'documentSignerCountry';
  }
  return undefined;
}

function read<Value>(
  certificate: Certificate,
  identifier: string,
  parse: (value: Uint8Array) => Value | undefined,
): Value | undefined {
  const extension = certificate.extensions.find((candidate) => candidate.oid === identifier);
  return extension && parse(extension.value);
}
