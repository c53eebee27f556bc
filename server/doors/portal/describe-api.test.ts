import { globSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestPortal, type TestPortal } from './test-portal.ts';

interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly schema?: object;
  }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: BodySchema }>> };
  readonly responses: Readonly<Record<string, Answer>>;
}
interface BodySchema {
  readonly required?: readonly string[];
  readonly properties?: object;
}
interface Answer {
  readonly $ref?: string;
  readonly headers?: Readonly<Record<string, object>>;
  readonly description?: string;
  readonly content?: Readonly<Record<string, { readonly schema?: object }>>;
}

let portal: TestPortal;
let api: {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly responses: Readonly<Record<string, Answer>> };
};
let operations: readonly (readonly [where: string, path: string, operation: Operation])[];
beforeAll(async () => {
  portal = await openTestPortal();
  api = (await portal.ask(null, 'GET', '/openapi.json')).body;
  operations = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => [`${method} ${path}`, path, operation] as const),
  );
});
afterAll(() => portal.close());

const withoutFault = (faultOf: (each: (typeof operations)[number]) => boolean) =>
  expect(operations.filter(faultOf).map(([where]) => where)).toEqual([]);

describe('/openapi.json is OpenAPI 3.1 that a generator can use', () => {
  test('says which version of OpenAPI, of what, and where the session goes', () => {
    expect(api).toMatchObject({
      openapi: '3.1.0',
      info: { title: 'Regain administration', version: '1' },
      security: [{ session: [] }],
      components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie' } } },
    });
    expect(operations.length).toBeGreaterThanOrEqual(80);
  });

  test('every operation has a tag, a summary and a name of its own', () => {
    withoutFault(([, , { tags }]) => tags === undefined || tags.length === 0);
    withoutFault(([, , { summary }]) => (summary ?? '') === '');
    const ids = operations.map(([, , { operationId }]) => operationId);
    expect(ids.filter((id) => !/^[a-z][A-Za-z0-9]+$/.test(id ?? ''))).toEqual([]);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  test('every answer has a description, and a shape unless there is nothing in it', () => {
    const answersOf = ({ responses }: Operation) => Object.entries(responses);
    withoutFault(([, , each]) => !answersOf(each).some(([status]) => /^2\d\d$/.test(status)));
    withoutFault(([, , each]) =>
      answersOf(each).some(([, answer]) => answer.$ref === undefined && (answer.description ?? '') === ''),
    );
    withoutFault(([, , each]) =>
      answersOf(each).some(
        ([status, { $ref, content }]) =>
          $ref === undefined &&
          status !== '204' &&
          Object.values(content ?? {}).filter(({ schema }) => schema !== undefined).length === 0,
      ),
    );
  });

  test('every operation says what a refusal looks like', () => {
    withoutFault(([, , { responses }]) => responses.default?.$ref !== '#/components/responses/Refusal');
    expect(api.components.responses.Refusal?.content?.['application/json']?.schema).toMatchObject({
      required: ['error'],
    });
  });

  test('the parameters in an address are those of its path', () => {
    const inPath = (path: string) => [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();
    withoutFault(([, path, { parameters = [] }]) => {
      const declared = parameters.filter((each) => each.in === 'path' && each.schema !== undefined);
      return (
        declared
          .map(({ name }) => name)
          .sort()
          .join() !== inPath(path).join()
      );
    });
  });

  test('every reference leads somewhere', () => {
    const references = [...JSON.stringify(api).matchAll(/"\$ref":"(#[^"]*)"/g)].map(
      (match) => match[1] ?? '',
    );
    const lead = (reference: string) =>
      reference
        .slice(2)
        .split('/')
        .reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], api);
    expect(references.length).toBeGreaterThan(0);
    expect(references.filter((each) => lead(each) === undefined)).toEqual([]);
  });

  const asksForVersion = ({ parameters = [] }: Operation) =>
    parameters.some(({ name, in: place, required }) => name === 'If-Match' && place === 'header' && required);
  const tellsVersion = ({ responses }: Operation) =>
    [responses['200'], responses['201']].some((answer) => answer?.headers?.ETag !== undefined);
  /** How often the doors' own source does this. */
  const timesIn = (call: RegExp) =>
    globSync('server/doors/portal/*.ts')
      .filter((file) => !/\.test\.ts$|versions\.ts$/.test(file))
      .reduce((sum, file) => sum + [...readFileSync(file, 'utf8').matchAll(call)].length, 0);

  test('every answer tells the id of its request', () => {
    withoutFault(([, , { responses }]) =>
      Object.values(responses).some(
        ({ $ref, headers }) => $ref === undefined && headers?.['request-id'] === undefined,
      ),
    );
    expect(api.components.responses.Refusal?.headers).toHaveProperty('request-id');
  });

  test('every operation that reads If-Match asks for it, and says no without', async () => {
    const editing = operations.filter(([, , each]) => asksForVersion(each));
    expect(editing.length).toBe(timesIn(/expectedVersion\(request\)/g));
    for (const [where, path, { requestBody }] of editing) {
      const method = where.split(' ')[0]?.toUpperCase() as 'PUT';
      const told = await portal.ask('Recovery Administrator', method, path.replace(/\{\w+\}/g, 'some'), {
        ...(requestBody !== undefined && { body: {} }),
      });
      expect([409, 422], `${where} ${JSON.stringify(told.body)}`).toContain(told.status);
      if (told.status === 409) expect(told.body.reason, where).toBe('versionMissing');
    }
  });

  test('every operation that answers an ETag tells of it; what only reads asks for none', async () => {
    const telling = operations.filter(([, , each]) => tellsVersion(each));
    expect(telling.length).toBe(timesIn(/(?:sendVersion|answerVersion)\(/g));
    for (const [where, path, operation] of operations) {
      if (!where.startsWith('get ') || path.includes('{')) continue;
      const { headers } = await portal.ask('Recovery Administrator', 'GET', path);
      expect(headers.etag !== undefined, where).toBe(tellsVersion(operation));
      expect(headers['request-id'], where).toMatch(/^[\w-]{36}$/);
      expect(asksForVersion(operation), where).toBe(false);
    }
  });

  test('a person is described field by field', () => {
    const bodyOf = (method: string, path: string) =>
      api.paths[path]?.[method]?.requestBody?.content['application/json']?.schema;
    const added = bodyOf('post', '/api/admin/people');
    expect(added?.required).toEqual(['accountName', 'givenName', 'surname']);
    const fields = ['accountName', 'birthDate', 'country', 'employeeNumber', 'enabled', 'givenName', 'mails'];
    expect(Object.keys(added?.properties ?? {}).sort()).toEqual([...fields, 'groups', 'surname'].sort());
    const changed = bodyOf('patch', '/api/admin/people/{id}');
    expect(changed?.required).toBeUndefined();
    expect(Object.keys(changed?.properties ?? {}).sort()).toEqual([...fields, 'surname'].sort());
  });
});
