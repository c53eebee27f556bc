import { z } from 'zod';
import { auditor, recoveryAdministrator } from '../../administration/index.ts';
import { askedResponses, sendAsked } from './approvals.ts';
import type { PortalApp } from './portal-door.ts';

const tags = ['groups'];

/** Groups: which there are, what they are called, who is in them. Names travel in bodies: they are people's words. */
export function registerGroups(app: PortalApp): void {
  app.get(
    '/api/admin/groups',
    {
      config: { roles: [recoveryAdministrator, auditor] },
      schema: {
        tags,
        summary: 'Every group, how many are in it, and which rules name it',
        response: {
          200: z.object({
            items: z.array(
              z.object({
                name: z.string(),
                people: z.number(),
                profiles: z.array(z.object({ id: z.string(), name: z.string() })),
                excluded: z.boolean(),
              }),
            ),
          }),
        },
      },
    },
    async (request) => {
      const groups = await request.admin.administration.listGroups();
      return { items: groups.map((each) => ({ ...each, profiles: [...each.profiles] })) };
    },
  );

  const ids = z.array(z.string().max(40)).max(1_000).default([]);
  app.post(
    '/api/admin/groups/members',
    {
      config: { roles: [recoveryAdministrator], fresh: true },
      schema: {
        tags,
        summary:
          'Put people into a group, and take people out; out of an excluded group takes a second person',
        description: 'A group is there as soon as somebody is in it.',
        body: z.object({ group: z.string().max(1_000), add: ids, remove: ids }),
        response: askedResponses(
          z.object({
            added: z.number(),
            removed: z.number(),
            held: z
              .number()
              .describe('Whom it lets in, or in by weaker rules: their recovery is held (D34).'),
          }),
        ),
      },
    },
    async (request, reply) =>
      sendAsked(reply, await request.admin.administration.changeMembers(request.body), (done) => done),
  );

  app.post(
    '/api/admin/groups/rename',
    {
      config: { roles: [recoveryAdministrator], fresh: true },
      schema: {
        tags,
        summary: 'Give a group another name, in every rule that names it too',
        body: z.object({ from: z.string().max(200), to: z.string().max(1_000) }),
        response: { 200: z.object({ people: z.number() }) },
      },
    },
    async (request) => request.admin.administration.renameGroup(request.body),
  );
}
