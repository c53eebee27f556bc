/**
 * Does this `x5c` chain lead to an authority that the organisation trusts for this credential, now?
 * A subset of RFC 5280, 6, without revocation: order, signatures, dates, CA rules, critical extensions.
 *
 * It does not know credentials; which anchors are allowed is told to it. Called by `formats/*`.
 */
export {
  createKnownCertificates,
  type KnownCertificates,
  noKnownCertificates,
} from './known-certificates.ts';
export * from './verify-certificate-path.ts';
