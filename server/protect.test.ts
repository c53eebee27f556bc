import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Fault } from '../recovery/outcome.ts';
import { typedText } from './doors/sign-in-door.ts';
import { protect, refuseUnreadable } from './protect.ts';

const origin = 'https://recover.example.org';
const lines: string[] = [];

let app: FastifyInstance;
beforeAll(async () => {
  app = Fastify({
    bodyLimit: 200,
    frameworkErrors: refuseUnreadable({ origin }),
    logger: { level: 'debug', stream: { write: (line: string) => void lines.push(line) } },
  });
  protect(app, { origin });
  app.all('/api/thing', async () => ({ done: true }));
  app.post('/openid4vp/response/x', async () => ({ done: true }));
  app.post('/openid4vpx', async () => ({ done: true }));
  app.post('/api/parsed', async (request) =>
    z.object({ who: z.object({ name: z.string().max(5) }) }).parse(request.body),
  );
  app.post('/api/typed', async (request) => z.object({ name: typedText(9) }).parse(request.body));
  const thrown: Record<string, () => Error> = {
    retryable: () => new Fault('busy', { code: 'faceMatcherBusy', retryable: true }),
    lasting: () =>
      new Fault('gone', { code: 'providerGone', retryable: false, cause: new Error('ECONNREFUSED') }),
    unexpected: () => new TypeError('no such column: "Mara Lindqvist"\nbirth date 1988-04-12'),
    unstorable: () => Object.assign(new Error('invalid byte sequence'), { code: '22021' }),
  };
  app.get('/api/throws/:what', async (request) => {
    throw thrown[(request.params as { what: string }).what]!();
  });
});
afterAll(() => app.close());

describe('whatever changes something must come from our own pages (CSRF, T16)', () => {
  const foreign: readonly (readonly [string, Record<string, string>])[] = [
    ['nobody', {}],
    ['elsewhere', { origin: 'https://evil.example' }],
    ['a sibling host', { origin: 'https://x.recover.example.org' }],
    ['another port', { origin: 'https://recover.example.org:8443' }],
    ['plain HTTP', { origin: 'http://recover.example.org' }],
    ['a sandboxed frame', { origin: 'null' }],
    ['a longer host', { origin: 'https://recover.example.org.evil.example' }],
    ['the right host in the wrong header', { referer: `${origin}/`, host: 'recover.example.org' }],
  ];
  const unsafe = ['POST', 'PUT', 'PATCH', 'DELETE'] as const;
  test.each(foreign)('not from %s', async (_whom, headers) => {
    for (const method of unsafe) {
      const answer = await app.inject({ method, url: '/api/thing', headers });
      expect([method, answer.statusCode, answer.json()]).toEqual([method, 403, { error: 'otherOrigin' }]);
    }
  });

  test('from ours', async () => {
    for (const method of unsafe)
      expect((await app.inject({ method, url: '/api/thing', headers: { origin } })).statusCode).toBe(200);
  });

  test('reading needs no origin, nor do wallets, who hold no cookie; what only begins like theirs does', async () => {
    for (const method of ['GET', 'HEAD', 'OPTIONS'] as const)
      expect((await app.inject({ method, url: '/api/thing' })).statusCode).toBe(200);
    expect((await app.inject({ method: 'POST', url: '/openid4vp/response/x' })).statusCode).toBe(200);
    for (const url of [
      '/openid4vpx',
      '/openid4vp/../api/thing',
      '/openid4vp/%2e%2e/api/thing',
      '//openid4vp/x',
    ]) {
      const answer = await app.inject({ method: 'POST', url });
      expect([url, answer.statusCode === 403 || answer.statusCode === 404]).toEqual([url, true]);
    }
  });
});

describe('addresses that programs call too', () => {
  test('a program names no origin; a browser does, and then it must be ours', async () => {
    const both = Fastify();
    protect(both, { origin, programs: ['/transactions'] });
    both.post('/transactions', async () => ({ done: true }));
    both.post('/else', async () => ({ done: true }));
    const post = async (url: string, headers: Record<string, string> = {}) =>
      (await both.inject({ method: 'POST', url, headers })).statusCode;
    expect([await post('/transactions'), await post('/transactions', { origin })]).toEqual([200, 200]);
    expect(await post('/transactions', { origin: 'https://evil.example' })).toBe(403);
    expect(await post('/transactions', { origin: 'null' })).toBe(403);
    expect(await post('/else')).toBe(403);
  });
});

describe('headers stand on every answer (D38, R25)', () => {
  const always = {
    'content-security-policy':
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; media-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'strict-transport-security': 'max-age=31536000',
  };
  const answers: readonly (readonly [number, string, 'GET' | 'POST'])[] = [
    [200, '/api/thing', 'GET'],
    [404, '/nothing/here', 'GET'],
    [403, '/api/thing', 'POST'],
    [503, '/api/throws/retryable', 'GET'],
    [500, '/api/throws/unexpected', 'GET'],
    [400, '/%E0%A4%A', 'GET'],
  ];
  test.each(answers)('%i %s', async (status, url, method) => {
    const answer = await app.inject({ method, url });
    expect(answer.statusCode).toBe(status);
    expect(answer.headers).toMatchObject(always);
    expect(answer.headers['permissions-policy']).toContain('camera=(self)');
    if (url.startsWith('/api/')) expect(answer.headers['cache-control']).toBe('no-store');
  });

  test('no HSTS where there is no TLS', async () => {
    const plain = Fastify();
    protect(plain, { origin: 'http://localhost:4000' });
    plain.get('/', async () => ({}));
    expect((await plain.inject('/')).headers).not.toHaveProperty('strict-transport-security');
  });
});

describe('errors become answers in one place, and say nothing of what broke (T26)', () => {
  const post = (url: string, payload: string | object) =>
    app.inject({
      ...{ method: 'POST', url, payload },
      headers: { origin, ...(typeof payload === 'string' && { 'content-type': 'application/json' }) },
    });

  test('a body of the wrong shape: 400, and which field', async () => {
    const answer = await post('/api/parsed', { who: { name: 'far too long' } });
    expect([answer.statusCode, answer.json()]).toEqual([400, { error: 'badRequest', field: 'who.name' }]);
    expect((await post('/api/parsed', {})).json()).toEqual({ error: 'badRequest', field: 'who' });
  });

  test('what nobody types, wherever it stands: 400, at which field (T26)', async () => {
    const at = (field: string) => [400, { error: 'controlCharacters', field }];
    const told = async (answer: Promise<{ statusCode: number; json(): unknown }>) => {
      const { statusCode, json } = await answer;
      return [statusCode, json()];
    };
    expect(await told(post('/api/parsed', { who: { name: 'a\0' } }))).toEqual(at('who.name'));
    expect(await told(post('/api/parsed', { who: { 'a\0': 1 } }))).toEqual(at('who'));
    // Nobody looks at this body, and where one is looked at a rule may say it.
    expect(await told(post('/api/thing', { any: ['', '\0'] }))).toEqual(at('any.1'));
    expect(await told(post('/api/typed', { name: 'a\tb' }))).toEqual(at('name'));
    expect(await told(app.inject('/api/throws/a%00b') as never)).toEqual(at('what'));
    expect(await told(app.inject('/api/thing?page=%00') as never)).toEqual(at('page'));
  });

  test('a body that is no JSON, or none of ours: 4xx', async () => {
    expect((await post('/api/parsed', '{')).json()).toEqual({ error: 'badRequest' });
    expect((await post('/api/parsed', '{"__proto__":{"who":1}}')).statusCode).toBe(400);
    const form = await app.inject({
      ...{ method: 'POST', url: '/api/parsed', payload: 'a=b' },
      headers: { origin, 'content-type': 'text/csv' },
    });
    expect([form.statusCode, form.json()]).toEqual([415, { error: 'badRequest' }]);
  });

  test('too much: 413', async () => {
    const answer = await post('/api/parsed', { who: { name: 'x'.repeat(300) } });
    expect([answer.statusCode, answer.json()]).toEqual([413, { error: 'tooLarge' }]);
  });

  test('text that no database takes: 400', async () => {
    const answer = await app.inject('/api/throws/unstorable');
    expect([answer.statusCode, answer.json()]).toEqual([400, { error: 'badRequest' }]);
  });

  test('a fault: 503, and when to come back if coming back helps', async () => {
    const retryable = await app.inject('/api/throws/retryable');
    expect([retryable.statusCode, retryable.json(), retryable.headers['retry-after']]).toEqual([
      503,
      { error: 'tryLater' },
      '5',
    ]);
    const lasting = await app.inject('/api/throws/lasting');
    expect([lasting.statusCode, lasting.headers['retry-after']]).toEqual([503, undefined]);
    expect(lines.some((line) => line.includes('providerGone') && line.includes('ECONNREFUSED'))).toBe(true);
  });

  test('anything else: 500 without a word; the log says what and where, not what somebody typed', async () => {
    const answer = await app.inject('/api/throws/unexpected');
    expect([answer.statusCode, answer.body]).toEqual([500, '{"error":"unexpected"}']);
    const line = lines.findLast((each) => each.includes('"unexpected"'))!;
    const { cause, stack } = JSON.parse(line);
    expect(cause).toBe('TypeError: no such column: "…"');
    expect(stack[0]).toContain('protect.test.ts');
    expect(line).not.toMatch(/Mara|1988/);
  });
});
