import { z } from 'zod';
import { auditor, recoveryAdministrator } from '../../administration/index.ts';
import { askedResponses, namePeople, personShape, sendAsked } from './approvals.ts';
import type { PortalApp, PortalDoor } from './portal-door.ts';
import { expectedVersion, sendVersion } from './versions.ts';

const wish = z.object({
  host: z.string().max(500).describe('One host name, without https and port: `id.corp.example`.'),
  range: z
    .string()
    .max(100)
    .describe('CIDR inside a private network, at most a /24 (IPv6: /64): `10.20.30.0/24`.'),
  reason: z
    .string()
    .max(5_000)
    .describe('Read by whoever agrees, and by whoever asks later why it is there.'),
});
const entry = wish.extend({
  id: z.string(),
  askedBy: personShape,
  agreedBy: personShape,
  at: z.number().describe('Epoch milliseconds; when the second one agreed.'),
});
const done = z.object({ version: z.number() });

/**
 * What Regain may ask inside the organisation's own network: this host, where it leads into this range (D36). Adding takes two, always;
 * taking out takes one, and holds for the next request.
 */
export function registerPrivateAddresses(app: PortalApp, door: PortalDoor): void {
  const tags = ['settings'];
  const path = '/api/admin/settings/private-addresses';

  app.get(
    path,
    {
      config: { roles: [recoveryAdministrator, auditor], tellsVersion: true },
      schema: {
        tags,
        summary: 'Private addresses that may be asked; the version for edits in `ETag`',
        response: { 200: z.object({ items: z.array(entry) }) },
      },
    },
    async (request, reply) => {
      const { version, entries } = await request.admin.administration.listPrivateAddresses();
      sendVersion(reply, version);
      const items = await Promise.all(
        entries.map(async ({ by, ...rest }) => {
          const [askedBy, agreedBy] = await namePeople(door, by);
          return { ...rest, askedBy: askedBy!, agreedBy: agreedBy! };
        }),
      );
      return { items };
    },
  );

  app.post(
    path,
    {
      config: { roles: [recoveryAdministrator], fresh: true },
      schema: {
        tags,
        summary: 'Ask for one; a second administrator has to agree, in an example too',
        body: wish,
        response: askedResponses(done),
      },
    },
    async (request, reply) =>
      sendAsked(
        reply,
        await request.admin.administration.addPrivateAddress(request.body),
        (result) => result,
      ),
  );

  app.delete(
    `${path}/:id`,
    {
      config: { roles: [recoveryAdministrator], edits: true },
      schema: {
        tags,
        summary: 'Take one out, at once',
        params: z.object({ id: z.string().max(100) }),
        response: { 200: done },
      },
    },
    async (request) =>
      request.admin.administration.removePrivateAddress({
        id: request.params.id,
        expectedVersion: expectedVersion(request),
      }),
  );
}
