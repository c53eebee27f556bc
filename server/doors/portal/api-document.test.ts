import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Asker, openTestPortal, type TestPortal } from './test-portal.ts';

/** `docs/api.md` promises that its examples are what one will see: here they are run, in its order. */
const document = readFileSync(new URL('../../../docs/api.md', import.meta.url), 'utf8');

interface Example {
  readonly as: Asker;
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly status: number;
  readonly answer: string;
}

const examples = [...document.matchAll(/```http\n([\s\S]*?)```/g)].map((match) =>
  parseExample(match[1] ?? ''),
);

/** Who asks, if it is not a Recovery Administrator; method and address; headers; a body. Then an arrow, the status and the answer. */
function parseExample(text: string): Example {
  const whole =
    /^(?:as (.+)\n)?(GET|POST|PUT) (\S+)\n((?:[A-Z][\w-]*: .+\n)*)([\s\S]*?)→ (\d{3})\n([\s\S]*)$/.exec(text);
  if (whole === null) throw new TypeError(`not an example: ${text}`);
  const [, who = 'Recovery Administrator', method, url = '', headers = '', body = '', status, answer = ''] =
    whole;
  return {
    as: who === 'nobody' ? null : (who as Asker),
    method: method as Example['method'],
    ...{ url, body: body.trim(), status: Number(status), answer },
    headers: Object.fromEntries(
      [...headers.matchAll(/^([\w-]+): (.+)$/gm)].map((each) => [each[1], each[2]]),
    ),
  };
}

let portal: TestPortal;
const known = new Map<string, string>();
beforeAll(async () => {
  portal = await openTestPortal({ example: false });
});
afterAll(() => portal.close());

const fillIn = (text: string) => text.replace(/‹(\w+)›/g, (whole, name: string) => known.get(name) ?? whole);

/** What was told, with the placeholder where the document has one; what it leaves out at "…" is left out. */
function asWritten(told: unknown, written: unknown): unknown {
  const placeholder = typeof written === 'string' ? /^‹(\w+)›$/.exec(written)?.[1] : undefined;
  if (placeholder !== undefined && (typeof told === 'string' || typeof told === 'number')) {
    known.set(placeholder, String(told));
    return written;
  }
  if (typeof told !== 'object' || told === null || typeof written !== 'object' || written === null)
    return told;
  if (Array.isArray(told)) return told.map((each, index) => asWritten(each, (written as unknown[])[index]));
  const fields = written as Readonly<Record<string, unknown>>;
  const shown = Object.entries(told).filter(([name]) => !('…' in fields) || name in fields);
  const more = '…' in fields ? { '…': '…' } : {};
  return {
    ...Object.fromEntries(shown.map(([name, each]) => [name, asWritten(each, fields[name])])),
    ...more,
  };
}

test('docs/api.md has examples of every kind', () => {
  expect(new Set(examples.map(({ status }) => status))).toEqual(new Set([200, 202, 401, 403, 409, 412, 422]));
});

test.each(examples.map((each) => [`${each.method} ${each.url} → ${each.status}`, each] as const))(
  'docs/api.md: %s',
  async (_, { as, method, url, headers, body, status, answer }) => {
    const told = await portal.ask(as, method, fillIn(url), {
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
      ),
      ...(body !== '' && { body: JSON.parse(fillIn(body)) as object }),
    });
    const written = JSON.parse(answer) as unknown;
    expect([told.status, asWritten(told.body, written)]).toEqual([status, written]);
  },
);
