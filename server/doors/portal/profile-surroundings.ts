import { z } from 'zod';
import { auditor, recoveryAdministrator } from '../../administration/index.ts';
import { askedResponses, sendAsked } from './approvals.ts';
import { faceCheckShape } from './face-check-shapes.ts';
import type { PortalApp, PortalDoor } from './portal-door.ts';
import { groupNames, includeGroups } from './profile-shapes.ts';
import { expectedVersion, sendVersion } from './versions.ts';

/** What holds for every profile, and what they are made of: exclusions, pass scope, who does face checks. */
export function registerProfileSurroundings(app: PortalApp, { installation }: PortalDoor): void {
  const { policy, config } = installation;
  const tags = ['profiles'];

  app.get(
    '/api/admin/profile-surroundings',
    {
      config: { roles: [recoveryAdministrator, auditor], tellsVersion: true },
      schema: {
        tags,
        summary:
          'What profiles stand in: exclusions, who does face checks; `ETag` is the version for exclusions',
        response: {
          200: z.object({
            excludedGroups: z.array(z.string()),
            excludedAccounts: z.number().describe('Excluded one by one.'),
            passScope: includeGroups,
            defaultCountry: z.string(),
            secondPersonRequired: z.boolean(),
            example: z.boolean(),
            faceChecks: z.array(faceCheckShape),
          }),
        },
      },
    },
    async (request, reply) => {
      const organisation = (await policy.readOrganisation())!;
      sendVersion(reply, organisation.version);
      const { excludedGroups, excludedAccountIds, passScope, defaultCountry } = organisation;
      return {
        excludedGroups: [...excludedGroups],
        excludedAccounts: excludedAccountIds.length,
        passScope: passScope === 'everyone' ? passScope : [...passScope],
        defaultCountry,
        secondPersonRequired: organisation.secondPersonRequired,
        example: config.example,
        faceChecks: [...(await request.admin.administration.listFaceChecks())],
      };
    },
  );

  app.put(
    '/api/admin/exclusions',
    {
      config: { roles: [recoveryAdministrator], fresh: true, edits: true, tellsVersion: true },
      schema: {
        tags,
        summary: 'Leave groups out of every profile. To let one in again may take a second person',
        body: z.object({ groups: groupNames }),
        response: askedResponses(z.object({ groups: z.array(z.string()) })),
      },
    },
    async (request, reply) => {
      const asked = await request.admin.administration.setExclusions({
        groups: request.body.groups,
        expectedVersion: expectedVersion(request),
      });
      if (asked.kind === 'performed') sendVersion(reply, asked.result.version);
      return sendAsked(reply, asked, ({ groups }) => ({ groups: [...groups] }));
    },
  );
}
