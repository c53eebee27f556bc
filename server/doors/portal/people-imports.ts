import { Readable } from 'node:stream';
import { z } from 'zod';
import {
  AdminProblem,
  auditor,
  columnTargets,
  createImportStore,
  delimiters,
  encodings,
  FileTooLarge,
  fileProblem,
  importOptions,
  importStates,
  largestFile,
  noCounts,
  type PeopleImport,
  recoveryAdministrator,
} from '../../administration/index.ts';
import { pageOf, pageQuery, toPage } from './paging.ts';
import type { PortalApp, PortalDoor } from './portal-door.ts';

export const importsPath = '/api/admin/people-imports';
const path = importsPath;
const tags = ['people'];
const readers = [recoveryAdministrator, auditor] as const;
const writers = [recoveryAdministrator] as const;
export const importById = z.object({ id: z.string().regex(/^[\w-]{1,64}$/) });
const byId = importById;
const time = z.number().describe('Epoch milliseconds.');

const counts = z.object(
  Object.fromEntries(Object.keys(noCounts).map((name) => [name, z.number()])) as Record<
    keyof typeof noCounts,
    z.ZodNumber
  >,
);
const shape = z.object({
  id: z.string(),
  createdAt: time,
  createdBy: z.string(),
  fileName: z.string(),
  size: z.number().describe('Bytes.'),
  state: z.enum(importStates),
  options: importOptions.nullable(),
  suggested: z.object({ encoding: z.enum(encodings), delimiter: z.enum(delimiters) }),
  bytesRead: z.number().describe('Of the pass under way.'),
  records: z.number(),
  counts,
  problem: fileProblem.nullable().describe('Why the file as a whole cannot be read.'),
  movedAt: time,
});

/** People out of a CSV file: uploaded, rehearsed, applied, undone. */
export function registerPeopleImports(app: PortalApp, door: PortalDoor): void {
  const store = createImportStore(door.installation);

  // Handed on as it arrives: a gigabyte goes past, not through, the memory.
  app.addContentTypeParser('text/csv', (_request, payload, done) => done(null, payload));

  app.post(
    path,
    {
      config: { roles: writers, fresh: true, streams: true },
      schema: {
        tags,
        summary: 'Upload a file (`text/csv`, up to 1 GB); its name, percent-encoded, in `x-file-name`',
        consumes: ['text/csv'],
        response: { 201: shape },
      },
    },
    async (request, reply) => {
      if (!(request.body instanceof Readable))
        throw new AdminProblem('Send the file itself, as text/csv', {
          code: 'invalid',
          reason: 'fileMissing',
        });
      // Said beforehand, it is refused before a byte of it is kept.
      if (Number(request.headers['content-length'] ?? 0) > largestFile) throw new FileTooLarge();
      const made = await request.admin.administration.uploadImport({
        fileName: decodeName(request.headers['x-file-name']),
        content: request.body,
      });
      return reply.code(201).send(toShape(made));
    },
  );

  app.get(
    path,
    {
      config: { roles: readers },
      schema: {
        tags,
        summary: 'Imports, latest first',
        querystring: pageQuery,
        response: { 200: pageOf(shape) },
      },
    },
    async (request) => {
      const { limit, after } = request.query;
      const read = await store.list({ limit: limit + 1, ...(after !== undefined && { before: after }) });
      const { items, next } = toPage(read, limit, ({ id }) => id);
      return { items: items.map(toShape), next };
    },
  );

  app.get(
    `${path}/:id`,
    {
      config: { roles: readers },
      schema: { tags, summary: 'Where it stands', params: byId, response: { 200: shape } },
    },
    async (request) => toShape(await request.admin.administration.showImport(request.params)),
  );

  app.get(
    `${path}/:id/preview`,
    {
      config: { roles: writers },
      schema: {
        tags,
        summary: 'The first lines, and what its columns probably are',
        params: byId,
        querystring: z.object({
          encoding: z.enum(encodings).optional(),
          delimiter: z.enum(delimiters).optional(),
        }),
        response: {
          200: z.object({
            encoding: z.enum(encodings),
            delimiter: z.enum(delimiters),
            columns: z.array(z.string()),
            rows: z.array(z.array(z.string())),
            mapping: z.array(z.enum(columnTargets).nullable()),
            problem: fileProblem.nullable(),
          }),
        },
      },
    },
    async (request) => {
      const { encoding, delimiter } = request.query;
      const seen = await request.admin.administration.previewImport({
        ...request.params,
        ...(encoding !== undefined && { encoding }),
        ...(delimiter !== undefined && { delimiter }),
      });
      const problem = 'problem' in seen && seen.problem !== undefined ? seen.problem : null;
      return {
        ...{ encoding: seen.encoding, delimiter: seen.delimiter },
        columns: seen.columns.map(shorten),
        rows: seen.rows.map((row) => row.map(shorten)),
        mapping: [...seen.mapping],
        problem: problem === null ? null : { code: problem.code, line: problem.line },
      };
    },
  );

  app.post(
    `${path}/:id/check`,
    {
      config: { roles: writers },
      schema: {
        tags,
        summary: 'The dry run, in the background: every line is read and compared, nobody is changed',
        params: byId,
        body: importOptions,
        response: { 202: shape },
      },
    },
    async (request, reply) => {
      const made = await request.admin.administration.checkImport({
        ...request.params,
        options: request.body,
      });
      return reply.code(202).send(toShape(made));
    },
  );

  const acts = {
    apply: ['Apply the lines that are right, in the background', true, 'applyImport'],
    resume: ['Go on where it was stopped', true, 'resumeImport'],
    stop: ['Stop the dry run, the import or its undo: what is done stands', false, 'stopImport'],
    undo: [
      'Restore what it changed and nobody has changed since, or go on with that; holds stay',
      true,
      'undoImport',
    ],
  } as const;
  for (const [verb, [summary, fresh, act]] of Object.entries(acts)) {
    app.post(
      `${path}/:id/${verb}`,
      {
        config: { roles: writers, fresh },
        schema: { tags, summary, params: byId, response: { 202: shape } },
      },
      async (request, reply) =>
        reply.code(202).send(toShape(await request.admin.administration[act](request.params))),
    );
  }

  app.delete(
    `${path}/:id`,
    {
      config: { roles: writers },
      schema: {
        tags,
        summary: 'Forget the file and what was found in it; what was applied stands',
        params: byId,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await request.admin.administration.discardImport(request.params);
      return reply.code(204).send(null);
    },
  );
}

const toShape = (made: PeopleImport) => ({ ...made, counts: { ...made.counts } });

function decodeName(header: string | string[] | undefined): string {
  try {
    return decodeURIComponent(String(header ?? ''));
  } catch {
    return '';
  }
}

const shorten = (cell: string): string => [...cell].slice(0, 60).join('');
