import 'reflect-metadata';
import { X509Certificate as NodeCertificate } from 'node:crypto';
import {
  BasicConstraintsExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  X509Certificate,
} from '@peculiar/x509';

/** What an admin compares before believing an authority. */
export interface CertificateFacts {
  /** One line each, e.g. `CN=Example ID Root, O=Example, C=DE`. */
  readonly subject: string;
  readonly issuer: string;
  /** Epoch milliseconds. */
  readonly validFrom: number;
  readonly validUntil: number;
  /** SHA-256 over the certificate, in hexadecimal with colons, as other tools print it. */
  readonly fingerprint: string;
  /** May it sign other certificates (RFC 5280, 4.2.1.3, 4.2.1.9)? One that may not is no anchor. */
  readonly isAuthority: boolean;
  /** Dotted identifiers of critical extensions, those aside that every authority has. */
  readonly criticalExtensions: readonly string[];
}

const block = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/gu;
const everyAuthorityHas = ['2.5.29.19', '2.5.29.15'];

/**
 * Reads the one certificate in a text. Other lines around it are left out: tools print some.
 * Returns it in a form of its own, so that two spellings of one certificate are the same.
 */
export function readCertificate(
  text: string,
): { readonly pem: string; readonly facts: CertificateFacts } | 'unreadable' | 'several' | 'privateKey' {
  // Somebody who pastes a private key has to be told at once: it must not lie anywhere.
  if (text.includes('PRIVATE KEY')) return 'privateKey';
  const blocks = text.match(block) ?? [];
  if (blocks.length > 1) return 'several';
  try {
    const node = new NodeCertificate(blocks[0] ?? '');
    const certificate = new X509Certificate(node.raw);
    return { pem: node.toString(), facts: toFacts(node, certificate) };
  } catch {
    return 'unreadable';
  }
}

function toFacts(node: NodeCertificate, certificate: X509Certificate): CertificateFacts {
  const usage = certificate.getExtension(KeyUsagesExtension)?.usages;
  const maySign = usage === undefined || (usage & KeyUsageFlags.keyCertSign) !== 0;
  return {
    subject: inOneLine(node.subject),
    issuer: inOneLine(node.issuer),
    validFrom: Date.parse(node.validFrom),
    validUntil: Date.parse(node.validTo),
    fingerprint: node.fingerprint256,
    isAuthority: maySign && certificate.getExtension(BasicConstraintsExtension)?.ca === true,
    criticalExtensions: certificate.extensions
      .filter(({ critical, type }) => critical && !everyAuthorityHas.includes(type))
      .map(({ type }) => type),
  };
}

const inOneLine = (name: string) => name.split('\n').toReversed().join(', ');
