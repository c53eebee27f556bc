import { createHash } from 'node:crypto';
import fastifyCookie from '@fastify/cookie';
import Fastify, { type FastifyInstance } from 'fastify';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Journey, Recovery, RecoveryEvent, Reply } from '../../recovery/journey/index.ts';
import { createCookies } from '../cookies.ts';
import { protect } from '../protect.ts';
import { registerPersonDoor } from './person.ts';

const origin = 'https://recover.example.org';
const now = 1_800_000_000_000;
const recovery = { id: 'r1' } as Recovery;
const view = { caseNumber: 'K7QF-2M9D', now: { page: 'explain' } };

interface Call {
  readonly started?: unknown;
  readonly event?: RecoveryEvent;
  readonly objected?: string;
}

/** A journey that notes what it is asked, knows one cookie, and answers as the test says. */
function openDoor(says: { reply?: Reply; page?: object; objected?: string; recovery?: object } = {}) {
  const calls: Call[] = [];
  const journey = {
    start: async (request: unknown) => {
      calls.push({ started: request });
      return { recovery, cookie: 'new-cookie' };
    },
    findByCookie: async (cookie: string) => (cookie === 'known' ? { ...recovery, ...says.recovery } : null),
    advance: async ({ recoveryId, event }: { recoveryId: string; event: RecoveryEvent }) => {
      expect(recoveryId).toBe('r1');
      calls.push({ event });
      return { recovery, reply: says.reply ?? {}, moved: true };
    },
    view: async () => (says.page === undefined ? view : { ...view, now: says.page }),
    object: async (token: string) => {
      calls.push({ objected: token });
      return says.objected ?? 'stopped';
    },
  } as unknown as Journey;
  const app = Fastify({ bodyLimit: 64_000, trustProxy: ['127.0.0.1'] });
  void app.register(fastifyCookie);
  protect(app, { origin });
  void app.after(() =>
    registerPersonDoor(app, { journey, cookies: createCookies({ secure: true }), now: () => now }),
  );
  return { app, calls };
}
const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';
const post = (
  app: FastifyInstance,
  path: string,
  payload?: object,
  more: { cookie?: string; from?: string } = {},
) =>
  app.inject({
    method: 'POST',
    url: `/api/recovery${path}`,
    headers: {
      origin,
      'user-agent': firefox,
      ...(more.from !== undefined && { 'x-forwarded-for': more.from }),
    },
    cookies: { '__Host-regain-recovery': more.cookie ?? 'known' },
    ...(payload !== undefined && { payload }),
  });

let door: ReturnType<typeof openDoor>;
beforeEach(() => {
  door = openDoor();
});

const frame = Buffer.from('frame').toString('base64');
const frames = [frame, frame, frame];
const session = 's'.repeat(43);
const consent = '2026-11';
/** Every address of a recovery under way, a body for it, and the one event it may become (R28). */
const addresses: readonly (readonly [string, object, object])[] = [
  ['/begin', {}, { type: 'begin' }],
  [
    '/identity-verification',
    { country: 'PT', route: 'wallet' },
    { type: 'chooseRoute', country: 'PT', route: 'wallet' },
  ],
  ['/hand-over', { language: 'de' }, { type: 'handOver', locale: 'de' }],
  ['/hand-over', {}, { type: 'handOver', locale: 'en' }],
  ['/returned', {}, { type: 'returned', status: 'done' }],
  ['/returned', { status: 'failed' }, { type: 'returned', status: 'failed' }],
  ['/presentation', {}, { type: 'requestPresentation', device: 'this' }],
  [
    '/phone',
    {},
    {
      type: 'phoneOffered',
      from: {
        browser: 'Firefox · Windows',
        network: '127.0.0.0/24',
        line: createHash('sha256').update('127.0.0.1').digest('base64url'),
      },
    },
  ],
  ['/phone/thrown-out', {}, { type: 'phoneThrownOut' }],
  ['/phone/code', { code: 'ABCD-1234' }, { type: 'phoneCode', code: 'ABCD-1234' }],
  ['/response-code', { code: 'c'.repeat(43) }, { type: 'responseCode', code: 'c'.repeat(43) }],
  ['/face-check/session', { consent }, { type: 'faceOpened', consent }],
  ['/face-check/session', { consent, lit: true }, { type: 'faceOpened', consent, lit: true }],
  [
    '/face-check/frame',
    { session, step: 2, frame },
    { type: 'faceFrame', session, step: 2, frame: Buffer.from('frame') },
  ],
  [
    '/face-check',
    { session, frames },
    { type: 'faceCaptured', session, frames: frames.map(() => Buffer.from('frame')) },
  ],
  ['/continue', {}, { type: 'continue' }],
  ['/access-pass/show', {}, { type: 'showPass' }],
  ['/access-pass/redeem', {}, { type: 'redeemPass' }],
  ['/access-pass/redeem', { value: 'ABCD' }, { type: 'redeemPass', value: 'ABCD' }],
  ['/enrolment', {}, { type: 'reopenEnrolment' }],
  ['/back', {}, { type: 'back' }],
];

describe('each address is one event, and nothing of the body but what it needs', () => {
  test.each(addresses)('%s %j', async (path, body, event) => {
    await post(door.app, path, { ...body, state: 'accessPass', recoveryId: 'r2', type: 'stop' });
    expect(door.calls).toEqual([{ event }]);
  });

  test.each(addresses)(
    '%s without the cookie of a recovery: 404, and nothing happens',
    async (path, body) => {
      for (const cookie of ['', 'somebody-else']) {
        const answer = await post(door.app, path, body, { cookie });
        expect([answer.statusCode, answer.json()]).toEqual([404, { error: 'noRecovery' }]);
      }
      expect(door.calls).toEqual([]);
    },
  );
});

test('what nobody can type is told at its field', async () => {
  const door = await openDoor();
  for (const identifier of ['mara\u0000', 'ma\nra', 'ma\u0085ra'])
    expect((await post(door.app, '', { identifier }, { cookie: '' })).json()).toEqual({
      ...{ error: 'controlCharacters', field: 'identifier' },
    });
  expect(door.calls).toEqual([]);
});

describe('what does not parse goes no further: 400, and which field', () => {
  const wrong: readonly (readonly [string, unknown, string])[] = [
    ['', {}, 'identifier'],
    ['', { identifier: '' }, 'identifier'],
    ['', { identifier: '   ' }, 'identifier'],
    ['', { identifier: 'x'.repeat(255) }, 'identifier'],
    ['', { identifier: 7 }, 'identifier'],
    ['', { identifier: ['mara'] }, 'identifier'],
    ['/identity-verification', { country: 'de', route: 'wallet' }, 'country'],
    ['/identity-verification', { country: 'DEU', route: 'wallet' }, 'country'],
    ['/identity-verification', { country: 'DE', route: 'grant' }, 'route'],
    ['/hand-over', { language: '../..' }, 'language'],
    ['/returned', { status: 'granted' }, 'status'],
    ['/response-code', { code: 'short' }, 'code'],
    ['/response-code', { code: 'x'.repeat(101) }, 'code'],
    ['/phone/code', {}, 'code'],
    ['/phone/code', { code: 'x'.repeat(51) }, 'code'],
    ['/face-check', { session, frames: [frame, frame] }, 'frames'],
    ['/face-check', { session, frames: Array(9).fill(frame) }, 'frames'],
    ['/face-check', { session, frames: [frame, frame, 'not base64!'] }, 'frames.2'],
    ['/face-check', { session, frames: [frame, frame, 'A'.repeat(400_004)] }, 'frames.2'],
    ['/face-check', { frames }, 'session'],
    ['/face-check/session', {}, 'consent'],
    ['/face-check/session', { consent: 'yes' }, 'consent'],
    ['/face-check/session', { consent, lit: 'yes' }, 'lit'],
    ['/face-check/frame', { session, step: -1, frame }, 'step'],
    ['/face-check/frame', { session, step: 1.5, frame }, 'step'],
    ['/face-check/frame', { session: 'short', step: 1, frame }, 'session'],
    ['/face-check/frame', { session, step: 1, frame: 'A'.repeat(400_004) }, 'frame'],
    ['/access-pass/redeem', { value: 'x'.repeat(101) }, 'value'],
    ['/objection', {}, 'token'],
    ['/objection', { token: 'x'.repeat(201) }, 'token'],
  ];
  test.each(wrong)('%s %j', async (path, body, field) => {
    const answer = await post(door.app, path, body as object);
    expect([answer.statusCode, answer.json()]).toEqual([400, { error: 'badRequest', field }]);
    expect(door.calls).toEqual([]);
  });

  test('pictures may be large, everything else may not', async () => {
    const large = Array(8).fill('A'.repeat(400_000));
    expect((await post(door.app, '/face-check', { session, frames: large })).statusCode).toBe(200);
    expect(
      (await post(door.app, '/face-check', { session, frames: [...large, 'A'.repeat(400_000)] })).statusCode,
    ).toBe(413);
    expect((await post(door.app, '/begin', { more: 'A'.repeat(70_000) })).statusCode).toBe(413);
  });
});

describe('starting', () => {
  test('sets the cookie, and answers with the first page', async () => {
    const answer = await post(door.app, '', { identifier: '  mara.lindqvist ' }, { cookie: '' });
    expect([answer.statusCode, answer.json()]).toEqual([201, view]);
    expect(answer.headers['set-cookie']).toBe(
      '__Host-regain-recovery=new-cookie; Max-Age=86400; Path=/; HttpOnly; Secure; SameSite=Lax',
    );
    expect(door.calls).toEqual([{ started: { identifier: 'mara.lindqvist', network: '127.0.0.0/24' } }]);
  });

  test('counts by network, of the address that a trusted proxy names (D16)', async () => {
    await post(door.app, '', { identifier: 'mara' }, { from: '203.0.113.9' });
    expect(door.calls).toMatchObject([{ started: { network: '203.0.113.0/24' } }]);
  });
});

describe('answers', () => {
  test('where the person is: GET, or 404', async () => {
    const get = (cookie: string) =>
      door.app.inject({ url: '/api/recovery', cookies: { '__Host-regain-recovery': cookie } });
    expect((await get('known')).json()).toEqual(view);
    expect((await get('other')).statusCode).toBe(404);
  });

  test('who waits for objections keeps the cookie as long as the recovery (D28, D25)', async () => {
    const { app } = openDoor({ recovery: { state: 'waiting', expiresAt: now + 48 * 3_600_000 } });
    const answer = await app.inject({ url: '/api/recovery', cookies: { '__Host-regain-recovery': 'known' } });
    expect(answer.headers['set-cookie']).toBe(
      '__Host-regain-recovery=known; Max-Age=172800; Path=/; HttpOnly; Secure; SameSite=Lax',
    );
  });

  test('an address to go to, where there is one', async () => {
    const location = 'https://idv.example/start?token=x';
    const sent = openDoor({ reply: { location } });
    expect((await post(sent.app, '/hand-over', {})).json()).toEqual({ location });
    expect((await post(door.app, '/hand-over', {})).json()).toEqual(view);
  });

  test('an open request, or "not now"', async () => {
    const request = { address: 'openid4vp://?x', expiresAt: now };
    const open = openDoor({ page: { page: 'waitingForWallet', request } });
    expect((await post(open.app, '/presentation', {})).json()).toEqual(request);
    const answer = await post(door.app, '/presentation', {});
    expect([answer.statusCode, answer.json()]).toEqual([409, { error: 'notNow' }]);
  });

  test('a pass, or "not now"', async () => {
    const pass = { value: 'ABCD-EFGH', expiresAt: now };
    expect((await post(openDoor({ reply: { pass } }).app, '/access-pass/show', {})).json()).toEqual(pass);
    const answer = await post(door.app, '/access-pass/show', {});
    expect([answer.statusCode, answer.json()]).toEqual([409, { error: 'notNow' }]);
  });

  test.each(['/access-pass/redeem', '/enrolment'])(
    '%s: set-up has a cookie of its own that ends with it; no session (R26, D29)',
    async (path) => {
      const enrolment = { token: 'enrol-token', expiresAt: now + 30 * 60_000 };
      const { app } = openDoor({ reply: { enrolment, location: '/enrol' } });
      const answer = await post(app, path, {});
      expect(answer.json()).toEqual({ location: '/enrol' });
      expect(answer.headers['set-cookie']).toBe(
        '__Host-regain-enrolment=enrol-token; Max-Age=1800; Path=/; HttpOnly; Secure; SameSite=Lax',
      );
      expect(answer.body).not.toContain('enrol-token');
    },
  );

  test('a pass that is not taken, whichever way: one answer', async () => {
    for (const refused of ['passUnknown', 'passExpired', 'passUsed']) {
      const answer = await post(openDoor({ reply: { refused } }).app, '/access-pass/redeem', { value: 'X' });
      expect([answer.statusCode, answer.json()]).toEqual([409, { error: 'passRefused' }]);
    }
    expect((await post(door.app, '/access-pass/redeem', {})).json()).toEqual({ error: 'notNow' });
  });

  test('leaving forgets the cookie, with or without a recovery', async () => {
    for (const cookie of ['known', 'other']) {
      const answer = await post(door.app, '/leave', {}, { cookie });
      expect([answer.statusCode, answer.body]).toEqual([204, '']);
      expect(answer.headers['set-cookie']).toMatch(/^__Host-regain-recovery=;.*Expires=Thu, 01 Jan 1970/);
    }
    expect(door.calls).toEqual([{ event: { type: 'leave' } }]);
  });

  test('"This wasn\'t me" needs no cookie: the link is enough (R10)', async () => {
    const stopped = await post(door.app, '/objection', { token: 'r1.mac' }, { cookie: '' });
    expect([stopped.statusCode, stopped.json()]).toEqual([200, { stopped: true }]);
    expect(door.calls).toEqual([{ objected: 'r1.mac' }]);
    const late = await post(openDoor({ objected: 'tooLate' }).app, '/objection', { token: 'r1.mac' });
    expect(late.json()).toEqual({ stopped: false });
    const unknown = await post(openDoor({ objected: 'unknown' }).app, '/objection', { token: 'x' });
    expect([unknown.statusCode, unknown.json()]).toEqual([400, { error: 'linkUnknown' }]);
  });
});

test('nothing is done by GET: an address in an image or a link changes nothing', async () => {
  for (const [path] of addresses) {
    const answer = await door.app.inject({
      url: `/api/recovery${path}`,
      cookies: { '__Host-regain-recovery': 'known' },
    });
    expect([path, answer.statusCode]).toEqual([path, 404]);
  }
  expect(door.calls).toEqual([]);
});
