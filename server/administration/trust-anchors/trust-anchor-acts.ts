import { createHash } from 'node:crypto';
import type { TrustAnchor } from '../../../recovery/policy/index.ts';
import type { Acting } from '../acting.ts';
import { type Asked, askSecondPerson } from '../approvals.ts';
import { changedMeanwhile } from '../change-organisation.ts';
import type { ApprovalChange, ApprovalSubject } from '../second-person-act.ts';
import { judgeCertificate, judgeNewAnchor, judgeRules } from './judge-anchor.ts';
import { readCertificate } from './read-certificate.ts';
import {
  addAnchor,
  changeAnchor,
  findAnchor,
  refuseWhereStillNeeded,
  refuseWhereUsed,
  removeAnchor,
  switchAnchor,
  switchAnchorOn,
} from './trust-anchor-changes.ts';
import { listAnchors } from './trust-anchor-listing.ts';

/** What an admin says about an authority; certificate or DID are what it is. */
export type AnchorRules = Pick<TrustAnchor, 'name' | 'mayIssue' | 'countries'>;
export type NewAnchor = AnchorRules &
  ({ readonly kind: 'x509'; readonly certificate: string } | { readonly kind: 'did'; readonly did: string });

/** Whom the organisation believes, and for what. */
export function trustAnchorActs(acting: Acting) {
  const { installation } = acting;
  const readOrganisation = async () => (await installation.policy.readOrganisation())!;

  async function readForEdit(anchorId: string, expectedVersion: number) {
    const organisation = await readOrganisation();
    if (organisation.version !== expectedVersion) throw changedMeanwhile();
    return findAnchor(organisation, anchorId);
  }

  async function subjectOf({ id, name }: TrustAnchor): Promise<ApprovalSubject> {
    return { kind: 'trustAnchor', id, name, version: (await readOrganisation()).version };
  }

  return {
    listTrustAnchors: async () => {
      const organisation = await readOrganisation();
      const profiles = await installation.policy.readProfiles();
      const anchors = listAnchors({ organisation, profiles, now: installation.now() });
      return { version: organisation.version, anchors };
    },
    /** What stands in a certificate, before anybody believes it. */
    inspectCertificate: async ({ certificate }: { certificate: string }) => {
      const { facts, sandbox } = judgeCertificate(acting, certificate);
      return { ...facts, sandbox };
    },
    addTrustAnchor: async (given: NewAnchor) => {
      const anchor = toAnchor(acting, given);
      const organisation = await readOrganisation();
      judgeRules(organisation, anchor);
      judgeNewAnchor(acting, organisation, anchor);
      return askSecondPerson(acting, {
        act: addAnchor,
        subject: await subjectOf(anchor),
        changes: compare(null, anchor),
        payload: { anchor },
      });
    },
    changeTrustAnchor: async (request: { anchorId: string; expectedVersion: number; rules: AnchorRules }) => {
      const before = await readForEdit(request.anchorId, request.expectedVersion);
      const after = { ...before, ...request.rules };
      judgeRules(await readOrganisation(), after);
      await refuseWhereStillNeeded(acting, after);
      return askSecondPerson(acting, {
        act: changeAnchor,
        subject: await subjectOf(before),
        changes: compare(before, after),
        payload: { before, after },
      });
    },
    removeTrustAnchor: async (request: { anchorId: string; expectedVersion: number }) => {
      const anchor = await readForEdit(request.anchorId, request.expectedVersion);
      await refuseWhereUsed(acting, anchor.id);
      return askSecondPerson(acting, {
        act: removeAnchor,
        subject: await subjectOf(anchor),
        changes: compare(anchor, null),
        payload: { anchorId: anchor.id },
      });
    },
    switchIssuer: async ({
      anchorId,
      enabled,
    }: {
      anchorId: string;
      enabled: boolean;
    }): Promise<Asked<{ readonly version: number }>> => {
      if (!enabled) {
        const result = await installation.database.transaction(() => switchAnchor(acting, anchorId, false));
        return { kind: 'performed', result };
      }
      const anchor = findAnchor(await readOrganisation(), anchorId);
      return askSecondPerson(acting, {
        act: switchAnchorOn,
        subject: await subjectOf(anchor),
        changes: [{ field: 'enabled', before: 'false', after: 'true' }],
        payload: { anchorId },
      });
    },
  };
}

function toAnchor(acting: Acting, { kind, name, mayIssue, countries, ...given }: NewAnchor): TrustAnchor {
  const rules = { name, mayIssue, countries, enabled: true };
  if ('did' in given) {
    const id = toId(name, createHash('sha256').update(given.did).digest('hex'));
    return { kind: 'did', id, ...rules, did: given.did, sandbox: false };
  }
  const { pem, facts, sandbox } = judgeCertificate(acting, given.certificate);
  const id = toId(name, facts.fingerprint.replaceAll(':', '').toLowerCase());
  return { kind: 'x509', id, ...rules, certificatePem: pem, sandbox };
}

/** `example-id-root-1a2b3c4d`: readable in the record, and of one certificate only one. */
function toId(name: string, digest: string): string {
  const words = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 40);
  return `${words}-${digest.slice(0, 8)}`.replaceAll(/-+/g, '-').replace(/^-/, '');
}

/** The readable difference: what the second person compares. */
function compare(before: TrustAnchor | null, after: TrustAnchor | null): readonly ApprovalChange[] {
  const [was, is] = [describe(before), describe(after)];
  const fields = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  return fields
    .map((field) => ({ field, before: was[field] ?? null, after: is[field] ?? null }))
    .filter((change) => change.before !== change.after);
}

function describe(anchor: TrustAnchor | null): Readonly<Record<string, string>> {
  if (anchor === null) return {};
  const read = anchor.kind === 'x509' ? readCertificate(anchor.certificatePem) : null;
  const certificate = typeof read === 'object' && read !== null ? read.facts : null;
  const { mayIssue, countries } = anchor;
  return {
    name: anchor.name,
    ...(anchor.kind === 'did' && { did: anchor.did }),
    ...(certificate !== null && {
      certificateSubject: certificate.subject,
      certificateFingerprint: certificate.fingerprint,
      certificateValidUntil: new Date(certificate.validUntil).toISOString(),
    }),
    mayIssue: mayIssue === 'any' ? 'any' : mayIssue.map(({ format, type }) => `${format} ${type}`).join('\n'),
    countries: countries === 'any' ? 'any' : countries.join(', '),
  };
}
