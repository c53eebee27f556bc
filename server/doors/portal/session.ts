import { z } from 'zod';
import { adminRoles, recoveryAdministrator } from '../../administration/index.ts';
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
            signedInWith: z.literal('passkey').describe('The portal opens with nothing else.'),
            pendingApprovals: z.number().describe('How many wait that this admin could agree to.'),
            organisation: z.object({ name: z.string(), example: z.boolean(), language: z.string() }),
          }),
        },
      },
    },
    async (request) => {
      const organisation = await installation.policy.readOrganisation();
      const { accountId, accountName, displayName, roles, actor } = request.admin;
      return {
        accountId,
        accountName,
        displayName,
        roles: [...roles],
        signedInWith: 'passkey' as const,
        pendingApprovals: roles.includes(recoveryAdministrator)
          ? await installation.approvals.countWaiting({ exceptAskedBy: actor, now: installation.now() })
          : 0,
        organisation: {
          name: organisation!.name,
          language: organisation!.language,
          example: installation.config.example,
        },
      };
    },
  );
}
