/**
 * For tests: a sandbox on a real port, and beside it the relying party that hands people over. Imported by tests only.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { openAuthority } from './authority/index.ts';
import { createSandbox } from './create-sandbox.ts';
import type { Picture, Specimen } from './verification/index.ts';

export const JPEG: Picture = {
  bytes: new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]),
  mediaType: 'image/jpeg',
};

export const MARA: Specimen = {
  id: 'mara',
  printed: {
    givenName: 'Mara',
    familyName: 'Lindqvist',
    birthDate: '1988-04-12',
    documentNumber: 'D1234001',
    country: 'DE',
  },
  picture: JPEG,
};

export interface TestInstallation {
  readonly origin: string;
  readonly relyingParty: string;
  readonly wallet: string;
  readonly dataDir: string;
  /** Moves the sandbox's clock. */
  advance(milliseconds: number): void;
  now(): number;
  /** A hand-over token; members and header may be overridden, and left out by `undefined`. */
  createToken(changes?: JWTPayload, header?: Record<string, unknown>): Promise<string>;
  close(): Promise<void>;
}

export async function startTestInstallation(): Promise<TestInstallation> {
  const dataDir = await mkdtemp(join(tmpdir(), 'specimen-id-'));
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const keySet = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'one', alg: 'ES256' }] });
  const relyingPartyServer = createServer((request, response) => {
    response.statusCode = request.url === '/.well-known/jwks.json' ? 200 : 404;
    response.setHeader('content-type', 'application/json').end(keySet);
  });
  const relyingParty = `http://localhost:${await listen(relyingPartyServer)}`;
  const port = await findFreePort();
  const origin = `http://127.0.0.1:${port}`;
  const wallet = 'http://127.0.0.1:1';
  let offset = 0;
  const now = () => Date.now() + offset;
  const app = await createSandbox({
    config: {
      port,
      host: '127.0.0.1',
      origin,
      dataDir,
      specimensDir: undefined,
      relyingParty,
      wallet,
      followStdin: false,
      checkMilliseconds: 0,
      slowMilliseconds: 10_000,
    },
    signer: await openAuthority({ dataDir, origin, now }),
    specimens: [MARA],
    now,
    randomBytes,
  });
  await app.listen({ port, host: '127.0.0.1' });

  return {
    origin,
    relyingParty,
    wallet,
    dataDir,
    now,
    advance(milliseconds) {
      offset += milliseconds;
    },
    createToken(changes = {}, header = {}) {
      const iat = Math.floor(now() / 1000);
      const payload = {
        iss: relyingParty,
        aud: origin,
        jti: randomUUID(),
        iat,
        exp: iat + 300,
        return_to: `${relyingParty}/recover/returned`,
        country: 'DE',
        locale: 'en',
        ...changes,
      };
      return new SignJWT(JSON.parse(JSON.stringify(payload)))
        .setProtectedHeader({ alg: 'ES256', kid: 'one', typ: 'regain-hand-over+jwt', ...header })
        .sign(privateKey);
    },
    async close() {
      await app.close();
      await new Promise((done) => relyingPartyServer.close(done));
      await rm(dataDir, { recursive: true });
    },
  };
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((done) => server.listen(0, done));
  return (server.address() as AddressInfo).port;
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  await new Promise((done) => server.close(done));
  return port;
}
