import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createRequestSigner, loadOrCreateIdentity } from '../connectors/request-signing/index.ts';
import { createKnownCertificates } from '../recovery/journey/index.ts';
import { generateEncryptionKey } from '../server/assemble-journey.ts';
import { createLookUps } from '../server/create-look-ups.ts';
import { sandboxExtension } from '../server/sandbox-extension.ts';
import { createVerifierBench, parseTestProfile } from '../server/verifier/index.ts';

/** Regain's verifier bench over HTTP, put together as `npm run verifier` does, that may look up what the sandbox publishes. */
export async function openBench(options: { readonly sandboxOrigin: string }) {
  const port = await findFreePort();
  const origin = `http://localhost:${port}`;
  const identity = await loadOrCreateIdentity({
    ...{ purpose: 'request', organisation: 'Bench', origin, now: Date.now() },
    store: { read: async () => null, write: async () => {} },
  });
  const [, authority = ''] = (identity.certificatePem ?? '').split(/(?<=-----END CERTIFICATE-----\n)/);
  const { app, start } = createVerifierBench({
    ...{ now: Date.now, randomBytes, generateEncryptionKey, origin, token: null },
    authorityPem: authority,
    signers: {
      x509_hash: createRequestSigner(identity, 'x509_hash'),
      x509_san_dns: createRequestSigner(identity, 'x509_san_dns'),
    },
    understoodExtensions: [sandboxExtension],
    knownCertificates: createKnownCertificates(),
    ...createLookUps({ config: options, now: Date.now, onProblem: () => {} }),
  });
  await app.listen({ host: '127.0.0.1', port });
  return {
    origin,
    authorityPem: authority.trim(),
    start: async (profile: object) => {
      const parsed = parseTestProfile(profile);
      if (parsed.kind === 'invalid') throw new TypeError(parsed.problems.join('; '));
      return await start(parsed.profile);
    },
    readResult: async (address: string): Promise<Record<string, unknown>> =>
      (await fetch(address)).json() as never,
    close: () => app.close(),
  };
}

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  await new Promise((closed) => probe.close(closed));
  return port;
}
