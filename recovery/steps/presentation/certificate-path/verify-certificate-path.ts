import { type KeyObject, X509Certificate } from 'node:crypto';
import { type Refusal, refuse } from '../../../outcome.ts';
import { type CredentialKind, mayIssue, type TrustAnchor, type X509Anchor } from '../../../policy/index.ts';
import type { PresentationRefusalCode } from '../presentation-refusal-codes.ts';
import {
  type CertificateStructure,
  readBasicConstraints,
  readCertificateExtensions,
  readCountries,
  readKeyUsage,
} from './read-certificate-extensions.ts';

const maximumCertificates = 4;
const basicConstraints = '2.5.29.19';
const keyUsage = '2.5.29.15';

/** ECDSA with SHA-256, SHA-384, SHA-512. An old hash in a chain is a forged chain. */
const signatureAlgorithms: readonly string[] = [
  '1.2.840.10045.4.3.2',
  '1.2.840.10045.4.3.3',
  '1.2.840.10045.4.3.4',
];

interface Certificate extends CertificateStructure {
  readonly x509: X509Certificate;
}

interface Authority extends Certificate {
  readonly anchor: X509Anchor;
}

export interface CertificatePath {
  readonly leafKey: KeyObject;
  readonly anchor: X509Anchor;
  /** What the leaf's subject names: the country of the issuer, ISO 3166-1 alpha-2; mostly one, sometimes none. */
  readonly countries: readonly string[];
}

/**
 * Follows a chain from its leaf to a trusted authority and answers the leaf's key and the authority.
 *
 * @param path.chain DER, leaf first, each signed by the next; the last one by an anchor that is not in the chain
 * @param path.kind what the leaf signed
 * @param path.allowedAnchorIds those that may issue this type, by the rules this recovery runs under
 * @param path.trustAnchors the organisation's anchors as they are now: one that is gone or switched off refuses (D17, T24)
 * @param path.understoodExtensions dotted identifiers of critical private extensions that this installation knows (D2)
 * @param path.now epoch milliseconds
 */
export function verifyCertificatePath(path: {
  readonly chain: readonly Uint8Array[];
  readonly kind: CredentialKind;
  readonly allowedAnchorIds: readonly string[];
  readonly trustAnchors: readonly TrustAnchor[];
  readonly understoodExtensions: readonly string[];
  readonly now: number;
}): CertificatePath | Refusal<PresentationRefusalCode> {
  const untrusted = (reason: string) => refuse('issuerUntrusted', { reason });
  if (path.chain.length > maximumCertificates) return untrusted('chainLength');
  const chain = path.chain.map(readCertificate);
  if (!chain.every((certificate) => certificate !== undefined)) return untrusted('unreadable');
  const [leaf] = chain;
  const top = chain.at(-1);
  if (leaf === undefined || top === undefined) return untrusted('chainLength');

  // HAIP, 6.1.1: the leaf is not self-signed and no root travels along. A root out of x5c would vouch for itself (T6).
  if (chain.some(isSelfIssued)) return untrusted('selfSigned');
  if (chain.some(({ signatureAlgorithm }) => !signatureAlgorithms.includes(signatureAlgorithm))) {
    return untrusted('signatureAlgorithm');
  }
  const linked = chain.slice(1).every((issuer, index) => isSignedBy(chain[index] as Certificate, issuer));
  if (!linked) return untrusted('brokenChain');

  const authorities = path.trustAnchors.map(readAnchor).filter((authority) => authority !== undefined);
  if (chain.some((certificate) => authorities.some((anchor) => isSame(certificate, anchor)))) {
    return untrusted('anchorInChain');
  }
  const signers = authorities.filter((authority) => isSignedBy(top, authority));
  if (signers.length === 0) return untrusted('noPath');
  // Also when the same authority is listed a second time and switched on there: off means off.
  if (signers.some(({ anchor }) => !anchor.enabled)) return refuse('issuerSwitchedOff');
  // By the rules of the start and by those of now: an anchor that lost a type stops recoveries under way (D17).
  const signer = signers.find(
    ({ anchor }) => path.allowedAnchorIds.includes(anchor.id) && mayIssue(anchor, path.kind),
  );
  if (signer === undefined) return untrusted('anchorNotForType');

  const whole = [...chain, signer];
  const refusal = refuseDates(whole, path.now) ?? refuseExtensions(whole, path.understoodExtensions);
  if (refusal !== undefined) return refusal;
  const leafKey = readPublicKey(leaf);
  if (leafKey === undefined) return untrusted('leafKey');
  const problem = findLeafProblem(leaf, leafKey) ?? findAuthorityProblem(whole);
  if (problem !== undefined) return untrusted(problem);
  return { leafKey, anchor: signer.anchor, countries: readCountries(leaf.subject) };
}

function readCertificate(der: Uint8Array): Certificate | undefined {
  const structure = readCertificateExtensions(der);
  if (structure === undefined) return undefined;
  try {
    return { ...structure, x509: new X509Certificate(der) };
  } catch {
    return undefined;
  }
}

function readAnchor(anchor: TrustAnchor): Authority | undefined {
  if (anchor.kind !== 'x509') return undefined;
  try {
    const certificate = readCertificate(new X509Certificate(anchor.certificatePem).raw);
    return certificate && { ...certificate, anchor };
  } catch {
    // The policy's door lets no unreadable anchor in; one that got in all the same vouches for nobody.
    return undefined;
  }
}

function isSame(one: Certificate, other: Certificate): boolean {
  return one.x509.raw.equals(other.x509.raw);
}

function isSelfIssued(certificate: Certificate): boolean {
  return Buffer.from(certificate.issuer).equals(certificate.subject);
}

function isSignedBy(certificate: Certificate, issuer: Certificate): boolean {
  if (!Buffer.from(certificate.issuer).equals(issuer.subject)) return false;
  try {
    return certificate.x509.verify(issuer.x509.publicKey);
  } catch {
    return false;
  }
}

function refuseDates(
  whole: readonly Certificate[],
  now: number,
): Refusal<PresentationRefusalCode> | undefined {
  for (const [position, { x509 }] of whole.entries()) {
    if (now < x509.validFromDate.getTime())
      return refuse('certificateExpired', { reason: 'notYetValid', position });
    if (now > x509.validToDate.getTime())
      return refuse('certificateExpired', { reason: 'expired', position });
  }
  return undefined;
}

/**
 * A critical extension that we do not process refuses the certificate (RFC 5280, 4.2), the anchor's too: that is what
 * keeps a sandbox authority out of real installations (D2). Name constraints, policies and extended key usage are not
 * processed, so they refuse where they are critical.
 */
function refuseExtensions(
  whole: readonly Certificate[],
  understood: readonly string[],
): Refusal<PresentationRefusalCode> | undefined {
  const known = [basicConstraints, keyUsage, ...understood];
  const unknown = whole
    .flatMap(({ extensions }) => extensions)
    .find(({ critical, oid }) => critical && !known.includes(oid));
  return unknown && refuse('certificateExtension', { oid: unknown.oid });
}

function findLeafProblem(leaf: Certificate, leafKey: KeyObject): string | undefined {
  // An authority's certificate must not double as a signer of credentials.
  const constraints = readExtension(leaf, basicConstraints, readBasicConstraints);
  if (constraints === 'malformed' || constraints?.authority) return 'leafIsAuthority';
  const usage = readExtension(leaf, keyUsage, readKeyUsage);
  if (usage === 'malformed' || usage?.digitalSignature === false) return 'leafKeyUsage';
  // ES256 needs P-256; with another curve the signature check would mean something else.
  if (leafKey.asymmetricKeyDetails?.namedCurve !== 'prime256v1') return 'leafKey';
  return undefined;
}

function readPublicKey({ x509 }: Certificate): KeyObject | undefined {
  try {
    return x509.publicKey;
  } catch {
    // OpenSSL cannot read every key that an authority may certify.
    return undefined;
  }
}

/** RFC 5280, 6.1.4 (k) to (n), for every certificate that signed another one. */
function findAuthorityProblem(whole: readonly Certificate[]): string | undefined {
  for (const [position, certificate] of whole.entries()) {
    if (position === 0) continue;
    const constraints = readExtension(certificate, basicConstraints, readBasicConstraints);
    if (constraints === undefined || constraints === 'malformed' || !constraints.authority)
      return 'notAnAuthority';
    const usage = readExtension(certificate, keyUsage, readKeyUsage);
    if (usage === 'malformed' || usage?.keyCertSign === false) return 'authorityKeyUsage';
    const authoritiesBelow = position - 1;
    if (constraints.pathLength !== null && constraints.pathLength < authoritiesBelow) return 'pathLength';
  }
  return undefined;
}

function readExtension<Value>(
  certificate: Certificate,
  oid: string,
  read: (value: Uint8Array) => Value | undefined,
): Value | 'malformed' | undefined {
  const extension = certificate.extensions.find((candidate) => candidate.oid === oid);
  return extension && (read(extension.value) ?? 'malformed');
}
