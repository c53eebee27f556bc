import fastifyCookie from '@fastify/cookie';
import Fastify from 'fastify';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Journey, Recovery, RecoveryEvent, Reply } from '../../recovery/journey/index.ts';
import { createCookies } from '../cookies.ts';
import { protect } from '../protect.ts';
import { registerPersonDoor } from './person.ts';
import { registerPhoneDoor } from './phone.ts';

const origin = 'https://recover.example.org';
const view = { purpose: 'faceCheck', now: { page: 'naming' } };
const safari =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile/15E148 Safari/604.1';

/** A journey that notes what it is asked, knows one phone, and answers as the test says. */
function openDoor(says: { reply?: Reply; joins?: string | null; after?: Partial<Recovery> } = {}) {
  const calls: object[] = [];
  const journey = {
    findByCookie: async () => null,
    findByPhone: async (cookie: string) => (cookie === 'r1.known' ? { recovery: { id: 'r1' }, view } : null),
    joinPhone: async (opening: object) => {
      calls.push(opening);
      return says.joins === undefined ? 'r1.known' : says.joins;
    },
    advance: async (request: { recoveryId: string; event: RecoveryEvent }) => {
      calls.push(request);
      return {
        recovery: says.after ?? { id: 'r1', state: 'faceCheck' },
        reply: says.reply ?? {},
        moved: true,
      };
    },
  } as unknown as Journey;
  const app = Fastify({ bodyLimit: 64_000 });
  void app.register(fastifyCookie);
  protect(app, { origin });
  const cookies = createCookies({ secure: true });
  void app.after(() => {
    registerPhoneDoor(app, { journey, cookies });
    registerPersonDoor(app, { journey, cookies, now: () => 0 });
  });
  const ask = (path: string, payload: object = {}, cookie = 'r1.known') =>
    app.inject({
      ...{ method: 'POST', url: path, headers: { origin, 'user-agent': safari }, payload },
      cookies: { '__Host-regain-phone': cookie },
    });
  return { app, calls, ask };
}

let door: ReturnType<typeof openDoor>;
beforeEach(() => {
  door = openDoor();
});

const frame = Buffer.from('frame').toString('base64');
const session = 's'.repeat(43);
const consent = '2026-11';
const code = 'c'.repeat(43);
const pictures = [0, 1, 2].map(() => Buffer.from('frame'));
/** Every address of a phone, a body for it, and the one event it may become. */
const addresses: readonly (readonly [string, object, object])[] = [
  ['/api/phone/agreement', {}, { type: 'phoneAgreed' }],
  ['/api/phone/presentation', {}, { type: 'phoneWallet' }],
  ['/api/phone/response-code', { code }, { type: 'phoneReturned', code }],
  ['/api/phone/face-check/session', { consent }, { type: 'faceOpened', consent }],
  [
    '/api/phone/face-check/frame',
    { session, step: 1, frame },
    { type: 'faceFrame', session, step: 1, frame: Buffer.from('frame') },
  ],
  [
    '/api/phone/face-check',
    { session, frames: [frame, frame, frame] },
    { type: 'faceCaptured', session, frames: pictures },
  ],
  ['/api/phone/denial', {}, { type: 'phoneDenied' }],
];

describe('a phone can do what it was asked for, in this recovery, and nothing else (D25)', () => {
  test.each(addresses)('%s is one event, under the cookie of the phone', async (path, body, event) => {
    await door.ask(path, { ...body, phone: 'r1.other', recoveryId: 'r2', type: 'phoneCode' });
    expect(door.calls).toEqual([{ recoveryId: 'r1', event: { ...event, phone: 'r1.known' } }]);
  });

  test.each(addresses)('%s without it: nothing happens', async (path, body) => {
    for (const cookie of ['', 'r1.forged', 'known']) await door.ask(path, body, cookie);
    expect(door.calls).toEqual([]);
  });

  test.each([
    '/phone/code',
    '/continue',
    '/access-pass/show',
    '/access-pass/redeem',
    '/presentation',
    '/begin',
  ])("its cookie opens nothing of the starting browser's: %s", async (path) => {
    const answer = await door.ask(`/api/recovery${path}`, { code: 'ABCD-EFGH' });
    expect([answer.statusCode, door.calls]).toEqual([404, []]);
  });
});

describe('opening the link', () => {
  const opening = { link: `r1.${'l'.repeat(43)}`, claim: 'A'.repeat(43) };

  test('sets a cookie that no script reads, and shows whose sign-in it is about', async () => {
    const answer = await door.ask('/api/phone', opening, '');
    expect([answer.statusCode, answer.json()]).toEqual([200, view]);
    expect(answer.headers['set-cookie']).toBe(
      '__Host-regain-phone=r1.known; Max-Age=432000; Path=/; HttpOnly; Secure; SameSite=Lax',
    );
    expect(door.calls).toMatchObject([
      { ...opening, from: { browser: 'Safari · iPhone', network: '127.0.0.0/24' } },
    ]);
  });

  test('a link that is used, dead or made up: one answer, and no cookie', async () => {
    const answer = await openDoor({ joins: null }).ask('/api/phone', opening, '');
    expect([answer.statusCode, answer.json(), answer.headers['set-cookie']]).toEqual([
      ...[409, { error: 'linkUsed' }, undefined],
    ]);
  });

  test.each([
    ['no link', { ...opening, link: '' }],
    ['a claim that is too short to be drawn', { ...opening, claim: 'A'.repeat(20) }],
    ['no claim', { link: opening.link }],
  ])('%s: 400', async (_, body) => {
    expect((await door.ask('/api/phone', body, '')).statusCode).toBe(400);
    expect(door.calls).toEqual([]);
  });

  test('from another site: refused', async () => {
    const answer = await door.app.inject({
      ...{ method: 'POST', url: '/api/phone', payload: opening, headers: { origin: 'https://evil.example' } },
    });
    expect(answer.statusCode).toBe(403);
  });
});

describe('answers', () => {
  test('over, thrown out or never: 404 for all of them', async () => {
    const get = (cookie: string) =>
      door.app.inject({ url: '/api/phone', cookies: { '__Host-regain-phone': cookie } });
    expect((await get('r1.known')).json()).toEqual(view);
    for (const cookie of ['', 'r1.over', 'r2.known'])
      expect([(await get(cookie)).statusCode, (await get(cookie)).json()]).toEqual([
        404,
        { error: 'noPhone' },
      ]);
  });

  test('the wallet to open, or "not now"', async () => {
    const location = 'openid4vp://?x';
    const asked = await openDoor({ reply: { location } }).ask('/api/phone/presentation');
    expect(asked.json()).toEqual({ location });
    expect((await door.ask('/api/phone/presentation')).statusCode).toBe(409);
  });

  test('whether "This wasn\'t me" came in time', async () => {
    const became = (state: Recovery['state'], outcome: Recovery['outcome']) =>
      openDoor({ after: { state, outcome } }).ask('/api/phone/denial');
    expect((await became('closed', 'stopped')).json()).toEqual({ stopped: true });
    expect((await became('enrol', null)).json()).toEqual({ stopped: false });
    expect((await became('closed', 'recovered')).json()).toEqual({ stopped: false });
  });
});
