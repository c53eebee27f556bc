import fastifyCookie from '@fastify/cookie';
import Fastify, { type FastifyInstance } from 'fastify';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Journey } from '../../recovery/journey/index.ts';
import { createCookies } from '../cookies.ts';
import { protect } from '../protect.ts';
import { registerBrowserPromptDoor } from './browser-prompt.ts';

const origin = 'https://recover.example.org';
const id = 'abcdefghijklmnopqrstuvwxyz012345';
const asked = { id, protocol: 'openid4vp-v1-signed', request: 'header.payload.signature', expiresAt: 1 };

let app: FastifyInstance;
let calls: unknown[];
let state: string;
let moved: boolean;
beforeEach(async () => {
  calls = [];
  state = 'present';
  moved = true;
  const journey = {
    findByCookie: async (cookie: string) => (cookie === 'known' ? { id: 'r1', state } : null),
    advance: async (request: unknown) => {
      calls.push(request);
      return { recovery: { id: 'r1', state }, reply: {}, moved };
    },
    readBrowserRequest: async () => asked,
    answerPresentation: async (answer: { response?: string }) => {
      calls.push(answer);
      if (answer.response === 'good') state = 'faceCheck';
      if (answer.response === 'forged') state = 'closed';
      return answer.response === 'good' ? { accepted: true, location: 'x' } : { accepted: false };
    },
    view: async (recovery: { state: string }) => ({ now: { page: recovery.state } }),
  } as unknown as Journey;
  app = Fastify({ bodyLimit: 64_000 });
  await app.register(fastifyCookie);
  protect(app, { origin });
  registerBrowserPromptDoor(app, { journey, cookies: createCookies({ secure: true }) });
});
const post = (path: string, payload: object, options: { cookie?: string; from?: string } = {}) =>
  app.inject({
    ...{ method: 'POST', url: `/api/recovery/presentation/${path}`, payload },
    headers: { origin: options.from ?? origin },
    cookies: { '__Host-regain-recovery': options.cookie ?? 'known' },
  });

describe('asking', () => {
  test('gives the signed request to the page that has the cookie', async () => {
    const answer = await post('browser', {});
    expect([answer.statusCode, answer.json()]).toEqual([200, asked]);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(calls).toEqual([{ recoveryId: 'r1', event: { type: 'requestPresentation', device: 'browser' } }]);
  });

  test('when it does not fit: "not now", and no request of before', async () => {
    moved = false;
    const answer = await post('browser', {});
    expect([answer.statusCode, answer.json()]).toEqual([409, { error: 'notNow' }]);
  });
});

describe('answering', () => {
  const response = 'good';

  test('leads on, for the recovery of this browser and no other', async () => {
    const answer = await post('answer', { id, response, broughtBy: 'r2', state: 's' });
    expect([answer.statusCode, answer.json()]).toEqual([200, { now: { page: 'faceCheck' } }]);
    expect(calls).toEqual([{ requestId: id, response, broughtBy: 'r1' }]);
  });

  test('with what does not hold shows where that leads; with noise, nothing is lost', async () => {
    const noise = await post('answer', { id, response: 'noise' });
    expect([noise.statusCode, noise.json()]).toEqual([422, { error: 'answerNotTaken' }]);
    const forged = await post('answer', { id, response: 'forged' });
    expect([forged.statusCode, forged.json()]).toEqual([200, { now: { page: 'closed' } }]);
  });

  test('with an error of the wallet', async () => {
    await post('answer', { id, error: 'access_denied' });
    expect(calls).toEqual([{ requestId: id, error: 'access_denied', broughtBy: 'r1' }]);
  });

  test.each([
    {},
    { id },
    { response },
    { id: 'short', response },
    { id: `${id}/..`, response },
    { id, response: '' },
    { id, response: { jwe: 1 } },
    { id, error: 'x'.repeat(201) },
    { id, response: 'x'.repeat(2_000_001) },
  ])('with what does not parse: 4xx, and nobody is asked', async (body) => {
    const { statusCode } = await post('answer', body);
    expect([400, 413]).toContain(statusCode);
    expect(calls).toEqual([]);
  });

  test('may be large', async () => {
    expect((await post('answer', { id, response: 'x'.repeat(1_999_000) })).statusCode).toBe(422);
  });
});

test.each(['browser', 'answer'])(
  '%s: nothing without the cookie, from another origin, or by GET',
  async (path) => {
    const body = { id, response: 'good' };
    expect((await post(path, body, { cookie: 'other' })).statusCode).toBe(404);
    expect((await post(path, body, { from: 'https://evil.example' })).statusCode).toBe(403);
    const got = await app.inject({ url: `/api/recovery/presentation/${path}` });
    expect(got.statusCode).toBe(404);
    expect(calls).toEqual([]);
  },
);
