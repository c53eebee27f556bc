import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { importJWK, type JWK, jwtVerify, SignJWT } from 'jose';
import { expect, test } from 'vitest';
import type { Provider } from '../../../recovery/policy/index.ts';
import { createOutboundFetch } from '../../outbound/index.ts';
import { describeIdentityVerifier, type VerifierUnderTest } from '../contract.ts';
import { createHandOverVerifier } from './index.ts';

const regainOrigin = 'https://recover.example.org';
const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const sign = (payload: Readonly<Record<string, unknown>>) =>
  new SignJWT({ ...payload })
    .setProtectedHeader({ alg: 'ES256', typ: 'regain-hand-over+jwt' })
    .sign(keys.privateKey);
const publicKey = () => importJWK(keys.publicKey.export({ format: 'jwk' }) as JWK, 'ES256');

const provider = (origin: string): Provider => ({
  ...{ id: 'example-id', version: 1, name: 'Example ID', sandbox: false, enabled: true },
  address: `${origin}/start?plan=basic`,
  statusAddress: `${origin}/healthz`,
  countries: ['DE', 'PT'],
  documents: ['passport'],
  credentials: [{ format: 'dc+sd-jwt', type: 'urn:example:id' }],
  ...{ assurance: 'substantial', chargesPerCheck: true, price: '2 EUR a check' },
  ...{ reports: [], acceptedWithoutReport: null, contact: { name: '', email: '', phone: '' } },
});
/** As the server asks: through the guard, here with this one exception to it. */
function open(origin: string) {
  const ask = createOutboundFetch({ loopbackOrigins: [origin], timeoutMs: 2_000 });
  const { statusAddress } = provider(origin);
  const isUp = async () =>
    (await ask({ url: statusAddress, accept: '*/*', maximumBytes: 1_000 })).kind === 'answer';
  return createHandOverVerifier({ provider: provider(origin), regainOrigin, sign, isUp });
}

/** A provider reduced to its health, on a port of its own. */
async function openProvider(): Promise<VerifierUnderTest> {
  let answer: RequestListener = (_request, response) => response.end('{"status":"up"}');
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const providerOrigin = `http://127.0.0.1:${port}`;
  const listen = () => (server.listening ? undefined : once(server.listen(port, '127.0.0.1'), 'listening'));
  return {
    verifier: open(providerOrigin),
    providerOrigins: [providerOrigin],
    behave: async (how) => {
      await listen();
      answer = {
        up: ((_request, response) => response.end('{"status":"up"}')) as RequestListener,
        down: ((_request, response) => response.writeHead(503).end('{"status":"down"}')) as RequestListener,
        redirecting: ((_request, response) =>
          response.writeHead(302, { location: `${providerOrigin}/other` }).end()) as RequestListener,
        silent: (() => {}) as RequestListener,
        gone: (() => {}) as RequestListener,
      }[how];
      if (how !== 'gone') return;
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
    readHandOver: async (location) => {
      const token = new URL(location).searchParams.get('token') ?? '';
      const { payload } = await jwtVerify(token, await publicKey(), {
        currentDate: new Date('2026-11-22T12:00:01Z'),
      });
      return payload;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      expect(new Set(asked), 'health only, and nothing in the address').toEqual(new Set(['/healthz']));
    },
  };
}

describeIdentityVerifier('hand-over', openProvider);

test('it serves what its entry says, and never a decoy where it charges (D14)', () => {
  const { id, name, countries, sandbox, chargesPerCheck } = open('https://idv.example');
  expect({ id, name, countries, sandbox, chargesPerCheck }).toEqual({
    ...{
      id: 'example-id',
      name: 'Example ID',
      countries: ['DE', 'PT'],
      sandbox: false,
      chargesPerCheck: true,
    },
  });
});

test('the token says this and no more, and names this provider alone (D23)', async () => {
  const verifier = open('http://127.0.0.1:4002');
  const issuedAt = Date.parse('2026-11-22T12:00:00.900Z');
  const { location } = await verifier.handOver({
    ...{ requestId: 'r1', returnTo: `${regainOrigin}/recover/returned`, country: 'DE', locale: 'en' },
    ...{ issuedAt, expiresAt: issuedAt + 600_000 },
  });
  const address = new URL(location);
  expect([address.origin, address.pathname, [...address.searchParams.keys()]]).toEqual([
    'http://127.0.0.1:4002',
    '/start',
    ['plan', 'token'],
  ]);
  const { payload } = await jwtVerify(address.searchParams.get('token')!, await publicKey(), {
    currentDate: new Date(issuedAt),
    audience: 'http://127.0.0.1:4002',
    issuer: regainOrigin,
  });
  expect(payload).toEqual({
    iss: regainOrigin,
    aud: 'http://127.0.0.1:4002',
    jti: 'r1',
    iat: Math.floor(issuedAt / 1000),
    exp: Math.floor(issuedAt / 1000) + 600,
    return_to: `${regainOrigin}/recover/returned`,
    country: 'DE',
    locale: 'en',
  });
});
