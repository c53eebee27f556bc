import { z } from 'zod';
import {
  adminRoles,
  helpDesk,
  newPerson,
  personChanges,
  recoveryAdministrator,
} from '../../administration/index.ts';
import { askedResponses, sendAsked } from './approvals.ts';
import type { PortalApp } from './portal-door.ts';
import { expectedVersion, sendVersion } from './versions.ts';

const tags = ['people'];
const byId = z.object({ id: z.string().max(100) });
const time = z.number().describe('Epoch milliseconds.');

/** People: added, edited, given roles, frozen, and sent the start page. */
export function registerPeopleChanges(app: PortalApp): void {
  app.post(
    '/api/admin/people/:id/start-page',
    {
      config: { roles: [recoveryAdministrator, helpDesk] },
      schema: {
        tags,
        summary: 'Send the plain start page to the mails on record (D34)',
        params: byId,
        response: { 200: z.object({ mails: z.number() }) },
      },
    },
    async (request) => request.admin.administration.sendStartPage({ accountId: request.params.id }),
  );

  app.post(
    '/api/admin/people',
    {
      config: { roles: [recoveryAdministrator] },
      schema: {
        tags,
        summary: 'Add a person, with no way to sign in yet',
        body: newPerson,
        response: { 201: z.object({ id: z.string() }) },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await request.admin.administration.createPerson(request.body)),
  );

  const edited = z.object({ version: z.number(), heldUntil: time.nullable() });
  app.patch(
    '/api/admin/people/:id',
    {
      config: { roles: [recoveryAdministrator], fresh: true, edits: true, tellsVersion: true },
      schema: {
        tags,
        summary: 'Change what is on record; what is not given stays',
        description:
          'A change of names, birth date or employee number holds recovery of this person for 72 hours (D34). People who hold a role need a second person: then the answer is 202.',
        params: byId,
        body: personChanges,
        response: askedResponses(edited),
      },
    },
    async (request, reply) => {
      const asked = await request.admin.administration.editPerson({
        ...request.params,
        changes: request.body,
        expectedVersion: expectedVersion(request),
      });
      if (asked.kind === 'performed') sendVersion(reply, asked.result.version);
      return sendAsked(reply, asked, (result) => result);
    },
  );

  const versioned = z.object({ version: z.number() });
  app.put(
    '/api/admin/people/:id/roles',
    {
      config: { roles: [recoveryAdministrator], fresh: true, edits: true, tellsVersion: true },
      schema: {
        tags,
        summary: 'Give and take roles in this portal; giving needs a second person',
        params: byId,
        body: z.object({ roles: z.array(z.enum(adminRoles)).max(3) }),
        response: askedResponses(versioned),
      },
    },
    async (request, reply) => {
      const asked = await request.admin.administration.setRoles({
        ...request.params,
        roles: [...new Set(request.body.roles)],
        expectedVersion: expectedVersion(request),
      });
      if (asked.kind === 'performed') sendVersion(reply, asked.result.version);
      return sendAsked(reply, asked, (result) => result);
    },
  );

  app.put(
    '/api/admin/people/:id/frozen',
    {
      config: { roles: [recoveryAdministrator], tellsVersion: true },
      schema: {
        tags,
        summary: 'Freeze recovery for this person, at once',
        params: byId,
        response: { 200: versioned },
      },
    },
    async (request, reply) => {
      const { version } = await request.admin.administration.freezePerson(request.params);
      sendVersion(reply, version);
      return { version };
    },
  );

  // To protect somebody must be easy; to lift the protection must not be.
  app.delete(
    '/api/admin/people/:id/frozen',
    {
      config: { roles: [recoveryAdministrator], fresh: true, edits: true, tellsVersion: true },
      schema: {
        tags,
        summary: 'Lift the freeze of the person as they were read: `If-Match`',
        params: byId,
        response: { 200: versioned },
      },
    },
    async (request, reply) => {
      const { version } = await request.admin.administration.thawPerson({
        ...request.params,
        expectedVersion: expectedVersion(request),
      });
      sendVersion(reply, version);
      return { version };
    },
  );
}
