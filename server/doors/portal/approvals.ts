import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { type Approval, type Asked, auditor, recoveryAdministrator } from '../../administration/index.ts';
import { line } from '../../plain-text.ts';
import { pageOf, pageQuery, toPage } from './paging.ts';
import type { Admin, PortalApp, PortalDoor } from './portal-door.ts';

export const personShape = z.object({
  actor: z.string().describe('`admin:<account id>`, or `admin:host` for the command line.'),
  displayName: z.string().describe('Empty for the command line, and for an account that is gone.'),
});
const time = z.number().describe('Epoch milliseconds.');

const approvalShape = z.object({
  id: z.string(),
  act: z.string().describe('Which act, e.g. `trustAnchor.add`.'),
  subject: z.object({
    kind: z.string(),
    id: z.string(),
    name: z.string(),
    version: z.number().nullable().describe('As it was when this was asked for.'),
  }),
  changes: z.array(
    z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
  ),
  askedBy: personShape,
  askedAt: time,
  expiresAt: time,
  state: z
    .enum(['pending', 'performed', 'failed', 'rejected', 'withdrawn', 'expired'])
    .describe('`failed`: agreed to, and could not be done any more; `reason` says why.'),
  decidedBy: personShape.nullable(),
  decidedAt: time.nullable(),
  reason: z.string(),
  yours: z.boolean().describe('You asked for it: you can withdraw it, not approve it.'),
});

/** Responses of an act that may wait: 200 with what was done, or 202 with what waits for a second person. */
export const askedResponses = <Result extends z.ZodType>(result: Result) => ({
  200: result,
  202: z
    .object({ approval: z.object({ id: z.string(), expiresAt: time }) })
    .describe('Waits for a second person.'),
});

/** Answers an act that may wait. The body of a 200 is what `toBody` makes of the result. */
export function sendAsked<Result>(
  reply: FastifyReply,
  asked: Asked<Result>,
  toBody: (result: Result) => object,
): FastifyReply {
  if (asked.kind === 'performed') return reply.code(200).send(toBody(asked.result));
  const { id, expiresAt } = asked.approval;
  return reply.code(202).send({ approval: { id, expiresAt } });
}

/** Actors with their names, in their order. */
export async function namePeople({ installation }: PortalDoor, actors: readonly string[]) {
  const ids = actors.map((actor) => actor.replace(/^admin:/, ''));
  const accounts = await Promise.all(ids.map((id) => installation.builtInDirectory.accounts.read(id)));
  return actors.map((actor, index) => {
    const account = accounts[index];
    return { actor, displayName: account ? `${account.givenName} ${account.surname}`.trim() : '' };
  });
}

/** What waits for a second person, and what became of it (D3). */
export function registerApprovals(app: PortalApp, door: PortalDoor): void {
  const readers = [recoveryAdministrator, auditor] as const;
  const tags = ['approvals'];
  const byId = z.object({ id: z.string().max(100) });

  const toPerson = async (actor: string) => (await namePeople(door, [actor]))[0]!;

  const toBody = async (approval: Approval, admin: Admin) => ({
    ...approval,
    changes: [...approval.changes],
    askedBy: await toPerson(approval.askedBy),
    decidedBy: approval.decidedBy === null ? null : await toPerson(approval.decidedBy),
    yours: approval.askedBy === admin.actor,
  });

  app.get(
    '/api/admin/approvals',
    {
      config: { roles: readers },
      schema: {
        tags,
        summary: 'What waits for a second person, or what became of it; latest first',
        querystring: pageQuery.extend({
          state: z.enum(['waiting', 'closed']).default('waiting').describe('Which to list.'),
        }),
        response: { 200: pageOf(approvalShape) },
      },
    },
    async (request) => {
      const { limit, after, state } = request.query;
      const read = await request.admin.administration.listApprovals({
        waiting: state === 'waiting',
        limit: limit + 1,
        ...(after !== undefined && { before: after }),
      });
      const { items, next } = toPage(read, limit, ({ id }) => id);
      return { items: await Promise.all(items.map((each) => toBody(each, request.admin))), next };
    },
  );

  app.get(
    '/api/admin/approvals/:id',
    {
      config: { roles: readers },
      schema: { tags, summary: 'One of them', params: byId, response: { 200: approvalShape } },
    },
    async (request) => toBody(await request.admin.administration.showApproval(request.params), request.admin),
  );

  app.post(
    '/api/admin/approvals/:id/approve',
    {
      config: { roles: [recoveryAdministrator], fresh: true },
      schema: {
        tags,
        summary: 'Agree: it is done now. `state` says whether it could be',
        description:
          'Only another Recovery Administrator than the one who asked, and another person: not a second account with the same employee number.',
        params: byId,
        response: { 200: approvalShape },
      },
    },
    async (request) => toBody(await request.admin.administration.approve(request.params), request.admin),
  );

  app.post(
    '/api/admin/approvals/:id/reject',
    {
      config: { roles: [recoveryAdministrator] },
      schema: {
        tags,
        summary: 'Do not agree',
        params: byId,
        body: z.object({ reason: line(500).describe('For whoever asked.') }),
        response: { 200: approvalShape },
      },
    },
    async (request) =>
      toBody(
        await request.admin.administration.reject({ ...request.params, ...request.body }),
        request.admin,
      ),
  );

  app.post(
    '/api/admin/approvals/:id/withdraw',
    {
      config: { roles: [recoveryAdministrator] },
      schema: {
        tags,
        summary: 'Take back what you asked for',
        params: byId,
        response: { 200: approvalShape },
      },
    },
    async (request) => toBody(await request.admin.administration.withdraw(request.params), request.admin),
  );
}
