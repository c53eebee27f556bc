import { createHash } from 'node:crypto';
import { decodeProtectedHeader } from 'jose';
import { describe, expect, test } from 'vitest';
import { Fault } from '../../recovery/outcome.ts';
import {
  createJwtVcScene,
  createMdocScene,
  createScene,
  honestElements,
  issuerDid,
  licence,
  listUri,
  now,
  portraitBase64,
  sandboxType,
  seconds,
  transcriptOf,
} from '../../recovery/steps/presentation/fixtures/index.ts';
import { formOf, openTestBench, origin, type RequestObject } from './test-bench.ts';

const sdJwt = await createScene();
const mdoc = await createMdocScene();
const vc = await createJwtVcScene();
const trustAnchors = [{ certificatePem: sdJwt.root.pem + mdoc.authority.pem }, { did: issuerDid }];
const queries = {
  'dc+sd-jwt': {
    meta: { vct_values: [sandboxType] },
    claims: [{ path: ['given_name'] }, { path: ['birthdate'] }],
  },
  mso_mdoc: {
    meta: { doctype_value: licence.type },
    claims: [{ path: [licence.namespace, 'family_name'], intent_to_retain: false }],
  },
  jwt_vc_json: { meta: { type_values: [['VerifiableCredential', 'VerifiedEmployee']] } },
} as const;
type Format = keyof typeof queries;
const formats = Object.keys(queries) as Format[];
const modes = ['direct_post', 'direct_post.jwt'] as const;
const profileFor = (format: Format, more: object = {}) => ({
  trustAnchors,
  query: { credentials: [{ id: 'one', format, ...queries[format] }] },
  ...more,
});

const thumbprintOf = ({ client_metadata }: RequestObject) => {
  const { crv, kty, x, y } = client_metadata.jwks?.keys[0] ?? {};
  return x === undefined ? null : createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest();
};
const transcript = (request: RequestObject, changes: { nonce?: string } = {}) =>
  transcriptOf({
    ...{ nonce: request.nonce, clientId: request.client_id, responseUri: request.response_uri },
    thumbprint: thumbprintOf(request),
    ...changes,
  });
/** An honest wallet's presentation. */
const present = (format: Format, request: RequestObject) => {
  const { client_id: aud, nonce } = request;
  if (format === 'mso_mdoc') return mdoc.present({ transcript: transcript(request) });
  if (format === 'jwt_vc_json') return vc.present({ vpPayload: { aud, nonce } });
  return sdJwt.present({}, { payload: { aud, nonce } });
};
const openBench = (more: Parameters<typeof openTestBench>[0] = {}) =>
  openTestBench({
    issuerKeys: { readDocument: async () => ({ document: vc.document, fetchedAt: now }) },
    ...more,
  });
const refused = { error: 'invalid_request' };

describe('one question to a wallet, without a recovery (interop.md 2)', () => {
  const prefixes = ['x509_hash', 'x509_san_dns'] as const;
  const every = formats.flatMap((format) =>
    modes.flatMap((mode) => prefixes.map((prefix) => [format, mode, prefix] as const)),
  );
  test.each(every)('%s by %s, named by %s: accepted', async (format, responseMode, clientIdPrefix) => {
    const bench = await openBench();
    const { id, request } = await bench.ask(profileFor(format, { responseMode, clientIdPrefix }));
    expect(request.response_mode).toBe(responseMode);
    expect(request.client_id.startsWith(`${clientIdPrefix}:`)).toBe(true);
    const reply = await bench.answer(
      request,
      await formOf(request, { one: [await present(format, request)] }),
    );
    const { responseCode, ...result } = await bench.result(id);
    expect([reply.statusCode, reply.json()]).toEqual([
      200,
      { redirect_uri: `${origin}/answered#response_code=${responseCode}` },
    ]);
    expect(result).toMatchObject({
      ...{ id, state: 'accepted', timesRead: 1, responseMode, clientIdPrefix },
      claims: { familyName: honestElements.family_name },
      portrait: { mediaType: 'image/jpeg', bytes: Buffer.from(portraitBase64, 'base64').length },
      credential: { format, issuedAt: new Date(now - 600_000).toISOString() },
    });
  });

  test('the request can be read again, by GET and by POST with the wallet’s nonce, until it is answered', async () => {
    const bench = await openBench();
    const { address, request, requestPath } = await bench.ask(profileFor('dc+sd-jwt'));
    const { searchParams } = new URL(address);
    expect(Object.fromEntries(searchParams)).toEqual({
      client_id: request.client_id,
      request_uri: `${origin}${requestPath}`,
      request_uri_method: 'post',
    });
    const again = await bench.get(requestPath);
    expect(decodeProtectedHeader(again.body)).toMatchObject({ typ: 'oauth-authz-req+jwt', alg: 'ES256' });
    const posted = await bench.form(requestPath, { wallet_nonce: 'w1' });
    const payload = JSON.parse(Buffer.from(posted.body.split('.')[1] ?? '', 'base64url').toString());
    expect(payload).toEqual({ ...request, wallet_nonce: 'w1' });
    await bench.answer(request, await formOf(request, { one: ['x'] }));
    expect((await bench.get(requestPath)).statusCode).toBe(404);
  });

  test('wallets that read by GET alone, and those that are opened elsewhere', async () => {
    const bench = await openBench();
    const walletAddress = 'https://suite.example/authorize';
    const { address } = await bench.ask(profileFor('mso_mdoc', { requestUriMethod: 'get', walletAddress }));
    expect(address.startsWith(`${walletAddress}?client_id=`)).toBe(true);
    expect(new URL(address).searchParams.has('request_uri_method')).toBe(false);
  });

  test('an mdoc whose signer the profile believes by itself, as the plans sign theirs', async () => {
    const bench = await openBench();
    const trusted = [{ documentSignerPem: mdoc.signer.pem }];
    const { id, request } = await bench.ask({ ...profileFor('mso_mdoc'), trustAnchors: trusted });
    await bench.answer(request, await formOf(request, { one: [await present('mso_mdoc', request)] }));
    expect(await bench.result(id)).toMatchObject({ state: 'accepted', credential: { anchorId: 'anchor-1' } });
  });

  test('each request has a nonce, a state, a key and addresses of its own', async () => {
    const bench = await openBench();
    const [one, two] = [await bench.ask(profileFor('mso_mdoc')), await bench.ask(profileFor('mso_mdoc'))];
    const secrets = ({ id, request, requestPath }: typeof one) => [
      ...[id, requestPath, request.nonce, request.state, request.response_uri],
      JSON.stringify(request.client_metadata.jwks),
    ];
    expect(new Set([...secrets(one), ...secrets(two)]).size).toBe(12);
    expect(one.requestPath).not.toContain(one.id);
  });
});

describe('what conformance plans send and want to be refused, at once and by 4xx (interop.md 2.1)', () => {
  const bent: readonly (readonly [string, string, (request: RequestObject) => Promise<string>])[] = [
    [
      'invalid-credential-signature',
      'credentialSignature',
      async (request) =>
        (await present('dc+sd-jwt', request)).replace(/^([^.]+\.[^.]+\.)(.)/, (_all, before, first) =>
          [before, first === 'A' ? 'B' : 'A'].join(''),
        ),
    ],
    [
      'invalid-kb-jwt-signature',
      'keyBindingSignature',
      ({ client_id: aud, nonce }) =>
        sdJwt.present({}, { payload: { aud, nonce }, key: sdJwt.leaf.keys.privateKey }),
    ],
    [
      'invalid-sd-hash',
      'keyBindingHash',
      ({ client_id: aud, nonce }) => sdJwt.present({}, { payload: { aud, nonce, sd_hash: 'x'.repeat(43) } }),
    ],
    [
      'invalid-kb-jwt-nonce',
      'keyBindingNonce',
      ({ client_id: aud }) => sdJwt.present({}, { payload: { aud, nonce: 'other' } }),
    ],
    [
      'invalid-kb-jwt-aud',
      'keyBindingAudience',
      ({ nonce }) => sdJwt.present({}, { payload: { aud: 'x509_hash:other', nonce } }),
    ],
    ...[-365, 365].map(
      (days) =>
        [
          `kb-jwt-iat ${days} days off`,
          'keyBindingTime',
          ({ client_id: aud, nonce }: RequestObject) =>
            sdJwt.present({}, { payload: { aud, nonce, iat: seconds + days * 86_400 } }),
        ] as const,
    ),
    [
      'invalid-session-transcript',
      'keyBindingSignature',
      (request) => mdoc.present({ transcript: transcript(request, { nonce: 'other' }) }),
    ],
  ];
  const everywhere = bent.flatMap((each) => modes.map((mode) => [...each, mode] as const));
  test.each(everywhere)('%s: %s', async (name, code, lie, responseMode) => {
    const bench = await openBench();
    const format = name === 'invalid-session-transcript' ? 'mso_mdoc' : 'dc+sd-jwt';
    const { id, request } = await bench.ask(profileFor(format, { responseMode }));
    const reply = await bench.answer(request, await formOf(request, { one: [await lie(request)] }));
    expect([reply.statusCode, reply.json()]).toEqual([400, refused]);
    expect(await bench.result(id)).toMatchObject({ state: 'refused', code });
  });

  test('an issuer whom the profile does not name', async () => {
    const bench = await openBench();
    const stranger = await createScene();
    const trusted = [{ certificatePem: stranger.root.pem }];
    const { id, request } = await bench.ask({ ...profileFor('dc+sd-jwt'), trustAnchors: trusted });
    await bench.answer(request, await formOf(request, { one: [await present('dc+sd-jwt', request)] }));
    expect(await bench.result(id)).toMatchObject({ state: 'refused', code: 'issuerUntrusted' });
  });

  test('less than was asked', async () => {
    const bench = await openBench();
    const { id, request } = await bench.ask(profileFor('dc+sd-jwt'));
    const { client_id: aud, nonce } = request;
    const less = await sdJwt.present({ claims: { given_name: 'Mara' } }, { payload: { aud, nonce } });
    await bench.answer(request, await formOf(request, { one: [less] }));
    expect(await bench.result(id)).toMatchObject({ state: 'refused', code: 'claimMissing' });
  });
});

describe('the envelope', () => {
  test('in plain to a request that offered a key: refused (a proxy could have read it)', async () => {
    const bench = await openBench();
    const { id, request } = await bench.ask(profileFor('dc+sd-jwt'));
    const presentation = await present('dc+sd-jwt', request);
    const plain = { vp_token: JSON.stringify({ one: [presentation] }), state: request.state };
    expect((await bench.answer(request, plain)).statusCode).toBe(400);
    expect(await bench.result(id)).toMatchObject({ state: 'refused', code: 'responseNotEncrypted' });
  });

  test('encrypted to a request that offered none, and nothing at all: refused', async () => {
    const bench = await openBench();
    for (const fields of [{ response: 'a.b.c.d.e' }, {}]) {
      const { id, request } = await bench.ask(profileFor('mso_mdoc', { responseMode: 'direct_post' }));
      expect((await bench.answer(request, fields)).statusCode).toBe(400);
      expect(await bench.result(id)).toMatchObject({ state: 'refused', code: 'responseMalformed' });
    }
  });

  test.each(modes)('%s: with the state of another request, refused (T13)', async (responseMode) => {
    const bench = await openBench();
    const { id, request } = await bench.ask(profileFor('dc+sd-jwt', { responseMode }));
    const presentation = await present('dc+sd-jwt', request);
    const reply = await bench.answer(request, await formOf(request, { one: [presentation] }, 'other'));
    expect(reply.statusCode).toBe(400);
    expect(await bench.result(id)).toMatchObject({ state: 'refused', code: 'stateMismatch' });
  });

  test('the wallet’s own "no" counts with the state that only it has read (8.5)', async () => {
    const bench = await openBench();
    const { id, request } = await bench.ask(profileFor('dc+sd-jwt'));
    const said = { error: 'access_denied', state: request.state };
    for (const _ of ['first', 'again']) {
      const reply = await bench.answer(request, said);
      expect([reply.statusCode, reply.json()]).toEqual([200, { redirect_uri: `${origin}/answered` }]);
    }
    expect(await bench.result(id)).toMatchObject({
      ...{ state: 'refused', code: 'walletDeclined', detail: { error: 'access_denied' } },
    });
    const other = await bench.ask(profileFor('dc+sd-jwt'));
    const foreign = await bench.answer(other.request, { error: 'access_denied', state: 'x' });
    expect(foreign.statusCode).toBe(400);
    expect(await bench.result(other.id)).toMatchObject({ state: 'refused', code: 'stateMismatch' });
  });
});

describe('single use', () => {
  test('the same bytes again get the same reply, anything else does not (D24)', async () => {
    const bench = await openBench();
    const { id, request } = await bench.ask(profileFor('dc+sd-jwt'));
    const vpToken = { one: [await present('dc+sd-jwt', request)] };
    const fields = await formOf(request, vpToken);
    const replies = [await bench.answer(request, fields), await bench.answer(request, fields)];
    expect(replies.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
    expect(replies[1]!.body).toBe(replies[0]!.body);
    expect((await bench.answer(request, await formOf(request, vpToken))).statusCode).toBe(400);
    expect(await bench.result(id)).toMatchObject({ state: 'accepted' });
  });

  test('of two answers at once one counts', async () => {
    const bench = await openBench();
    const { request } = await bench.ask(profileFor('dc+sd-jwt'));
    const vpToken = { one: [await present('dc+sd-jwt', request)] };
    const fields = [await formOf(request, vpToken), await formOf(request, vpToken)];
    const replies = await Promise.all(fields.map((each) => bench.answer(request, each)));
    expect(replies.map(({ statusCode }) => statusCode).sort()).toEqual([200, 400]);
  });

  test('a refused request is over: a good answer after it is too late', async () => {
    const bench = await openBench();
    const { id, request } = await bench.ask(profileFor('dc+sd-jwt'));
    await bench.answer(request, { response: 'noise' });
    const good = await formOf(request, { one: [await present('dc+sd-jwt', request)] });
    expect((await bench.answer(request, good)).statusCode).toBe(400);
    expect(await bench.result(id)).toMatchObject({ state: 'refused', code: 'responseNotEncrypted' });
  });

  test('where the world breaks nobody can tell, and the wallet may answer again', async () => {
    let isBroken = true;
    const bench = await openBench({
      statusLists: {
        read: async () => {
          if (isBroken) throw new Fault('gone', { code: 'gone', retryable: true });
          return null;
        },
      },
    });
    const { id, request } = await bench.ask(profileFor('dc+sd-jwt'));
    const { client_id: aud, nonce } = request;
    const status = { status_list: { idx: 1, uri: listUri } };
    const presentation = await sdJwt.present({ payload: { status } }, { payload: { aud, nonce } });
    const fields = await formOf(request, { one: [presentation] });
    expect((await bench.answer(request, fields)).statusCode).toBe(503);
    expect(await bench.result(id)).toMatchObject({ state: 'waiting' });
    isBroken = false;
    expect((await bench.answer(request, fields)).statusCode).toBe(400);
    expect(await bench.result(id)).toMatchObject({ state: 'refused', code: 'statusUnavailable' });
  });
});

describe('nothing is kept for long', () => {
  const minute = 60_000;
  test('an answer after ten minutes is too late', async () => {
    const bench = await openBench();
    const { id, request, requestPath } = await bench.ask(profileFor('dc+sd-jwt'));
    bench.clock.now += 10 * minute;
    const fields = await formOf(request, { one: [await present('dc+sd-jwt', request)] });
    expect((await bench.get(requestPath)).statusCode).toBe(404);
    expect((await bench.answer(request, fields)).statusCode).toBe(400);
    expect(await bench.result(id)).toMatchObject({ state: 'expired' });
  });

  test('a result is gone after an hour', async () => {
    const bench = await openBench();
    const { id } = await bench.ask(profileFor('dc+sd-jwt'));
    bench.clock.now += 60 * minute - 1;
    expect((await bench.get(`/transactions/${id}`)).statusCode).toBe(200);
    bench.clock.now += 1;
    expect((await bench.get(`/transactions/${id}`)).statusCode).toBe(404);
  });

  test('of more than two hundred the oldest goes', async () => {
    const bench = await openBench();
    const plain = profileFor('mso_mdoc', { responseMode: 'direct_post' });
    const ids: string[] = [];
    for (let count = 0; count < 201; count += 1)
      ids.push((await bench.post('/transactions', plain)).json().id);
    const found = async (id = '') => (await bench.get(`/transactions/${id}`)).statusCode;
    expect([await found(ids[0]), await found(ids[1]), await found(ids[200])]).toEqual([404, 200, 200]);
  });
});
