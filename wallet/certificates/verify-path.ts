import 'reflect-metadata';
import {
  BasicConstraintsExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  type X509Certificate,
} from '@peculiar/x509';

export type PathRefusalCode =
  | 'selfSigned'
  | 'authorityInChain'
  | 'notInDate'
  | 'unknownCriticalExtension'
  | 'notASigner'
  | 'untrustedAuthority';

/** basicConstraints, keyUsage, extendedKeyUsage, subjectAltName: what this wallet understands when critical. */
const UNDERSTOOD = new Set(['2.5.29.19', '2.5.29.15', '2.5.29.37', '2.5.29.17']);
const LONGEST_CHAIN = 4;

/**
 * Does `chain` (leaf first, as in `x5c`) lead to one of `authorities` at `now` (epoch ms)? A subset of RFC 5280
 * section 6: signatures, names, dates, CA flags, path length, key usage, unknown critical extensions. No revocation.
 * Returns `undefined` when it does, else why not.
 */
export async function verifyPath({
  chain,
  authorities,
  now,
}: {
  readonly chain: readonly X509Certificate[];
  readonly authorities: readonly X509Certificate[];
  readonly now: number;
}): Promise<PathRefusalCode | undefined> {
  const leaf = chain[0];
  if (!leaf || chain.length > LONGEST_CHAIN) return 'untrustedAuthority';
  if (await isIssuedBy(leaf, leaf)) return 'selfSigned';
  // HAIP: the anchor comes from the wallet's list, never from the message.
  if (chain.some((one) => authorities.some((authority) => sameBytes(one, authority))))
    return 'authorityInChain';
  if (chain.some((one) => !isInDate(one, now))) return 'notInDate';
  if (chain.some(hasUnknownCritical)) return 'unknownCriticalExtension';
  if (!mayUse(leaf, KeyUsageFlags.digitalSignature)) return 'notASigner';

  for (const [depth, certificate] of chain.entries()) {
    const issuer = chain[depth + 1];
    if (!issuer)
      return (await findAuthority(certificate, authorities, depth, now)) ? undefined : 'untrustedAuthority';
    if (!mayIssue(issuer, depth) || !(await isIssuedBy(certificate, issuer))) return 'untrustedAuthority';
  }
  return 'untrustedAuthority';
}

async function findAuthority(
  certificate: X509Certificate,
  authorities: readonly X509Certificate[],
  depth: number,
  now: number,
): Promise<X509Certificate | undefined> {
  for (const authority of authorities) {
    if (!isInDate(authority, now) || hasUnknownCritical(authority) || !mayIssue(authority, depth)) continue;
    if (await isIssuedBy(certificate, authority)) return authority;
  }
  return undefined;
}

async function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): Promise<boolean> {
  if (certificate.issuer !== issuer.subject) return false;
  try {
    return await certificate.verify({ publicKey: issuer.publicKey, signatureOnly: true });
  } catch {
    return false;
  }
}

const isInDate = (one: X509Certificate, now: number) =>
  one.notBefore.getTime() <= now && now <= one.notAfter.getTime();

const hasUnknownCritical = (one: X509Certificate) =>
  one.extensions.some((extension) => extension.critical && !UNDERSTOOD.has(extension.type));

/** RFC 5280 4.2.1.9: an authority says so, and allows at least `depth` certificates between itself and the leaf. */
function mayIssue(one: X509Certificate, depth: number): boolean {
  const constraints = one.getExtension(BasicConstraintsExtension);
  if (!constraints?.ca || !mayUse(one, KeyUsageFlags.keyCertSign)) return false;
  return constraints.pathLength === undefined || constraints.pathLength >= depth;
}

function mayUse(one: X509Certificate, usage: KeyUsageFlags): boolean {
  const usages = one.getExtension(KeyUsagesExtension)?.usages;
  return usages === undefined || (usages & usage) !== 0;
}

function sameBytes(one: X509Certificate, other: X509Certificate): boolean {
  return one.toString('base64') === other.toString('base64');
}
