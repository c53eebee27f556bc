import { z } from 'zod';
import {
  auditor,
  createRequirementStore,
  recoveryAdministrator,
  requirementOrder,
  requirementOutcomes,
  requirementScope,
} from '../../administration/index.ts';
import { askedResponses, sendAsked } from './approvals.ts';
import { pageOf, pageQuery, toPage } from './paging.ts';
import type { PortalApp, PortalDoor } from './portal-door.ts';
import { sendCsv } from './send-csv.ts';

const path = '/api/admin/recovery-requirements';
const tags = ['people'];
const readers = [recoveryAdministrator, auditor] as const;
const byId = z.object({ id: z.string().max(100) });
const time = z.number().describe('Epoch milliseconds.');
const outcome = z.enum(requirementOutcomes);

const requirement = z.object({
  id: z.string(),
  createdAt: time,
  createdBy: z.string(),
  scope: z.union([
    z.object({ kind: z.literal('group'), group: z.string() }),
    z.object({ kind: z.literal('list') }),
  ]),
  cannotRecover: z.enum(['skip', 'include']),
  notify: z.boolean(),
  state: z.enum(['running', 'finished', 'stopped']),
  total: z.number(),
  done: z.number(),
  movedAt: time,
  finishedAt: time.nullable(),
});
const report = requirement.extend({
  outcomes: z.partialRecord(outcome, z.number()),
  methods: z.number().describe('Ways to sign in switched off.'),
  sessions: z.number().describe('Sessions ended.'),
});

/** "Require recovery": after a compromise, every way into these accounts ends (D32). */
export function registerRequireRecovery(app: PortalApp, door: PortalDoor): void {
  const store = createRequirementStore(door.installation);
  const { builtInDirectory } = door.installation;

  app.post(
    `${path}/preview`,
    {
      config: { roles: [recoveryAdministrator] },
      schema: {
        tags,
        summary: 'Whom it would mean, and who would be left alone; nothing happens',
        body: z.object({ scope: requirementScope }),
        response: {
          200: z.object({
            total: z.number(),
            unknown: z.array(z.string()).describe('Lines that are nobody’s.'),
            skipped: z.object({ disabled: z.number(), privileged: z.number() }),
            cannotRecover: z.number().nullable().describe('Null: too many to ask one by one.'),
            needsSecondPerson: z.boolean(),
          }),
        },
      },
    },
    async (request) => {
      const made = await request.admin.administration.previewRequirement(request.body);
      return { ...made, unknown: [...made.unknown] };
    },
  );

  app.post(
    path,
    {
      config: { roles: [recoveryAdministrator], fresh: true },
      schema: {
        tags,
        summary: 'Require it; of more than 20 people, with a second person',
        body: requirementOrder,
        response: askedResponses(requirement),
      },
    },
    async (request, reply) =>
      sendAsked(reply, await request.admin.administration.requireRecovery(request.body), (made) => made),
  );

  app.get(
    path,
    {
      config: { roles: readers },
      schema: {
        tags,
        summary: 'What was required, latest first',
        querystring: pageQuery,
        response: { 200: pageOf(requirement) },
      },
    },
    async (request) => {
      const { limit, after } = request.query;
      const read = await store.list({ limit: limit + 1, ...(after !== undefined && { before: after }) });
      return toPage(read, limit, ({ id }) => id);
    },
  );

  app.get(
    `${path}/:id`,
    {
      config: { roles: readers },
      schema: { tags, summary: 'Where it stands, and what it did', params: byId, response: { 200: report } },
    },
    async (request) => {
      const { requirement: made, tally } = await request.admin.administration.showRequirement(request.params);
      return { ...made, ...tally };
    },
  );

  app.post(
    `${path}/:id/stop`,
    {
      config: { roles: [recoveryAdministrator] },
      schema: {
        tags,
        summary: 'Stop it; what is done is done',
        params: byId,
        response: { 200: requirement },
      },
    },
    async (request) => request.admin.administration.stopRequirement(request.params),
  );

  const person = z.object({
    position: z.number(),
    accountId: z.string(),
    accountName: z.string(),
    displayName: z.string(),
    outcome: outcome.nullable(),
    methods: z.number(),
    sessions: z.number(),
  });

  app.get(
    `${path}/:id/people`,
    {
      config: { roles: readers },
      schema: {
        tags,
        summary: 'Everybody it means, with what became of them',
        params: byId,
        querystring: pageQuery.extend({ outcome: outcome.optional() }),
        response: { 200: pageOf(person) },
      },
    },
    async (request) => {
      const { limit, after, outcome: only } = request.query;
      const read = await store.listPeople({
        ...{ id: request.params.id, limit: limit + 1, after: toPosition(after) },
        ...(only !== undefined && { outcome: only }),
      });
      const { items, next } = toPage(read, limit, ({ position }) => String(position));
      return { items: await withNames(items), next };
    },
  );

  app.get(
    `${path}/:id/people.csv`,
    {
      config: { roles: readers },
      schema: { tags, summary: 'The same list, whole, as CSV', params: byId },
    },
    async (request, reply) => {
      await request.admin.administration.showRequirement(request.params);
      return sendCsv(reply, {
        fileName: 'require-recovery.csv',
        columns: ['accountName', 'displayName', 'outcome', 'methods', 'sessions'],
        rows: async function* () {
          for (let after = 0; ; ) {
            const page = await store.listPeople({ id: request.params.id, after, limit: 500 });
            for (const each of await withNames(page))
              yield [
                each.accountName,
                each.displayName,
                each.outcome ?? '',
                String(each.methods),
                String(each.sessions),
              ];
            if (page.length < 500) return;
            after = page.at(-1)!.position;
          }
        },
      });
    },
  );

  async function withNames(people: Awaited<ReturnType<typeof store.listPeople>>) {
    const accounts = await builtInDirectory.accounts.readMany(people.map(({ accountId }) => accountId));
    const byId = new Map(accounts.map((account) => [account.id, account]));
    return people.map((each) => {
      const account = byId.get(each.accountId);
      return {
        ...each,
        accountName: account?.accountName ?? '',
        displayName: account === undefined ? '' : `${account.givenName} ${account.surname}`.trim(),
      };
    });
  }
}

/** Cursors come back from browsers: what is no number begins at the beginning. */
function toPosition(after: string | undefined): number {
  return /^\d{1,9}$/.test(after ?? '') ? Number(after) : 0;
}
