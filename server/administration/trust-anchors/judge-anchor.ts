import {
  type OrganisationPolicy,
  parseOrganisationPolicy,
  type TrustAnchor,
} from '../../../recovery/policy/index.ts';
import { sandboxExtension } from '../../sandbox-extension.ts';
import type { Acting } from '../acting.ts';
import { AdminProblem, invalidFields } from '../admin-problem.ts';
import { type CertificateFacts, readCertificate } from './read-certificate.ts';

/** Judges a certificate that somebody wants to believe; throws `AdminProblem` at the field for what no recovery could use. */
export function judgeCertificate(
  { installation }: Pick<Acting, 'installation'>,
  text: string,
): { readonly pem: string; readonly facts: CertificateFacts; readonly sandbox: boolean } {
  const read = readCertificate(text);
  if (read === 'privateKey')
    throw wrong('certificate', 'privateKey', 'holds a private key: take it back, and treat it as lost');
  if (read === 'several')
    throw wrong('certificate', 'several', 'holds several certificates; add each by itself');
  if (read === 'unreadable') throw wrong('certificate', 'unreadable', 'is no certificate in PEM');
  const { facts } = read;
  if (!facts.isAuthority)
    throw wrong('certificate', 'notAnAuthority', 'may not sign other certificates: it is no authority');
  if (installation.now() > facts.validUntil) throw wrong('certificate', 'expired', 'has expired');
  const understood = installation.config.example ? [sandboxExtension] : [];
  const unknown = facts.criticalExtensions.find((oid) => !understood.includes(oid));
  // The verifier would refuse everything under it (RFC 5280, 4.2), the sandbox's outside an example with it (D2).
  if (unknown !== undefined)
    throw wrong(
      'certificate',
      'criticalExtension',
      `has a critical extension that Regain does not know: ${unknown}`,
    );
  return { ...read, sandbox: facts.criticalExtensions.includes(sandboxExtension) };
}

/** Everything about a new anchor, again when the second person agrees. */
export function judgeNewAnchor(acting: Acting, organisation: OrganisationPolicy, anchor: TrustAnchor): void {
  if (anchor.kind === 'x509') judgeCertificate(acting, anchor.certificatePem);
  const twin = organisation.trustAnchors.find((each) => each.id === anchor.id || isSame(each, anchor));
  if (twin !== undefined)
    throw wrong(anchor.kind === 'x509' ? 'certificate' : 'did', 'taken', `is there already: ${twin.name}`);
}

/** Judges the rules about an anchor as the organisation's would be, problems at the fields of the request. */
export function judgeRules(organisation: OrganisationPolicy, anchor: TrustAnchor): void {
  const others = organisation.trustAnchors.filter(({ id }) => id !== anchor.id);
  const parsed = parseOrganisationPolicy({ ...organisation, trustAnchors: [...others, anchor] });
  if (parsed.kind === 'parsed') return;
  throw invalidFields(parsed.problems, (path) =>
    path.replace(`trustAnchors.${others.length}.`, '').replace('certificatePem', 'certificate'),
  );
}

function isSame(one: TrustAnchor, other: TrustAnchor): boolean {
  if (one.kind === 'did') return other.kind === 'did' && one.did === other.did;
  if (other.kind === 'did') return false;
  const [a, b] = [readCertificate(one.certificatePem), readCertificate(other.certificatePem)];
  return typeof a === 'object' && typeof b === 'object' && a.facts.fingerprint === b.facts.fingerprint;
}

function wrong(field: string, code: string, message: string): AdminProblem {
  return new AdminProblem(`${field} ${message}`, { code: 'invalid', fields: [{ field, code, message }] });
}
