import { z } from 'zod';
import { auditor, createImportStore, notUndone, recoveryAdministrator } from '../../administration/index.ts';
import { pageOf, pageQuery, toPage } from './paging.ts';
import { importById as byId, importsPath as path } from './people-imports.ts';
import type { PortalApp, PortalDoor } from './portal-door.ts';
import { sendCsv } from './send-csv.ts';

const tags = ['people'];
const readers = [recoveryAdministrator, auditor] as const;

/** What an import found wrong, line by line, and whom its undo left alone. */
export function registerImportFindings(app: PortalApp, door: PortalDoor): void {
  const store = createImportStore(door.installation);

  const problem = z.object({
    line: z.number(),
    field: z.string(),
    code: z.string(),
    value: z.string().describe('What stands there, shortened.'),
  });
  app.get(
    `${path}/:id/problems`,
    {
      config: { roles: readers },
      schema: {
        tags,
        summary: 'What is wrong, line by line; the first 10 000 are kept',
        params: byId,
        querystring: pageQuery,
        response: { 200: pageOf(problem) },
      },
    },
    async (request) => {
      const { limit, after } = request.query;
      const read = await store.listProblems({
        ...{ id: request.params.id, limit: limit + 1 },
        ...(/^\d{1,6}$/.test(after ?? '') && { after: Number(after) }),
      });
      const { items, next } = toPage(read, limit, ({ position }) => String(position));
      return { items: items.map(({ position: _position, ...each }) => each), next };
    },
  );

  app.get(
    `${path}/:id/not-undone`,
    {
      config: { roles: readers },
      schema: {
        tags,
        summary: 'Whom an undo left as they are, and why',
        params: byId,
        querystring: pageQuery,
        response: {
          200: pageOf(
            z.object({
              line: z.number(),
              account: z.object({ id: z.string(), name: z.string().describe('Empty: gone.') }),
              why: z.enum(notUndone),
            }),
          ),
        },
      },
    },
    async (request) => {
      const { limit, after } = request.query;
      const read = await store.listNotUndone({
        ...{ id: request.params.id, limit: limit + 1 },
        ...(/^\d{1,9}$/.test(after ?? '') && { after: Number(after) }),
      });
      const { items, next } = toPage(read, limit, ({ line }) => String(line));
      const accounts = await door.installation.builtInDirectory.accounts.readMany(
        items.map(({ accountId }) => accountId),
      );
      const names = new Map(accounts.map(({ id, accountName }) => [id, accountName]));
      return {
        items: items.map(({ line, accountId, why }) => ({
          ...{ line, why },
          account: { id: accountId, name: names.get(accountId) ?? '' },
        })),
        next,
      };
    },
  );

  app.get(
    `${path}/:id/problems.csv`,
    {
      config: { roles: readers },
      schema: { tags, summary: 'The same list as CSV', params: byId },
    },
    async (request, reply) => {
      await request.admin.administration.showImport(request.params);
      return sendCsv(reply, {
        fileName: 'import-problems.csv',
        columns: ['line', 'field', 'code', 'value'],
        rows: async function* () {
          for (let after = -1; ; ) {
            const page = await store.listProblems({ id: request.params.id, after, limit: 500 });
            for (const each of page) yield [String(each.line), each.field, each.code, each.value];
            if (page.length < 500) return;
            after = page.at(-1)!.position;
          }
        },
      });
    },
  );
}
