import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestPortal, type TestPortal } from './test-portal.ts';

/** A JSON schema as far as this looks into it. */
interface Schema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: Schema }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: Schema }>> };
}
/** A request with U+0000 at one place, and where that is. */
interface Attempt {
  readonly method: Method;
  readonly url: string;
  readonly body?: unknown;
  readonly place: string;
}

const nul = 'a\0b';
type Place = readonly (string | number)[];

/** Every place of a body that takes text. */
function placesOf(schema: Schema, path: Place = []): readonly Place[] {
  return [
    ...([schema.type].flat().includes('string') ? [path] : []),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, each]) => placesOf(each, [...path, name])),
    ...(schema.items === undefined ? [] : placesOf(schema.items, [...path, 0])),
    ...(typeof schema.additionalProperties === 'object'
      ? placesOf(schema.additionalProperties, [...path, 'any'])
      : []),
    ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap((each) => placesOf(each, path)),
  ];
}

const bodyWith = ([key, ...rest]: Place): unknown =>
  key === undefined ? nul : typeof key === 'number' ? [bodyWith(rest)] : { [key]: bodyWith(rest) };

function attemptsAt(path: string, method: string, operation: Operation): readonly Attempt[] {
  const verb = method.toUpperCase() as Method;
  const filled = path.replace(/\{\w+\}/g, 'some');
  const inAddress = (operation.parameters ?? []).filter((each) => each.in !== 'header');
  const schema = operation.requestBody?.content['application/json']?.schema;
  return [
    ...inAddress.map((each) => ({
      method: verb,
      url:
        each.in === 'path'
          ? path.replace(`{${each.name}}`, 'a%00b').replace(/\{\w+\}/g, 'some')
          : `${filled}?${each.name}=a%00b`,
      place: each.name,
      ...(schema !== undefined && { body: {} }),
    })),
    ...(schema === undefined ? [] : placesOf(schema)).map((place) => ({
      ...{ method: verb, url: filled, body: bodyWith(place), place: place.join('.') },
    })),
  ];
}

let portal: TestPortal;
let attempts: readonly Attempt[];
beforeAll(async () => {
  portal = await openTestPortal();
  const { body } = await portal.ask(null, 'GET', '/openapi.json');
  const paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> = body.paths;
  attempts = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, operation]) => attemptsAt(path, method, operation)),
  );
});
afterAll(() => portal.close());
beforeEach(() => portal.signInAgain());

const ask = ({ method, url, body }: Omit<Attempt, 'place'>) =>
  portal.ask('Recovery Administrator', method, url, {
    ...(body !== undefined && { body }),
    headers: { 'if-match': '"1"' },
  });

describe('U+0000 is a mistake at its field, wherever the API takes text (T26)', () => {
  test('every text of every address and body that OpenAPI tells of', async () => {
    expect(attempts.length).toBeGreaterThan(200);
    for (const attempt of attempts) {
      const told = await ask(attempt);
      const field = { field: attempt.place, code: 'controlCharacters' };
      expect({ ...attempt, ...told }, `${attempt.method} ${attempt.url} ${attempt.place}`).toMatchObject({
        status: 422,
        body: { error: 'invalid', fields: [{ ...field, message: expect.any(String) }] },
      });
    }
  });

  test('an export is not begun and then broken off', async () => {
    for (const name of ['profileId', 'providerId'])
      for (const file of ['export.csv', 'export.jsonl']) {
        const told = await ask({ method: 'GET', url: `/api/admin/recoveries/${file}?${name}=%00` });
        expect([told.status, told.body.fields[0].field]).toEqual([422, name]);
      }
  });

  test('in the name of a field it is told at what holds it, and not repeated', async () => {
    const told = await ask({
      ...{ method: 'POST', url: '/api/admin/people/search', body: { filter: { [nul]: 1 } } },
    });
    expect([told.status, told.body.fields[0].field]).toEqual([422, 'filter']);
    expect(JSON.stringify(told.body)).not.toContain('\\u0000');
  });

  test('a body nested deeper than calls can be is looked through', async () => {
    const deep = `${'['.repeat(15_000)}"\\u0000"${']'.repeat(15_000)}`;
    const { statusCode } = await portal.app.inject({
      ...{ method: 'POST', url: '/api/admin/people/search', payload: deep },
      headers: {
        ...{ host: 'localhost:4000', origin: 'http://localhost:4000', 'content-type': 'application/json' },
        cookie: portal.cookieOf('Recovery Administrator'),
      },
    });
    expect(statusCode).toBe(422);
  });
});
