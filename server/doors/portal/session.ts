import { z } from 'zod';
import { adminRoles } from '../../administration/index.ts';
import type { PortalApp, PortalDoor } from './portal-door.ts';

/** Who is signed in to the portal, and whose portal it is. */
export function registerSession(app: PortalApp, door: PortalDoor): void {
  const { installation } = door;
  app.get(
    '/api/admin/session',
    {
      config: { roles: adminRoles },
      schema: {
        tags: ['session'],
        summary: 'Who is signed in, and with which roles',
        response: {
          200: z.object({
            accountId: z.string(),
            accountName: z.string(),
            displayName: z.string(),
            roles: z.array(z.enum(adminRoles)),
            organisation: z.object({ name: z.string(), example: z.boolean(), language: z.string() }),
          }),
        },
      },
    },
    async (request) => {
      const organisation = await installation.policy.readOrganisation();
      const { accountId, accountName, displayName, roles } = request.admin;
      return {
        accountId,
        accountName,
        displayName,
        roles: [...roles],
        organisation: {
          name: organisation!.name,
          language: organisation!.language,
          example: installation.config.example,
        },
      };
    },
  );
}
