import type { KeyObject } from 'node:crypto';
import { type Refusal, refuse } from '../../../outcome.ts';
import { type CredentialKind, mayIssue, type TrustAnchor, type X509Anchor } from '../../../policy/index.ts';
import type { PresentationRefusalCode } from '../presentation-refusal-codes.ts';
import { findDocumentSignerProblem } from './find-document-signer-problem.ts';
import { extendedKeyUsage, isMeantFor, type SignerRole } from './is-meant-for.ts';
import type { Certificate, KnownCertificates } from './known-certificates.ts';
import { readBasicConstraints, readCountries, readKeyUsage } from './read-certificate-extensions.ts';

const maximumCertificates = 4;
const basicConstraints = '2.5.29.19';
const keyUsage = '2.5.29.15';

/** ECDSA with SHA-256, SHA-384, SHA-512. An old hash in a chain is a forged chain. */
const signatureAlgorithms: readonly string[] = [
  '1.2.840.10045.4.3.2',
  '1.2.840.10045.4.3.3',
  '1.2.840.10045.4.3.4',
];

interface Authority extends Certificate {
  readonly anchor: X509Anchor;
}

export interface CertificatePath {
  readonly leafKey: KeyObject;
  readonly anchor: X509Anchor;
  /** What the leaf's subject names: the country of the issuer, ISO 3166-1 alpha-2; mostly one, sometimes none. */
  readonly countries: readonly string[];
  /** Epoch milliseconds, both inclusive: when the leaf is valid. */
  readonly leafValidity: readonly [from: number, to: number];
}

/**
 * Follows a chain from its leaf to a trusted authority and answers the leaf's key and the authority.
 *
 * @param path.chain DER, leaf first, each signed by the next; the last one by an anchor that is not in the chain
 * @param path.kind what the leaf signed
 * @param path.role of the leaf; an mdoc's signer is held to ISO/IEC 18013-5, Annex B too
 * @param path.allowedAnchorIds those that may issue this type, by the rules this recovery runs under
 * @param path.trustAnchors the organisation's anchors as they are now: one that is gone or switched off refuses (D17, T24)
 * @param path.understoodExtensions dotted identifiers of critical private extensions that this installation knows (D2)
 * @param path.now epoch milliseconds
 * @param path.pinnedSigners document signers that are believed by themselves; none where people recover
 */
export function verifyCertificatePath(path: {
  readonly chain: readonly Uint8Array[];
  readonly kind: CredentialKind;
  readonly role: SignerRole;
  readonly allowedAnchorIds: readonly string[];
  readonly trustAnchors: readonly TrustAnchor[];
  readonly understoodExtensions: readonly string[];
  readonly knownCertificates: KnownCertificates;
  readonly now: number;
  readonly pinnedSigners?: readonly X509Anchor[];
}): CertificatePath | Refusal<PresentationRefusalCode> {
  const untrusted = (reason: string) => refuse('issuerUntrusted', { reason });
  const { knownCertificates } = path;
  if (path.chain.length > maximumCertificates) return untrusted('chainLength');
  const chain = path.chain.map(knownCertificates.read);
  if (!chain.every((certificate) => certificate !== undefined)) return untrusted('unreadable');
  const [leaf] = chain;
  const top = chain.at(-1);
  if (leaf === undefined || top === undefined) return untrusted('chainLength');

  const pinned = path.role === 'documentSigner' ? findPinnedSigner(chain, path) : undefined;
  if (pinned !== undefined)
    return refuseDates(chain, path.now) ?? { ...pinned, countries: readCountries(leaf.subject) };

  // HAIP, 6.1.1: the leaf is not self-signed and no root travels along. A root out of x5c would vouch for itself (T6).
  if (chain.some(isSelfIssued)) return untrusted('selfSigned');
  if (chain.some(({ signatureAlgorithm }) => !signatureAlgorithms.includes(signatureAlgorithm))) {
    return untrusted('signatureAlgorithm');
  }
  const linked = chain
    .slice(1)
    .every((issuer, index) => knownCertificates.isSignedBy(chain[index] as Certificate, issuer));
  if (!linked) return untrusted('brokenChain');

  const authorities = readAuthorities(path.trustAnchors, knownCertificates);
  if (chain.some(({ fingerprint }) => authorities.some((anchor) => anchor.fingerprint === fingerprint))) {
    return untrusted('anchorInChain');
  }
  const signers = authorities.filter((authority) => knownCertificates.isSignedBy(top, authority));
  if (signers.length === 0) return untrusted('noPath');
  // Also when the same authority is listed a second time and switched on there: off means off.
  if (signers.some(({ anchor }) => !anchor.enabled)) return refuse('issuerSwitchedOff');
  // By the rules of the start and by those of now: an anchor that lost a type stops recoveries under way (D17).
  const signer = signers.find(
    ({ anchor }) => path.allowedAnchorIds.includes(anchor.id) && mayIssue(anchor, path.kind),
  );
  if (signer === undefined) return untrusted('anchorNotForType');

  const whole = [...chain, signer];
  const refusal = refuseDates(whole, path.now) ?? refuseExtensions(whole, path);
  if (refusal !== undefined) return refusal;
  const leafKey = leaf.publicKey;
  if (leafKey === undefined) return untrusted('leafKey');
  const problem =
    findLeafProblem(leaf) ??
    findAuthorityProblem(whole) ??
    (path.role === 'documentSigner' ? findDocumentSignerProblem(chain, signer) : undefined);
  if (problem !== undefined) return untrusted(problem);
  knownCertificates.remember(whole);
  return {
    leafKey,
    anchor: signer.anchor,
    countries: readCountries(leaf.subject),
    leafValidity: [leaf.validFrom, leaf.validTo],
  };
}

/**
 * Is the whole chain one certificate that was named beforehand, byte for byte? Then nothing stands above it to be followed. The
 * conformance plans sign their mdocs with an authority's own certificate, which Annex B forbids; the verifier bench names it.
 */
function findPinnedSigner(
  [leaf, ...more]: readonly Certificate[],
  path: {
    readonly pinnedSigners?: readonly X509Anchor[];
    readonly allowedAnchorIds: readonly string[];
    readonly knownCertificates: KnownCertificates;
  },
): Omit<CertificatePath, 'countries'> | undefined {
  if (leaf?.publicKey === undefined || leaf.curve !== 'prime256v1' || more.length > 0) return undefined;
  const anchor = path.pinnedSigners?.find(
    ({ id, certificatePem }) =>
      path.allowedAnchorIds.includes(id) &&
      path.knownCertificates.readPem(certificatePem)?.fingerprint === leaf.fingerprint,
  );
  return anchor && { leafKey: leaf.publicKey, anchor, leafValidity: [leaf.validFrom, leaf.validTo] };
}

function readAuthorities(anchors: readonly TrustAnchor[], known: KnownCertificates): readonly Authority[] {
  return anchors.flatMap((anchor) => {
    const certificate = anchor.kind === 'x509' ? known.readPem(anchor.certificatePem) : undefined;
    return anchor.kind === 'x509' && certificate !== undefined ? [{ ...certificate, anchor }] : [];
  });
}

function isSelfIssued(certificate: Certificate): boolean {
  return Buffer.from(certificate.issuer).equals(certificate.subject);
}

function refuseDates(
  whole: readonly Certificate[],
  now: number,
): Refusal<PresentationRefusalCode> | undefined {
  for (const [position, { validFrom, validTo }] of whole.entries()) {
    if (now < validFrom) return refuse('certificateExpired', { reason: 'notYetValid', position });
    if (now > validTo) return refuse('certificateExpired', { reason: 'expired', position });
  }
  return undefined;
}

/**
 * A critical extension that we do not process refuses the certificate (RFC 5280, 4.2), the anchor's too: that is what
 * keeps a sandbox authority out of real installations (D2). Name constraints, policies and extended key usage are not
 * processed, so they refuse where they are critical; only the purposes that we know are looked at.
 */
function refuseExtensions(
  whole: readonly Certificate[],
  path: { readonly understoodExtensions: readonly string[]; readonly role: SignerRole },
): Refusal<PresentationRefusalCode> | undefined {
  const known = [basicConstraints, keyUsage, ...path.understoodExtensions];
  const unknown = whole
    .flatMap(({ extensions }, position) => extensions.map((extension) => ({ ...extension, position })))
    .find(
      ({ critical, oid, position }) =>
        critical &&
        !known.includes(oid) &&
        !(position === 0 && oid === extendedKeyUsage && isMeantFor(whole[0], path.role)),
    );
  return unknown && refuse('certificateExtension', { oid: unknown.oid });
}

function findLeafProblem(leaf: Certificate): string | undefined {
  // An authority's certificate must not double as a signer of credentials.
  const constraints = readExtension(leaf, basicConstraints, readBasicConstraints);
  if (constraints === 'malformed' || constraints?.authority) return 'leafIsAuthority';
  const usage = readExtension(leaf, keyUsage, readKeyUsage);
  if (usage === 'malformed' || usage?.digitalSignature === false) return 'leafKeyUsage';
  // ES256 needs P-256; with another curve the signature check would mean something else.
  if (leaf.curve !== 'prime256v1') return 'leafKey';
  return undefined;
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
