import { z } from 'zod';
import { deskStates } from '../../../recovery/insight/index.ts';
import { AdminProblem, adminRoles, auditor, recoveryAdministrator } from '../../administration/index.ts';
import { caseFilter, caseLine, caseNumber, parseCursor, toCursor, toFilter } from './case-shapes.ts';
import { describeEntries, entryShape } from './describe-entry.ts';
import { pageOf, pageQuery, toPage } from './paging.ts';
import type { PortalApp, PortalDoor } from './portal-door.ts';

const path = '/api/admin/recoveries';
const tags = ['recoveries'];
const readers = [recoveryAdministrator, auditor] as const;
const byCase = z.object({ caseNumber });

/** The list of recoveries, one case as a timeline, and what an admin can do about one. */
export function registerRecoveries(app: PortalApp, door: PortalDoor): void {
  const { recoveries, audit, store, auditRecord } = door.installation;

  app.get(
    path,
    {
      config: { roles: readers },
      schema: {
        tags,
        summary: 'Recoveries, the latest first',
        querystring: pageQuery.extend(caseFilter.shape),
        response: { 200: pageOf(caseLine) },
      },
    },
    async (request) => {
      const { limit, after } = request.query;
      const place = parseCursor(after);
      const read = await recoveries.listCases({
        filter: toFilter(request.query),
        limit: limit + 1,
        ...(place !== null && { after: place }),
      });
      return toPage(read, limit, toCursor);
    },
  );

  app.get(
    `${path}/choices`,
    {
      config: { roles: readers },
      schema: {
        tags,
        summary: 'What there is to filter by',
        response: {
          200: z.object({
            profiles: z.array(z.object({ id: z.string(), name: z.string() })),
            countries: z.array(z.string()),
            providers: z.array(z.string()),
          }),
        },
      },
    },
    async () => {
      const { profiles, countries, providers } = await recoveries.readChoices();
      return { profiles: [...profiles], countries: [...countries], providers: [...providers] };
    },
  );

  app.get(
    `${path}/:caseNumber`,
    {
      config: { roles: readers },
      schema: {
        tags,
        summary: 'One case: every step, decision and reason; no values of people',
        params: byCase,
        response: {
          200: caseLine.extend({
            organisationPolicyVersion: z.number(),
            accountKnown: z
              .boolean()
              .describe('The record still names an account behind it: it can be frozen.'),
            accountFrozen: z.boolean().describe('Nobody recovers it until the freeze is lifted.'),
            entries: z.array(entryShape),
          }),
        },
      },
    },
    async (request) => {
      const line = await recoveries.readCase(request.params.caseNumber);
      const recovery = line === null ? null : await store.read(line.id);
      if (line === null || recovery === null)
        throw new AdminProblem('There is no such case', { code: 'notFound' });
      const accountId = (await auditRecord.readAccountsOf([line.id])).get(line.id);
      const account =
        accountId === undefined ? null : await door.installation.builtInDirectory.accounts.read(accountId);
      return {
        ...line,
        organisationPolicyVersion: recovery.policy.organisationPolicyVersion,
        accountKnown: accountId !== undefined,
        accountFrozen: account?.frozen === true,
        entries: await describeEntries(door.installation, await audit.readChain(line.id)),
      };
    },
  );

  app.post(
    `${path}/look-up`,
    {
      config: { roles: adminRoles },
      schema: {
        tags,
        summary: 'How a case stands, as the person is shown it: all that the help desk is told (D34)',
        body: byCase,
        response: {
          200: z.object({
            caseNumber: z.string(),
            state: z.enum(deskStates),
            createdAt: z.number(),
            updatedAt: z.number(),
          }),
        },
      },
    },
    async (request) => request.admin.administration.lookUpCase(request.body),
  );

  app.post(
    `${path}/:caseNumber/values`,
    {
      config: { roles: readers },
      schema: {
        tags,
        summary: 'The values of the person behind a case; that you asked is in the record',
        params: byCase,
        response: {
          200: z.object({
            values: z.array(z.object({ sequence: z.number(), name: z.string(), value: z.string() })),
          }),
        },
      },
    },
    async (request) => {
      const { values } = await request.admin.administration.revealCase(request.params);
      return { values: [...values] };
    },
  );

  app.post(
    `${path}/:caseNumber/stop`,
    {
      config: { roles: [recoveryAdministrator] },
      schema: { tags, summary: 'End a recovery', params: byCase, response: { 204: z.null() } },
    },
    async (request, reply) => {
      await request.admin.administration.stopRecovery(request.params);
      return reply.code(204).send(null);
    },
  );

  app.post(
    `${path}/:caseNumber/freeze-account`,
    {
      config: { roles: [recoveryAdministrator] },
      schema: {
        tags,
        summary: 'Freeze the account behind a case: nobody recovers it',
        params: byCase,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await request.admin.administration.freezeCase(request.params);
      return reply.code(204).send(null);
    },
  );
}
