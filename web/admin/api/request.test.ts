import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { request } from './request.ts';
import { sessionGate } from './session-gate.ts';

interface Call {
  readonly address: string;
  readonly options: RequestInit;
}

const real = globalThis.fetch;
let calls: Call[] = [];
let answers: (Response | Error)[] = [];

beforeEach(() => {
  calls = [];
  answers = [];
  globalThis.fetch = async (address, options) => {
    calls.push({ address: String(address), options: options ?? {} });
    const next = answers.shift();
    if (next === undefined) throw new TypeError('no more answers');
    if (next instanceof Error) throw next;
    return next;
  };
});
afterEach(() => {
  globalThis.fetch = real;
});

const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers });
const later = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('one call', () => {
  test('gives the value and its version', async () => {
    answers = [json(200, { name: 'Berlin' }, { etag: '"3"' })];
    expect(await request({ path: '/profiles/1' })).toEqual({
      kind: 'done',
      value: { name: 'Berlin' },
      etag: '"3"',
    });
  });

  test('leaves out empty parameters', async () => {
    answers = [json(200, {})];
    await request({
      path: '/people',
      params: { after: null, limit: 50, state: '', mode: undefined, on: false },
    });
    expect(calls[0]?.address).toBe('/api/admin/people?limit=50&on=false');
  });

  test('a change carries the version it was made from', async () => {
    answers = [json(200, {})];
    await request({ method: 'PUT', path: '/profiles/1', body: { name: 'x' }, ifMatch: '"3"' });
    expect(calls[0]?.options.headers).toEqual({
      accept: 'application/json',
      'content-type': 'application/json',
      'if-match': '"3"',
    });
  });

  test('a file is sent as it is, without a time limit', async () => {
    answers = [json(200, {})];
    const file = new Blob(['a,b'], { type: 'text/csv' });
    await request({ method: 'POST', path: '/people/import', body: file });
    expect([calls[0]?.options.body, calls[0]?.options.headers]).toEqual([
      file,
      { accept: 'application/json' },
    ]);
  });

  test('204 is done', async () => {
    answers = [new Response(null, { status: 204 })];
    expect(await request({ method: 'DELETE', path: '/profiles/1' })).toEqual({
      kind: 'done',
      value: null,
      etag: null,
    });
  });

  test('202 with an approval waits for a second person; without one it is work that has begun', async () => {
    answers = [json(202, { approval: { id: 'ap-1' } }), json(202, { work: { id: 'w-1' } })];
    expect(await request({ method: 'POST', path: '/x' })).toEqual({ kind: 'waits', approvalId: 'ap-1' });
    expect(await request({ method: 'POST', path: '/x' })).toMatchObject({ kind: 'done' });
  });

  test.each([
    [new TypeError('no line'), 'network'],
    [new Response('<html>', { status: 502 }), 'unreadable'],
  ])('%s is a refusal like any other', async (answer, code) => {
    answers = [answer];
    expect(await request({ path: '/x' })).toMatchObject({ kind: 'refused', refusal: { status: 0, code } });
  });

  test('what was called off is no refusal', async () => {
    const control = new AbortController();
    control.abort();
    answers = [new DOMException('aborted', 'AbortError')];
    await expect(request({ path: '/x', signal: control.signal })).rejects.toThrow('aborted');
  });
});

describe('a lost session', () => {
  test('the call waits and goes on with what it had', async () => {
    answers = [json(401, { error: 'notSignedIn' }), json(200, { saved: true })];
    const answer = request({ method: 'PUT', path: '/x', body: { typed: 'long' }, ifMatch: '"1"' });
    await later();
    expect([sessionGate.closedBecause(), calls.length]).toEqual(['notSignedIn', 1]);
    sessionGate.open();
    expect(await answer).toMatchObject({ kind: 'done', value: { saved: true } });
    expect(calls[1]?.options.body).toBe('{"typed":"long"}');
    expect(sessionGate.closedBecause()).toBeNull();
  });

  test('still signed out: it waits again', async () => {
    answers = [json(401, {}), json(401, {}), json(200, 1)];
    const answer = request({ path: '/x' });
    await later();
    sessionGate.open();
    await later();
    expect(sessionGate.closedBecause()).toBe('notSignedIn');
    sessionGate.open();
    expect(await answer).toMatchObject({ kind: 'done', value: 1 });
  });

  test('a sign-in too long ago makes it wait too (R34); another 403 does not', async () => {
    answers = [json(403, { error: 'signInAgain' }), json(200, 1), json(403, { error: 'roleMissing' })];
    const answer = request({ method: 'POST', path: '/x' });
    await later();
    expect(sessionGate.closedBecause()).toBe('signInAgain');
    sessionGate.open();
    expect(await answer).toMatchObject({ kind: 'done', value: 1 });
    expect(await request({ method: 'POST', path: '/x' })).toMatchObject({ refusal: { code: 'roleMissing' } });
  });

  test('given up, it is refused, and so is every other that waited', async () => {
    answers = [json(401, {}), json(401, {})];
    const both = Promise.all([request({ path: '/x' }), request({ path: '/y' })]);
    await later();
    sessionGate.giveUp();
    expect((await both).map((each) => each.kind === 'refused' && each.refusal.code)).toEqual([
      'notSignedIn',
      'notSignedIn',
    ]);
  });
});
