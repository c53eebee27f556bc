import { Readable } from 'node:stream';
import { z } from 'zod';
import { activities, codes } from '../../../recovery/audit/index.ts';
import type { EntryFilter, EntryPlace } from '../../../recovery/insight/index.ts';
import { AdminProblem, auditor, recoveryAdministrator } from '../../administration/index.ts';
import { caseNumber } from './case-shapes.ts';
import { describeEntries, entryShape } from './describe-entry.ts';
import { pageOf, pageQuery, toPage } from './paging.ts';
import type { PortalApp, PortalDoor } from './portal-door.ts';

const path = '/api/admin/audit';
const tags = ['audit'];
const readers = [recoveryAdministrator, auditor] as const;
const time = z.coerce.number().int().min(0).max(8.64e15);

const personId = z.string().regex(/^[\w-]{1,80}$/);

const filterQuery = z.object({
  activity: z.enum(activities).optional(),
  code: z.enum(codes).optional(),
  result: z.enum(['success', 'refused', 'failed']).optional(),
  actor: z
    .string()
    .regex(/^(person|wallet|system|admin:[\w-]{1,80})$/)
    .optional(),
  case: caseNumber.optional().describe('Entries of one recovery.'),
  person: personId
    .optional()
    .describe('An account’s id: what admins did about it. Its recoveries are found by their case numbers.'),
  administration: z.enum(['true']).optional().describe('Only what admins did.'),
  from: time.optional(),
  to: time.optional(),
});

/** The record: searched and taken along. */
export function registerAudit(app: PortalApp, door: PortalDoor): void {
  const { audit, auditRecord, recoveries, keys } = door.installation;

  /** Null: there is no such case, so nothing can be found. */
  async function toEntryFilter(query: z.infer<typeof filterQuery>): Promise<EntryFilter | null> {
    const { activity, code, result, actor, person: account, from, to } = query;
    const given = Object.fromEntries(
      Object.entries({ activity, code, result, actor, account, from, to }).filter(
        ([, value]) => value !== undefined,
      ),
    );
    if (query.administration !== undefined) return { ...given, chain: 'administration' };
    if (query.case === undefined) return given;
    const line = await recoveries.readCase(query.case);
    return line === null ? null : { ...given, chain: line.id };
  }

  app.get(
    path,
    {
      config: { roles: readers },
      schema: {
        tags,
        summary: 'Entries of the record, the latest first',
        querystring: pageQuery.extend(filterQuery.shape),
        response: { 200: pageOf(entryShape) },
      },
    },
    async (request) => {
      const { limit, after } = request.query;
      const filter = await toEntryFilter(request.query);
      if (filter === null) return { items: [], next: null };
      const place = parsePlace(after);
      const read = await auditRecord.searchEntries({
        ...{ filter, limit: limit + 1 },
        ...(place !== null && { after: place }),
      });
      const { items, next } = toPage(read, limit, toPlaceText);
      return { items: await describeEntries(door.installation, items), next };
    },
  );

  app.get(
    `${path}/people/:id`,
    {
      config: { roles: readers },
      schema: {
        tags,
        summary:
          'Whom a search is about, by name. Looking at the record of a person is no look at the person',
        params: z.object({ id: personId }),
        response: { 200: z.object({ id: z.string(), accountName: z.string(), displayName: z.string() }) },
      },
    },
    async (request) => {
      const account = await door.installation.builtInDirectory.accounts.read(request.params.id);
      if (account === null) throw new AdminProblem('There is no such account', { code: 'notFound' });
      const { id, accountName, givenName, surname } = account;
      return { id, accountName, displayName: `${givenName} ${surname}`.trim() };
    },
  );

  app.get(
    `${path}/summary`,
    {
      config: { roles: readers },
      schema: {
        tags,
        summary: 'How much there is, the latest checkpoints, and the key that signs them',
        response: {
          200: z.object({
            entries: z.number(),
            chains: z.number(),
            notYetSigned: z.number().describe('Chains that grew since the last checkpoint.'),
            publicKey: z.string().describe('Ed25519, as `x` of a JWK.'),
            checkpoints: z.array(
              z.object({ sequence: z.number(), at: z.number(), hash: z.string(), chains: z.number() }),
            ),
          }),
        },
      },
    },
    async () => ({
      ...(await auditRecord.countEntries()),
      publicKey: keys.auditPublicKey,
      checkpoints: (await auditRecord.listCheckpoints({ limit: 10 })).map(
        ({ sequence, at, hash, chains }) => ({
          ...{ sequence, at, hash, chains },
        }),
      ),
    }),
  );

  app.get(
    `${path}/export.jsonl`,
    {
      config: { roles: readers },
      schema: {
        tags,
        summary:
          'The record as JSON lines: all of it in order with its checkpoints, enough to verify it elsewhere; or what a search finds',
        querystring: filterQuery,
      },
    },
    async (request, reply) => {
      const filter = await toEntryFilter(request.query);
      const filtered = filter === null || Object.keys(filter).length > 0;
      await request.admin.administration.noteAuditExport({ filtered });
      return reply
        .type('application/jsonl; charset=utf-8')
        .header('content-disposition', 'attachment; filename="audit.jsonl"')
        .send(Readable.from(filter === null ? [] : filtered ? searchLines(filter) : recordLines()));
    },
  );

  async function* searchLines(filter: EntryFilter) {
    for (let after: EntryPlace | undefined; ; ) {
      const page = await auditRecord.searchEntries({
        ...{ filter, limit: 500 },
        ...(after !== undefined && { after }),
      });
      for (const entry of page) yield toLine({ kind: 'entry', ...entry });
      if (page.length < 500) return;
      after = page.at(-1);
    }
  }

  /** The last line says that the file is whole. */
  async function* recordLines() {
    yield toLine({ kind: 'key', algorithm: 'Ed25519', x: keys.auditPublicKey });
    let [entries, head]: [number, string | null] = [0, null];
    for await (const page of audit.walkEntries())
      for (const entry of page.entries) {
        entries += 1;
        yield toLine({ kind: 'entry', ...entry });
      }
    for await (const page of audit.walkCheckpoints())
      for (const checkpoint of page) {
        head = checkpoint.hash;
        yield toLine({ kind: 'checkpoint', ...checkpoint });
      }
    yield toLine({ kind: 'end', entries, head });
  }
}

const toLine = (content: object): string => `${JSON.stringify(content)}\n`;

const toPlaceText = ({ at, chain, sequence }: EntryPlace): string => `${at}_${sequence}_${chain}`;

function parsePlace(cursor: string | undefined): EntryPlace | null {
  const [, at, sequence, chain] = /^(\d{1,16}(?:\.\d+)?)_(\d{1,9})_(.{1,100})$/.exec(cursor ?? '') ?? [];
  return at === undefined || sequence === undefined || chain === undefined
    ? null
    : { at: Number(at), sequence: Number(sequence), chain };
}
