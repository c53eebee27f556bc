/**
 * X.509 for the wallet: read a certificate, and decide whether a request's certificate comes from an authority
 * that this wallet was told to trust.
 *
 * Owns: names and hosts in a certificate, its hash, the path to an authority.
 * Does not own: which authorities those are (the server's `/trust-list.json`), nor what a certificate signs.
 * Called by: `presentation/` (who asks) and `credentials/` (who issued).
 */

export type { X509Certificate } from '@peculiar/x509';
export { type CertificateNames, parseCertificate, readNames, signatureKey } from './parse-certificate.ts';
export { type PathRefusalCode, verifyPath } from './verify-path.ts';
