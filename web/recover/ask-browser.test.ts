import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { askBrowser } from './ask-browser.ts';

const asked = { id: 'request-1', protocol: 'openid4vp-v1-signed', request: 'a.b.c', expiresAt: 1 };
const view = { now: { page: 'faceCheck' } };

let prompted: unknown[];
/** What the browser's prompt gives; thrown when it is an error. */
let prompt: unknown;
let posts: { path: string; body: unknown }[];
/** What the server says to an answer, one after the other; null: the line breaks. */
let replies: (readonly [number, unknown] | null)[];
beforeEach(() => {
  [prompted, posts, replies] = [[], [], []];
  vi.useFakeTimers();
  vi.stubGlobal('navigator', {
    credentials: {
      get: async (options: unknown) => {
        prompted.push(options);
        if (prompt instanceof Error) throw prompt;
        return prompt;
      },
    },
  });
  vi.stubGlobal('fetch', async (path: string, { body }: { body: string }) => {
    posts.push({ path, body: JSON.parse(body) });
    const reply = path.endsWith('/browser') ? ([200, asked] as const) : replies.shift();
    if (reply === null || reply === undefined) throw new TypeError('no line');
    return new Response(JSON.stringify(reply[1]), { status: reply[0] });
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});
const ask = async () => {
  const answer = askBrowser();
  await vi.runAllTimersAsync();
  return await answer;
};
const answers = () => posts.filter(({ path }) => path.endsWith('/answer')).map(({ body }) => body);

test('the signed request goes to the browser as it came, and the answer to the server', async () => {
  prompt = { protocol: asked.protocol, data: { response: 'jwe', more: 1 } };
  replies = [[200, view]];
  expect(await ask()).toEqual({ ok: true, value: view });
  expect(prompted).toMatchObject([
    { digital: { requests: [{ protocol: 'openid4vp-v1-signed', data: { request: 'a.b.c' } }] } },
  ]);
  expect(answers()).toEqual([{ id: 'request-1', response: 'jwe' }]);
});

test('an answer that the browser gives as text is read as well', async () => {
  prompt = { data: JSON.stringify({ response: 'jwe' }) };
  replies = [[200, view]];
  expect(await ask()).toEqual({ ok: true, value: view });
});

test.each([
  new DOMException('closed', 'NotAllowedError'),
  new DOMException('late', 'TimeoutError'),
  new TypeError('not supported'),
  null,
  { data: 'not JSON' },
  { data: null },
  { data: { vp_token: {} } },
])('closed, late, unsupported or meaningless: nothing was shared, and nothing is sent', async (given) => {
  prompt = given;
  expect(await ask()).toEqual({ ok: true, value: null });
  expect(answers()).toEqual([]);
});

test('a no of the wallet is told to the server, and nothing was shared', async () => {
  prompt = { data: { error: 'access_denied' } };
  replies = [[200, view]];
  expect(await ask()).toEqual({ ok: true, value: null });
  expect(answers()).toEqual([{ id: 'request-1', error: 'access_denied' }]);
});

test('a line that breaks is tried again with the same bytes, and not for ever', async () => {
  prompt = { data: { response: 'jwe' } };
  replies = [null, [200, view]];
  expect(await ask()).toEqual({ ok: true, value: view });
  expect(answers()).toEqual(Array(2).fill({ id: 'request-1', response: 'jwe' }));
  replies = [];
  expect(await ask()).toEqual({ ok: false, refusal: { status: 0, error: 'network' } });
  expect(answers()).toHaveLength(5);
  expect(prompted).toHaveLength(2);
});
