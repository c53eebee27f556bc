import Fastify, { type FastifyInstance } from 'fastify';
import { beforeEach, describe, expect, test } from 'vitest';
import { protect } from '../protect.ts';
import { type AskingParty, registerWalletDoor } from './wallet.ts';

const id = 'abcdefghijklmnopqrstuvwxyz012345';
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const jwks = { keys: [{ kty: 'EC', kid: 'k1' }] };

let app: FastifyInstance;
let asked: unknown[];
let asking: AskingParty;
beforeEach(() => {
  asked = [];
  asking = {
    readRequestObject: async (request) => {
      asked.push(request);
      return request.requestId === id ? 'header.payload.signature' : null;
    },
    answerPresentation: async (answer) => {
      asked.push(answer);
      return answer.response === 'jwe'
        ? { accepted: true, location: 'https://recover.example.org/recover/back#response_code=x' }
        : { accepted: false };
    },
  };
  app = Fastify();
  protect(app, { origin: 'https://recover.example.org' });
  registerWalletDoor(app, { asking, jwks });
});
const post = (path: string, fields: Record<string, string> | string, headers: object = form) =>
  app.inject({
    ...{ method: 'POST', url: `/openid4vp/${path}`, headers: { ...headers } },
    payload: typeof fields === 'string' ? fields : new URLSearchParams(fields).toString(),
  });

describe('the request object (OpenID4VP 5.10, interop.md 2.2)', () => {
  test('by GET, as often as it is asked for', async () => {
    for (let time = 0; time < 2; time += 1) {
      const answer = await app.inject(`/openid4vp/request/${id}`);
      expect([answer.statusCode, answer.body]).toEqual([200, 'header.payload.signature']);
      expect(answer.headers['content-type']).toBe('application/oauth-authz-req+jwt');
      expect(answer.headers['cache-control']).toBe('no-store');
    }
    expect(asked).toEqual([{ requestId: id }, { requestId: id }]);
  });

  test('by POST, with the nonce of the wallet and nothing else it says', async () => {
    await post(`request/${id}`, { wallet_nonce: 'n1', wallet_metadata: '{"x":1}', requestId: 'other' });
    await post(`request/${id}`, '');
    await app.inject({ method: 'POST', url: `/openid4vp/request/${id}` });
    expect(asked).toEqual([{ requestId: id, walletNonce: 'n1' }, { requestId: id }, { requestId: id }]);
    const tooLong = await post(`request/${id}`, { wallet_nonce: 'n'.repeat(513) });
    expect([tooLong.statusCode, tooLong.json()]).toEqual([400, { error: 'invalid_request' }]);
  });

  test.each(['x', 'A'.repeat(65), `${'A'.repeat(30)}%2F..`, `${'A'.repeat(30)}%00`])(
    'an id that is none of ours (%s): 404, and nobody is asked',
    async (wrong) => {
      const answer = await app.inject(`/openid4vp/request/${wrong}`);
      expect([answer.statusCode, answer.json()]).toEqual([404, { error: 'invalid_request_uri' }]);
      expect(asked).toEqual([]);
    },
  );

  test('one that there is no more: 404', async () => {
    expect((await app.inject(`/openid4vp/request/${'B'.repeat(32)}`)).statusCode).toBe(404);
  });
});

describe('the answer (OpenID4VP 8.2)', () => {
  test('a good one: 200, JSON, and where to go', async () => {
    const answer = await post(`response/${id}`, { response: 'jwe' });
    expect([answer.statusCode, answer.json()]).toEqual([
      200,
      { redirect_uri: 'https://recover.example.org/recover/back#response_code=x' },
    ]);
    expect(answer.headers['content-type']).toContain('application/json');
    expect(answer.headers).not.toHaveProperty('set-cookie');
    expect(asked).toEqual([{ requestId: id, response: 'jwe' }]);
  });

  test('anything wrong: 4xx, and not a word why', async () => {
    const wrong = [
      await post(`response/${id}`, { response: 'lies' }),
      await post(`response/${id}`, { vp_token: '{}' }),
      await post(`response/${id}`, ''),
      await post('response/short', { response: 'jwe' }),
      await post(`response/${id}`, { error: 'x'.repeat(201) }),
      await post(`response/${id}`, { state: 'x'.repeat(201) }),
    ];
    for (const answer of wrong)
      expect([answer.statusCode, answer.json()]).toEqual([400, { error: 'invalid_request' }]);
  });

  test('a refusal by the person is passed on with its state', async () => {
    await post(`response/${id}`, { error: 'access_denied', state: 's1', error_description: 'Mara said no' });
    expect(asked).toEqual([{ requestId: id, error: 'access_denied', state: 's1' }]);
  });

  test('one in plain is not read where people recover: only where it was asked for (8.2)', async () => {
    const plain = { vp_token: '{"idv":["x"]}', state: 's1' };
    await post(`response/${id}`, plain);
    expect(asked).toEqual([{ requestId: id, state: 's1' }]);
    const bench = Fastify();
    registerWalletDoor(bench, { asking, jwks: null, plainAnswers: true });
    await bench.inject({
      ...{ method: 'POST', url: `/openid4vp/response/${id}`, headers: form },
      payload: new URLSearchParams(plain).toString(),
    });
    expect(asked.at(-1)).toEqual({ requestId: id, vpToken: plain.vp_token, state: 's1' });
    expect((await bench.inject('/.well-known/jwks.json')).statusCode).toBe(404);
  });

  test('only forms are read', async () => {
    const json = await post(`response/${id}`, '{"response":"jwe"}', { 'content-type': 'application/json' });
    expect(json.statusCode).toBe(415);
    const huge = await post(`response/${id}`, `response=${'x'.repeat(1_050_000)}`);
    expect(huge.statusCode).toBe(413);
    expect(asked).toEqual([]);
  });

  test('is no page to look at', async () => {
    expect((await app.inject(`/openid4vp/response/${id}`)).statusCode).toBe(404);
  });
});

describe('any wallet may call, from any origin, without cookies (D26)', () => {
  test('every answer says so, good or bad', async () => {
    const headers = { ...form, origin: 'https://wallet.example' };
    const answers = [
      await app.inject({ url: `/openid4vp/request/${id}`, headers }),
      await app.inject({ url: '/openid4vp/request/x', headers }),
      await post(`response/${id}`, { response: 'jwe' }, headers),
      await post(`response/${id}`, { response: 'lies' }, headers),
      await app.inject({ url: '/.well-known/jwks.json', headers }),
    ];
    for (const { headers: said } of answers) {
      expect(said['access-control-allow-origin']).toBe('*');
      expect(said).not.toHaveProperty('access-control-allow-credentials');
    }
  });

  test('a browser may ask beforehand', async () => {
    const answer = await app.inject({ method: 'OPTIONS', url: `/openid4vp/response/${id}` });
    expect([answer.statusCode, answer.body]).toEqual([204, '']);
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET, POST',
    });
  });

  test('the keys that sign hand-overs are public, and may be kept for a while (D23)', async () => {
    const answer = await app.inject('/.well-known/jwks.json');
    expect(answer.json()).toEqual(jwks);
    expect(answer.headers['cache-control']).toBe('max-age=300');
  });
});
