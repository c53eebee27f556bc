import { z } from 'zod';
import { auditor, recoveryAdministrator } from '../../administration/index.ts';
import { askedResponses, sendAsked } from './approvals.ts';
import type { PortalApp, PortalDoor } from './portal-door.ts';
import { expectedVersion, sendVersion } from './versions.ts';

/** The organisation's settings. */
export function registerSettings(app: PortalApp, { installation }: PortalDoor): void {
  const tags = ['settings'];
  const secondPerson = z.object({
    required: z.boolean().describe('Do trust anchors, production and what weakens need a second admin?'),
  });

  app.get(
    '/api/admin/settings/second-person',
    {
      config: { roles: [recoveryAdministrator, auditor] },
      schema: {
        tags,
        summary: 'Whether a second person is needed; its version in `ETag`',
        response: { 200: secondPerson },
      },
    },
    async (_request, reply) => {
      const organisation = (await installation.policy.readOrganisation())!;
      sendVersion(reply, organisation.version);
      return { required: organisation.secondPersonRequired };
    },
  );

  app.put(
    '/api/admin/settings/second-person',
    {
      config: { roles: [recoveryAdministrator], fresh: true },
      schema: {
        tags,
        summary: 'Change that; where it is needed, with a second person',
        body: secondPerson,
        response: askedResponses(secondPerson),
      },
    },
    async (request, reply) => {
      const { required } = request.body;
      const asked = await request.admin.administration.setSecondPerson({
        required,
        expectedVersion: expectedVersion(request),
      });
      if (asked.kind === 'performed') sendVersion(reply, asked.result.version);
      return sendAsked(reply, asked, () => ({ required }));
    },
  );
}
