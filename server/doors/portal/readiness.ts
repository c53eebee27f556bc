import { z } from 'zod';
import { readinessCodes } from '../../../recovery/insight/index.ts';
import { auditor, recoveryAdministrator } from '../../administration/index.ts';
import { pageOf, pageQuery, toPage } from './paging.ts';
import type { PortalApp, PortalDoor } from './portal-door.ts';
import { sendCsv } from './send-csv.ts';

const path = '/api/admin/readiness';
const tags = ['readiness'];
const readers = [recoveryAdministrator, auditor] as const;

const code = z.enum(readinessCodes);
const scan = z.object({
  id: z.string(),
  state: z.enum(['running', 'finished', 'failed', 'stopped']),
  startedAt: z.number(),
  movedAt: z.number(),
  finishedAt: z.number().nullable(),
  startedBy: z.string(),
  total: z.number().describe('People in the directory when it began.'),
  scanned: z.number(),
  ready: z.number(),
  notReady: z.number(),
  outside: z.number().describe('Not meant to recover: no profile includes them, excluded, or disabled.'),
  counts: z.partialRecord(code, z.number()).describe('People by finding; one person can have several.'),
});
const finding = z.object({
  accountId: z.string(),
  accountName: z.string(),
  displayName: z.string(),
  verdict: z.enum(['ready', 'notReady', 'outside']),
  profileId: z.string().nullable(),
  codes: z.array(code),
});

/** Who could recover today, who not, and why. */
export function registerReadiness(app: PortalApp, door: PortalDoor): void {
  const { readiness, builtInDirectory } = door.installation;

  app.get(
    path,
    {
      config: { roles: readers },
      schema: {
        tags,
        summary: 'The last scan, the one under way, and the trend',
        response: {
          200: z.object({
            latest: scan.nullable(),
            finished: scan.nullable(),
            outOfDate: z.boolean().describe('Rules have changed since the last finished scan.'),
            peopleChanged: z.boolean().describe('People have changed since the last finished scan.'),
            trend: z.array(scan),
          }),
        },
      },
    },
    async (request) => {
      const { trend, ...read } = await request.admin.administration.readReadiness();
      return { ...read, trend: [...trend] };
    },
  );

  app.post(
    `${path}/scans`,
    {
      config: { roles: [recoveryAdministrator] },
      schema: { tags, summary: 'Start a scan of everybody', response: { 202: scan } },
    },
    async (request, reply) => reply.code(202).send(await request.admin.administration.startReadinessScan()),
  );

  app.post(
    `${path}/scans/stop`,
    {
      config: { roles: [recoveryAdministrator] },
      schema: { tags, summary: 'Stop the scan under way; the one before stays', response: { 204: z.null() } },
    },
    async (request, reply) => {
      await request.admin.administration.stopReadinessScan();
      return reply.code(204).send(null);
    },
  );

  const ofScan = {
    scan: z.string().max(100).optional().describe('Of this scan; the last finished one is kept.'),
  };
  const filter = z.object({ code: code.optional(), verdict: z.enum(['ready', 'notReady']).optional() });

  app.get(
    `${path}/findings`,
    {
      config: { roles: readers },
      schema: {
        tags,
        summary: 'People of the last finished scan about whom there is something to say',
        querystring: pageQuery.extend({ ...filter.shape, ...ofScan }),
        response: { 200: pageOf(finding) },
      },
    },
    async (request) => {
      const { limit, scan: scanId, ...asked } = request.query;
      const finished = await readiness.readLastFinished();
      if (finished === null || (scanId ?? finished.id) !== finished.id) return { items: [], next: null };
      const read = await readiness.listFindings({ scanId: finished.id, limit: limit + 1, ...given(asked) });
      const { items, next } = toPage(read, limit, ({ accountId }) => accountId);
      return { items: await withNames(items), next };
    },
  );

  app.get(
    `${path}/findings.csv`,
    {
      config: { roles: readers },
      schema: { tags, summary: 'The same list, whole, as CSV', querystring: filter },
    },
    async (request, reply) => {
      const finished = await readiness.readLastFinished();
      const asked = given(request.query);
      return sendCsv(reply, {
        fileName: 'readiness.csv',
        columns: ['accountName', 'displayName', 'verdict', 'profileId', 'codes'],
        rows: async function* () {
          if (finished === null) return;
          for (let after: string | undefined; ; ) {
            const page = await readiness.listFindings({
              ...{ scanId: finished.id, limit: 500, ...asked },
              ...(after !== undefined && { after }),
            });
            for (const each of await withNames(page))
              yield [
                each.accountName,
                each.displayName,
                each.verdict,
                each.profileId ?? '',
                each.codes.join(' '),
              ];
            if (page.length < 500) return;
            after = page.at(-1)!.accountId;
          }
        },
      });
    },
  );

  async function withNames(found: Awaited<ReturnType<typeof readiness.listFindings>>) {
    const accounts = await builtInDirectory.accounts.readMany(found.map(({ accountId }) => accountId));
    const byId = new Map(accounts.map((account) => [account.id, account]));
    return found.map((each) => {
      const account = byId.get(each.accountId);
      return {
        ...each,
        codes: [...each.codes],
        accountName: account?.accountName ?? '',
        displayName: account === undefined ? '' : `${account.givenName} ${account.surname}`.trim(),
      };
    });
  }
}

/** Only what was asked for: an absent filter is absent, not undefined. */
function given<Filter extends object>(filter: Filter): { [Key in keyof Filter]?: NonNullable<Filter[Key]> } {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)) as never;
}
