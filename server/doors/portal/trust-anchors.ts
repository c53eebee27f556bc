import { z } from 'zod';
import { credentialFormats } from '../../../recovery/policy/index.ts';
import { auditor, recoveryAdministrator, type TrustAnchorListing } from '../../administration/index.ts';
import { line } from '../../plain-text.ts';
import { askedResponses, sendAsked } from './approvals.ts';
import type { PortalApp } from './portal-door.ts';
import { expectedVersion, sendVersion } from './versions.ts';

const time = z.number().describe('Epoch milliseconds.');
const kinds = z
  .union([
    z.literal('any'),
    z.array(z.object({ format: z.enum(credentialFormats), type: z.string().max(300) })),
  ])
  .describe('Which credentials it is believed for; `any` = whatever a profile accepts from it.');
const countries = z
  .union([z.literal('any'), z.array(z.string().max(2)).max(300)])
  .describe('Countries it may issue for, ISO 3166-1 alpha-2.');
const rules = { name: z.string(), mayIssue: kinds, countries };
/** What is written is read by others; what was stored before is shown as it is. */
const wish = {
  ...rules,
  name: line(100).min(1),
  mayIssue: z.union([
    z.literal('any'),
    z.array(z.object({ format: z.enum(credentialFormats), type: line(300) })).max(50),
  ]),
};

const certificateFacts = z.object({
  subject: z.string(),
  issuer: z.string(),
  validFrom: time,
  validUntil: time,
  fingerprint: z.string().describe('SHA-256, hexadecimal with colons.'),
});
const anchorShape = z.object({
  id: z.string(),
  kind: z.enum(['x509', 'did']),
  ...rules,
  enabled: z.boolean(),
  sandbox: z.boolean().describe('Of the pretend provider: worthless outside an example.'),
  state: z.enum(['on', 'off', 'expiresSoon', 'expired', 'notYetValid']).describe('Soon: within 60 days.'),
  certificate: certificateFacts.nullable(),
  did: z.string().nullable(),
  usedBy: z.array(z.object({ id: z.string(), name: z.string(), mode: z.enum(['evaluation', 'production']) })),
});
const done = z.object({ version: z.number().describe('Of the organisation’s rules, from now on.') });
/** A certificate in PEM is about two thousand characters; the longest chain of names we were shown fits four times over. */
const certificate = z.string().max(16_000).describe('One certificate in PEM. Lines around it are left out.');

function toBody({ anchor, state, certificate: facts, usedBy }: TrustAnchorListing) {
  const { id, kind, name, mayIssue, countries: codes, enabled, sandbox } = anchor;
  return {
    ...{ id, kind, name, enabled, sandbox, state, certificate: facts },
    mayIssue: mayIssue === 'any' ? ('any' as const) : [...mayIssue],
    countries: codes === 'any' ? ('any' as const) : [...codes],
    did: anchor.kind === 'did' ? anchor.did : null,
    usedBy: [...usedBy],
  };
}

/** Whom the organisation believes. Believing takes two, and a fresh sign-in; to stop believing takes one, at once (D3, T24). */
export function registerTrustAnchors(app: PortalApp): void {
  const tags = ['trust anchors'];
  const readers = [recoveryAdministrator, auditor] as const;
  const byTwo = { roles: [recoveryAdministrator], fresh: true } as const;
  const byId = z.object({ id: z.string().max(200) });
  const path = '/api/admin/trust-anchors';

  app.get(
    path,
    {
      config: { roles: readers, tellsVersion: true },
      schema: {
        tags,
        summary: 'All of them, with what stands in their certificates; the version for edits in `ETag`',
        response: { 200: z.object({ items: z.array(anchorShape) }) },
      },
    },
    async (request, reply) => {
      const { version, anchors } = await request.admin.administration.listTrustAnchors();
      sendVersion(reply, version);
      return { items: anchors.map(toBody) };
    },
  );

  app.post(
    `${path}/inspect`,
    {
      config: { roles: [recoveryAdministrator] },
      schema: {
        tags,
        summary: 'What stands in a certificate, before anybody believes it. Stores nothing',
        body: z.object({ certificate }),
        response: { 200: certificateFacts.extend({ sandbox: z.boolean() }) },
      },
    },
    async (request) => request.admin.administration.inspectCertificate(request.body),
  );

  app.post(
    path,
    {
      config: byTwo,
      schema: {
        tags,
        summary: 'Believe an authority',
        body: z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('x509'), ...wish, certificate }),
          z.object({ kind: z.literal('did'), ...wish, did: z.string().trim().max(2_000) }),
        ]),
        response: askedResponses(done),
      },
    },
    async (request, reply) =>
      sendAsked(reply, await request.admin.administration.addTrustAnchor(request.body), (result) => result),
  );

  app.patch(
    `${path}/:id`,
    {
      config: { ...byTwo, edits: true },
      schema: {
        tags,
        summary: 'Change its name, what it may issue, and for whom. Another certificate is another anchor',
        params: byId,
        body: z.object(wish),
        response: askedResponses(done),
      },
    },
    async (request, reply) =>
      sendAsked(
        reply,
        await request.admin.administration.changeTrustAnchor({
          anchorId: request.params.id,
          expectedVersion: expectedVersion(request),
          rules: request.body,
        }),
        (result) => result,
      ),
  );

  app.delete(
    `${path}/:id`,
    {
      config: { ...byTwo, edits: true },
      schema: {
        tags,
        summary: 'Take it out; refused while a profile names it',
        params: byId,
        response: askedResponses(done),
      },
    },
    async (request, reply) =>
      sendAsked(
        reply,
        await request.admin.administration.removeTrustAnchor({
          anchorId: request.params.id,
          expectedVersion: expectedVersion(request),
        }),
        (result) => result,
      ),
  );

  app.post(
    `${path}/:id/off`,
    {
      config: { roles: [recoveryAdministrator] },
      schema: {
        tags,
        summary: 'Stop believing it, at once. Recoveries under way stop before anything is granted',
        params: byId,
        response: { 200: done },
      },
    },
    async (request) => {
      const { id } = request.params;
      const asked = await request.admin.administration.switchIssuer({ anchorId: id, enabled: false });
      if (asked.kind === 'pending') throw new TypeError('switching off waits for nobody');
      return asked.result;
    },
  );

  app.post(
    `${path}/:id/on`,
    {
      config: byTwo,
      schema: {
        tags,
        summary: 'Believe it again',
        params: byId,
        response: askedResponses(done),
      },
    },
    async (request, reply) =>
      sendAsked(
        reply,
        await request.admin.administration.switchIssuer({ anchorId: request.params.id, enabled: true }),
        (result) => result,
      ),
  );
}
