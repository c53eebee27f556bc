/** Where a route's flags travel until they have become headers. */
export const versionsNote = 'x-versions';

/** An OpenAPI document as far as this looks into it. */
interface ApiDocument {
  paths?: Record<string, Record<string, Operation>>;
  components?: { responses?: Record<string, unknown>; schemas?: Record<string, unknown> };
}
interface Operation {
  operationId?: string;
  parameters?: object[];
  [versionsNote]?: { readonly edits: boolean; readonly tellsVersion: boolean };
  responses: Record<string, Answer | { readonly $ref: string }>;
}
interface Answer {
  description: string;
  headers?: Record<string, object>;
  content?: Record<string, { readonly schema: object }>;
}

/** What the library says of an answer nobody described. */
const undescribed = 'Default Response';
const descriptions: Readonly<Record<string, string>> = {
  200: 'Done, or what was asked for.',
  201: 'Made.',
  202: 'Under way.',
  204: 'Done; the answer is empty.',
};
/** Files are written line by line and have no schema at their routes; the end of the address says what they are. */
const files: Readonly<Record<string, string>> = { csv: 'text/csv', jsonl: 'application/jsonl' };

const text = { type: 'string' } as const;
const requestId = {
  'request-id': { description: 'Of this call; stands in our log too.', schema: text },
} as const;
const etag = {
  ETag: { description: 'The version it has now, in quotes: for the `If-Match` of an edit.', schema: text },
} as const;
const ifMatch = {
  ...{ name: 'If-Match', in: 'header', required: true, schema: { ...text, pattern: '^"\\d{1,9}"$' } },
  description: 'The `ETag` of what the edit started from. Another by now: 412, and nothing is overwritten.',
} as const;
const refusal = {
  description: 'Refused. `error` is for programs; what each means stands in docs/api.md.',
  headers: requestId,
  content: {
    'application/json': {
      schema: {
        type: 'object',
        required: ['error'],
        properties: {
          error: { ...text, description: 'E.g. `notSignedIn`, `refused`, `changedMeanwhile`, `invalid`.' },
          message: { ...text, description: 'English.' },
          reason: { ...text, description: 'Which rule is against it.' },
          fields: {
            type: 'array',
            items: {
              type: 'object',
              required: ['field', 'code', 'message'],
              properties: {
                field: text,
                code: { ...text, description: 'Which rule; docs/api.md lists them.' },
                message: text,
                values: {
                  type: 'object',
                  additionalProperties: { type: 'number' },
                  description: 'The numbers of the rule: `least`, `most`.',
                },
              },
            },
          },
          requestId: { ...text, description: 'As in the header `request-id`.' },
        },
      },
    },
  },
};

/** Adds what is the same for every route, so that none has to say it: its name, its headers, its refusals, what its file is. */
export function completeDescription<Document>(document: Document): Document {
  const api = document as ApiDocument;
  api.components = { ...api.components, responses: { Refusal: refusal } };
  for (const [path, methods] of Object.entries(api.paths ?? {})) {
    for (const [method, operation] of Object.entries(methods)) complete(operation, { path, method });
  }
  return document;
}

function complete(operation: Operation, { path, method }: { path: string; method: string }): void {
  operation.operationId = nameOf(path, method);
  const { edits = false, tellsVersion = false } = operation[versionsNote] ?? {};
  delete operation[versionsNote];
  if (edits) operation.parameters = [...(operation.parameters ?? []), ifMatch];
  const media = files[/\.(\w+)$/.exec(path)?.[1] ?? ''];
  for (const [status, answer] of Object.entries(operation.responses)) {
    if ('$ref' in answer) continue;
    // What waits for a second person (202) has no new version yet.
    const isNew = tellsVersion && ['200', '201'].includes(status);
    answer.headers = { ...answer.headers, ...requestId, ...(isNew && etag) };
    if (answer.description === undescribed) answer.description = descriptions[status] ?? undescribed;
    if (media !== undefined && status === '200') answer.content ??= { [media]: { schema: text } };
  }
  operation.responses.default = { $ref: '#/components/responses/Refusal' };
}

/** `get /api/admin/people/{id}/contact` → `getPeopleByIdContact`. */
function nameOf(path: string, method: string): string {
  const words = path
    .replace('/api/admin/', '')
    .replace(/\{(\w+)\}/g, 'by-$1')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '');
  return method + words.map((word) => `${word[0]?.toUpperCase()}${word.slice(1)}`).join('');
}
