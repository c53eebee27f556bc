import { type DerElement, derTag, readDer, readDerElement, readObjectIdentifier } from './read-der.ts';

const maximumCertificateBytes = 16_384;

export interface CertificateExtension {
  /** Dotted object identifier. */
  readonly oid: string;
  readonly critical: boolean;
  /** DER inside the OCTET STRING. */
  readonly value: Uint8Array;
}

/** What a path check needs and Node's `X509Certificate` does not tell. */
export interface CertificateStructure {
  /** DER of the names, compared byte by byte. */
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  /** Dotted object identifier of the algorithm it was signed with. */
  readonly signatureAlgorithm: string;
  readonly extensions: readonly CertificateExtension[];
}

/**
 * Reads names, signature algorithm and extensions of an X.509 version 3 certificate (RFC 5280, 4.1), or `undefined`.
 *
 * @param der the whole certificate, at most 16 kB
 */
export function readCertificateExtensions(der: Uint8Array): CertificateStructure | undefined {
  if (der.length > maximumCertificateBytes) return undefined;
  const certificate = readSequence(readDerElement(der, derTag.sequence));
  const [toBeSigned, algorithm] = certificate ?? [];
  const fields = readSequence(toBeSigned);
  if (certificate?.length !== 3 || fields === undefined) return undefined;

  const [version, , innerAlgorithm, issuer, , subject, , ...optional] = fields;
  if (!isVersion3(version) || issuer === undefined || subject === undefined) return undefined;
  const signatureAlgorithm = readAlgorithm(algorithm);
  // The same algorithm stands inside and outside the signed part (RFC 5280, 4.1.1.2).
  if (signatureAlgorithm === undefined || readAlgorithm(innerAlgorithm) !== signatureAlgorithm)
    return undefined;

  const last = optional.at(-1);
  const extensions = last?.tag === derTag.extensions ? readExtensions(last.content) : [];
  if (extensions === undefined) return undefined;
  return { issuer: issuer.whole, subject: subject.whole, signatureAlgorithm, extensions };
}

/** Only version 3 has extensions; it is written as 2 (RFC 5280, 4.1.2.1). */
function isVersion3(element: DerElement | undefined): boolean {
  return element?.tag === derTag.version && Buffer.from(element.content).toString('hex') === '020102';
}

function readSequence(element: DerElement | undefined): readonly DerElement[] | undefined {
  return element?.tag === derTag.sequence ? readDer(element.content) : undefined;
}

function readAlgorithm(element: DerElement | undefined): string | undefined {
  const [oid] = readSequence(element) ?? [];
  return oid?.tag === derTag.objectIdentifier ? readObjectIdentifier(oid.content) : undefined;
}

function readExtensions(content: Uint8Array): readonly CertificateExtension[] | undefined {
  const elements = readSequence(readDerElement(content, derTag.sequence));
  const extensions = elements?.map(readExtension);
  if (extensions === undefined || !extensions.every((extension) => extension !== undefined)) return undefined;
  // Never twice the same (RFC 5280, 4.2): otherwise two readers could each pick their own.
  return new Set(extensions.map(({ oid }) => oid)).size === extensions.length ? extensions : undefined;
}

function readExtension(element: DerElement): CertificateExtension | undefined {
  const fields = readSequence(element);
  if (fields === undefined || fields.length < 2 || fields.length > 3) return undefined;
  const [identifier] = fields;
  const value = fields.at(-1);
  const flag = fields.length === 3 ? fields[1] : undefined;
  if (identifier?.tag !== derTag.objectIdentifier || value?.tag !== derTag.octetString) return undefined;
  // DER leaves a default out, so a written flag can only be TRUE, and TRUE is 0xFF.
  if (flag !== undefined && !isTrue(flag)) return undefined;
  const oid = readObjectIdentifier(identifier.content);
  return oid === undefined ? undefined : { oid, critical: flag !== undefined, value: value.content };
}

function isTrue(element: DerElement): boolean {
  return element.tag === derTag.boolean && element.content.length === 1 && element.content[0] === 0xff;
}

/** Basic constraints (RFC 5280, 4.2.1.9), or `undefined` if malformed. `pathLength` is null when unlimited. */
export function readBasicConstraints(
  value: Uint8Array,
): { readonly authority: boolean; readonly pathLength: number | null } | undefined {
  const fields = readSequence(readDerElement(value, derTag.sequence));
  if (fields === undefined || fields.length > 2) return undefined;
  const [authority, pathLength] = fields;
  if (authority === undefined) return { authority: false, pathLength: null };
  if (!isTrue(authority)) return undefined;
  if (pathLength === undefined) return { authority: true, pathLength: null };
  const [length] = pathLength.content;
  if (pathLength.tag !== derTag.integer || pathLength.content.length !== 1) return undefined;
  return length === undefined || length > 0x7f ? undefined : { authority: true, pathLength: length };
}

/** Key usage (RFC 5280, 4.2.1.3), the two bits that matter here, or `undefined` if malformed. */
export function readKeyUsage(
  value: Uint8Array,
): { readonly digitalSignature: boolean; readonly keyCertSign: boolean } | undefined {
  const bits = readDerElement(value, derTag.bitString);
  const [unused, first] = bits?.content ?? [];
  if (unused === undefined || unused > 7 || first === undefined) return undefined;
  return { digitalSignature: (first & 0x80) !== 0, keyCertSign: (first & 0x04) !== 0 };
}

/** Extended key usage (RFC 5280, 4.2.1.12) as dotted identifiers, or `undefined` if malformed. */
export function readExtendedKeyUsage(value: Uint8Array): readonly string[] | undefined {
  const purposes = readSequence(readDerElement(value, derTag.sequence))?.map(({ tag, content }) =>
    tag === derTag.objectIdentifier ? readObjectIdentifier(content) : undefined,
  );
  return purposes?.every((purpose) => purpose !== undefined) ? purposes : undefined;
}

/** Identifier of the certificate's own key (RFC 5280, 4.2.1.2), or `undefined` if malformed. */
export function readSubjectKeyIdentifier(value: Uint8Array): Uint8Array | undefined {
  return readDerElement(value, derTag.octetString)?.content;
}

/** Identifier of the key that signed the certificate (RFC 5280, 4.2.1.1), or `undefined` if malformed or absent. */
export function readAuthorityKeyIdentifier(value: Uint8Array): Uint8Array | undefined {
  const [identifier] = readSequence(readDerElement(value, derTag.sequence)) ?? [];
  return identifier?.tag === derTag.keyIdentifier ? identifier.content : undefined;
}

const countryName = '2.5.4.6';

/** Every country (`C`) that a name holds (RFC 5280, 4.1.2.4). */
export function readCountries(name: Uint8Array): readonly string[] {
  const sets = readSequence(readDerElement(name, derTag.sequence)) ?? [];
  return sets
    .flatMap((set) => readDer(set.content) ?? [])
    .flatMap((attribute) => {
      const [oid, value] = readSequence(attribute) ?? [];
      if (oid === undefined || value === undefined || readObjectIdentifier(oid.content) !== countryName)
        return [];
      return [Buffer.from(value.content).toString('latin1')];
    });
}
