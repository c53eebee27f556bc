import { Readable } from 'node:stream';
import { z } from 'zod';
import type { CaseLine, RecoveryFilter } from '../../../recovery/insight/index.ts';
import { auditor, recoveryAdministrator } from '../../administration/index.ts';
import { caseFilter, toFilter } from './case-shapes.ts';
import type { Admin, PortalApp, PortalDoor } from './portal-door.ts';
import { sendCsv } from './send-csv.ts';

const path = '/api/admin/recoveries';
const tags = ['recoveries'];
const readers = [recoveryAdministrator, auditor] as const;
const pageSize = 500;

type Person = { readonly accountName: string; readonly displayName: string };

/** Cases to take along, as a table or as JSON lines, read page by page: a million are never held. */
export function registerRecoveryExports(app: PortalApp, door: PortalDoor): void {
  const { recoveries } = door.installation;
  const withPeople = z
    .enum(['true', 'false'])
    .default('false')
    .describe('With account names; that you asked is in the record.');
  const asked = caseFilter.extend({ people: withPeople });

  async function* walkCases(filter: RecoveryFilter) {
    for (let after: CaseLine | undefined; ; ) {
      const page = await recoveries.listCases({
        ...{ filter, limit: pageSize },
        ...(after !== undefined && { after }),
      });
      if (page.length > 0) yield page;
      if (page.length < pageSize) return;
      after = page.at(-1);
    }
  }

  async function readPeople(
    admin: Admin,
    page: readonly CaseLine[],
    wanted: boolean,
  ): Promise<ReadonlyMap<string, Person>> {
    if (!wanted) return new Map();
    return admin.administration.revealPeople({
      recoveryIds: page.map(({ id }) => id),
      purpose: 'export',
    });
  }

  app.get(
    `${path}/export.csv`,
    {
      config: { roles: readers },
      schema: { tags, summary: 'The same list, whole, as CSV', querystring: asked },
    },
    async (request, reply) => {
      const people = request.query.people === 'true';
      await request.admin.administration.noteExport({ list: 'recoveries', format: 'csv', people });
      const filter = toFilter(request.query);
      return sendCsv(reply, {
        fileName: 'recoveries.csv',
        columns: [
          ...['caseNumber', 'begun', 'ended', 'profile', 'profileVersion', 'mode', 'country', 'provider'],
          ...['state', 'outcome', 'endedFrom', 'reason', 'decoy'],
          ...(people ? ['accountName', 'displayName'] : []),
        ],
        rows: async function* () {
          for await (const page of walkCases(filter)) {
            const known = await readPeople(request.admin, page, people);
            for (const each of page)
              yield [
                ...[each.caseNumber, isoTime(each.createdAt), isoTime(each.endedAt), each.profileName],
                ...[String(each.profileVersion), each.mode, each.country, each.providerId ?? '', each.state],
                ...[each.outcome ?? '', each.endedFrom ?? '', each.endCode, each.eligibility],
                ...(people
                  ? [known.get(each.id)?.accountName ?? '', known.get(each.id)?.displayName ?? '']
                  : []),
              ];
          }
        },
      });
    },
  );

  app.get(
    `${path}/export.jsonl`,
    {
      config: { roles: readers },
      schema: { tags, summary: 'The same list, whole, as JSON lines', querystring: asked },
    },
    async (request, reply) => {
      const people = request.query.people === 'true';
      await request.admin.administration.noteExport({ list: 'recoveries', format: 'jsonl', people });
      const filter = toFilter(request.query);
      const lines = async function* () {
        for await (const page of walkCases(filter)) {
          const known = await readPeople(request.admin, page, people);
          for (const each of page) yield `${JSON.stringify({ ...each, ...known.get(each.id) })}\n`;
        }
      };
      return reply
        .type('application/jsonl; charset=utf-8')
        .header('content-disposition', 'attachment; filename="recoveries.jsonl"')
        .send(Readable.from(lines()));
    },
  );

  app.post(
    `${path}/people`,
    {
      config: { roles: readers },
      schema: {
        tags,
        summary: 'Whose recoveries these are; that you asked is in the record',
        body: z.object({ recoveryIds: z.array(z.string().max(100)).max(200) }),
        response: {
          200: z.object({
            people: z.array(
              z.object({
                recoveryId: z.string(),
                accountId: z.string(),
                accountName: z.string(),
                displayName: z.string(),
              }),
            ),
          }),
        },
      },
    },
    async (request) => {
      const { recoveryIds } = request.body;
      const known = await request.admin.administration.revealPeople({ recoveryIds, purpose: 'list' });
      return { people: [...known].map(([recoveryId, person]) => ({ recoveryId, ...person })) };
    },
  );
}

const isoTime = (at: number | null): string => (at === null ? '' : new Date(at).toISOString());
