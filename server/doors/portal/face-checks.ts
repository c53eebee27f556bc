import { z } from 'zod';
import { auditor, recoveryAdministrator, type VendorListing } from '../../administration/index.ts';
import { line } from '../../plain-text.ts';
import { askedResponses, sendAsked } from './approvals.ts';
import { detectionShape, faceCheckShape } from './face-check-shapes.ts';
import type { PortalApp } from './portal-door.ts';
import { expectedVersion, sendVersion } from './versions.ts';

/** The shape only: what each may say is judged by `recovery/policy`, which tells every problem at its field. */
const said = {
  name: z.string().max(1_000),
  address: z.string().max(2_000).describe('Its sessions are below it; our key is shown to it.'),
  pageOrigin: z.string().max(2_000).describe('The only origin people are sent to.'),
  presentationAttackDetection: detectionShape,
  recommendedThreshold: z.number().describe('50 to 100, on its own scale.'),
};
/** What is written is read by others, its name by whoever is locked out; what was stored before is shown as it is. */
const entry = z.object({
  ...said,
  name: line(1_000),
  address: line(2_000).describe('Its sessions are below it; our key is shown to it.'),
  pageOrigin: line(2_000).describe('The only origin people are sent to.'),
  presentationAttackDetection: detectionShape.extend({
    evidence: z
      .object({ address: line(2_000), date: line(10).describe('Calendar day, ISO 8601.') })
      .nullable()
      .describe('The laboratory’s letter.'),
  }),
  secret: line(1_000).describe(
    'Our key. Empty leaves the one that is there; another address needs it anew. Never shown.',
  ),
});
const health = z.object({
  checkedAt: z.number().describe('Epoch milliseconds.'),
  problem: z.string().nullable().describe('Null: it answered, and took our key.'),
  tookMs: z.number(),
  failingSince: z.number().nullable(),
});
const vendorShape = z.object({
  id: z.string(),
  version: z.number(),
  ...said,
  enabled: z.boolean(),
  state: z.enum(['disabled', 'notAsked', 'degraded', 'owing', 'ready']),
  health: health.nullable(),
  owed: z.number().describe('Sessions that it is still to delete.'),
  usedBy: z.array(z.object({ id: z.string(), name: z.string(), mode: z.enum(['evaluation', 'production']) })),
});
const saved = z.object({ id: z.string(), version: z.number() });
const toSaved = ({ id, version }: z.infer<typeof saved>) => ({ id, version });

function toBody({ vendor, ...rest }: VendorListing) {
  return { ...vendor, ...rest, usedBy: [...rest.usedBy] };
}

/** Who does face checks (face-check.md 10). */
export function registerFaceChecks(app: PortalApp): void {
  const tags = ['face checks'];
  const readers = [recoveryAdministrator, auditor] as const;
  const changers = [recoveryAdministrator] as const;
  const byId = z.object({ id: z.string().max(200) });
  const path = '/api/admin/face-checks';

  app.get(
    path,
    {
      config: { roles: readers },
      schema: {
        tags,
        summary: 'The built-in face check, and the vendors',
        response: { 200: z.object({ builtIn: faceCheckShape, items: z.array(vendorShape) }) },
      },
    },
    async (request) => {
      const { administration } = request.admin;
      const [builtIn] = await administration.listFaceChecks();
      return { builtIn: builtIn!, items: (await administration.listFaceCheckVendors()).map(toBody) };
    },
  );

  app.get(
    `${path}/:id`,
    {
      config: { roles: readers, tellsVersion: true },
      schema: {
        tags,
        summary: 'One vendor; its version in `ETag`',
        params: byId,
        response: { 200: vendorShape, 404: z.object({ error: z.string() }) },
      },
    },
    async (request, reply) => {
      const all = await request.admin.administration.listFaceCheckVendors();
      const found = all.find(({ vendor }) => vendor.id === request.params.id);
      if (found === undefined) return reply.code(404).send({ error: 'notFound' });
      sendVersion(reply, found.vendor.version);
      return reply.send(toBody(found));
    },
  );

  app.post(
    path,
    {
      config: { roles: changers, fresh: true },
      schema: { tags, summary: 'Add a vendor', body: entry, response: { 201: saved } },
    },
    async (request, reply) =>
      reply.code(201).send(toSaved(await request.admin.administration.addFaceCheckVendor(request.body))),
  );

  app.put(
    `${path}/:id`,
    {
      config: { roles: changers, fresh: true, edits: true },
      schema: {
        tags,
        summary: 'Change its entry. May take a second person while a profile in production relies on it',
        params: byId,
        body: entry,
        response: askedResponses(saved),
      },
    },
    async (request, reply) =>
      sendAsked(
        reply,
        await request.admin.administration.changeFaceCheckVendor({
          id: request.params.id,
          expectedVersion: expectedVersion(request),
          entry: request.body,
        }),
        toSaved,
      ),
  );

  app.delete(
    `${path}/:id`,
    {
      config: { roles: changers, fresh: true, edits: true },
      schema: {
        tags,
        summary: 'Take it out; refused while a profile names it, or it keeps what it is to delete',
        params: byId,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await request.admin.administration.removeFaceCheckVendor({
        id: request.params.id,
        expectedVersion: expectedVersion(request),
      });
      return reply.code(204).send(null);
    },
  );

  app.post(
    `${path}/:id/switch`,
    {
      config: { roles: changers },
      schema: {
        tags,
        summary: 'Switch it off, or on: while it is off, its face checks wait',
        description:
          'On again takes a second person where a profile in production relies on it: then the answer is 202.',
        params: byId,
        body: z.object({ enabled: z.boolean() }),
        response: askedResponses(saved),
      },
    },
    async (request, reply) =>
      sendAsked(
        reply,
        await request.admin.administration.switchFaceCheckVendor({ ...request.params, ...request.body }),
        toSaved,
      ),
  );

  app.post(
    `${path}/:id/test`,
    {
      config: { roles: changers },
      schema: {
        tags,
        summary: 'Ask it now whether it is there and takes our key',
        params: byId,
        response: { 200: health },
      },
    },
    async (request) => request.admin.administration.testFaceCheckVendor(request.params),
  );
}
