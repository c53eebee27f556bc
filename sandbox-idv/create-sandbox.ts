import Fastify, { type FastifyInstance } from 'fastify';
import type { Signers } from './authority/index.ts';
import type { SandboxConfig } from './config.ts';
import { createHandOverVerifier } from './hand-over/index.ts';
import { createNonces, createOffers, issuanceRoutes } from './issuance/index.ts';
import { createHealth, pageRoutes } from './pages/index.ts';
import { createCheckStore, type Specimen } from './verification/index.ts';

/** Written out, not inherited from a plug-in (D38). Forms post to ourselves; the way back is a link. */
const SECURITY_HEADERS = {
  'content-security-policy':
    "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'",
  'permissions-policy': 'camera=(self), microphone=(), geolocation=()',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
} as const;

/** The whole provider as one HTTP application, without a port. Its state lives as long as it does. */
export async function createSandbox(options: {
  readonly config: SandboxConfig;
  readonly signer: Signers;
  readonly specimens: readonly Specimen[];
  readonly now: () => number;
  readonly randomBytes: (n: number) => Uint8Array;
}): Promise<FastifyInstance> {
  const { config, signer, specimens, now, randomBytes } = options;
  // HEAD of `/start` would use up a token.
  const app = Fastify({ logger: false, exposeHeadRoutes: false, forceCloseConnections: true });
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers({ ...SECURITY_HEADERS, 'cache-control': 'no-store' });
  });
  const offers = createOffers({ now, randomBytes });
  const checks = createCheckStore({ now, randomBytes });
  const sweep = setInterval(() => {
    checks.forgetExpired();
    offers.forgetExpired();
  }, 60_000).unref();
  app.addHook('onClose', async () => clearInterval(sweep));
  await app.register(issuanceRoutes, {
    origin: config.origin,
    signer,
    offers,
    nonces: createNonces({ now, randomBytes }),
    now,
    randomBytes,
  });
  await app.register(pageRoutes, {
    ...config,
    verifyHandOver: createHandOverVerifier({
      relyingParty: config.relyingParty,
      expectedAudience: config.origin,
      now,
    }),
    checks,
    offers,
    health: createHealth(now),
    specimens,
    now,
  });
  return app;
}
