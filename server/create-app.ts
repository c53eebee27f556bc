import fastifyCookie from '@fastify/cookie';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import type { Outbox } from '../connectors/mail/index.ts';
import type { FaceMatcher } from '../recovery/steps/face-check/index.ts';
import { acceptInvitation, createAdministration } from './administration/index.ts';
import type { AssembledJourney } from './assemble-journey.ts';
import { boundBodies, usualBounds } from './bound-bodies.ts';
import { createCookies } from './cookies.ts';
import { registerBrowserPromptDoor } from './doors/browser-prompt.ts';
import { registerExampleDoor } from './doors/example.ts';
import { registerGuidesDoor } from './doors/guides.ts';
import { registerOrganisationDoor } from './doors/organisation.ts';
import { type PagesDoor, registerPagesDoor } from './doors/pages.ts';
import { registerPersonDoor } from './doors/person.ts';
import { registerPhoneDoor } from './doors/phone.ts';
import { registerPortalDoor } from './doors/portal/index.ts';
import { registerReceiptDoor } from './doors/receipt.ts';
import { registerSignInDoor } from './doors/sign-in.ts';
import { registerWaitingDoor } from './doors/waiting.ts';
import { registerWalletDoor } from './doors/wallet.ts';
import type { Installation } from './installation.ts';
import { queueMethodNotice } from './method-notice.ts';
import { protect, refuseUnreadable } from './protect.ts';

/** One HTTP server with every door on it; nothing listens yet. */
export async function createApp(parts: {
  readonly installation: Installation;
  readonly assembled: AssembledJourney;
  readonly faceMatcher: Pick<FaceMatcher, 'id' | 'version' | 'presentationAttackDetection' | 'isInstalled'>;
  readonly outbox: Outbox;
  readonly pages: PagesDoor;
  readonly logger: FastifyBaseLogger;
}): Promise<FastifyInstance> {
  const { installation, outbox, pages, logger, faceMatcher } = parts;
  const { journey, jwks, watch } = parts.assembled;
  const { config, policy } = installation;
  const cookies = createCookies({ secure: config.origin.startsWith('https:') });
  const server = Fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 64_000,
    frameworkErrors: refuseUnreadable(config),
    trustProxy: config.trustedProxies.length === 0 ? false : [...config.trustedProxies],
    // Whoever sends not even the headers is hung up on (Slowloris); for bodies see below.
    http: { headersTimeout: 15_000, connectionsCheckingInterval: 5_000 },
  });
  boundBodies(server, usualBounds);
  await server.register(fastifyCookie);
  const { port } = new URL(config.origin);
  protect(server, {
    origin: config.origin,
    ...(config.example && {
      onlyHosts: ['localhost', '127.0.0.1', '[::1]'].map((each) => `${each}:${port}`),
    }),
  });
  registerPersonDoor(server, { journey, cookies, now: installation.now });
  registerBrowserPromptDoor(server, { journey, cookies });
  registerWaitingDoor(server, { journey, cookies, watch });
  registerPhoneDoor(server, { journey, cookies });
  registerWalletDoor(server, { asking: journey, jwks });
  registerSignInDoor(server, {
    directory: installation.builtInDirectory,
    cookies,
    now: installation.now,
    recoveryOfCookie: async (request) => {
      const cookie = cookies.read(request, 'recovery');
      return cookie === undefined ? null : ((await journey.findByCookie(cookie))?.id ?? null);
    },
    redeemRecoveryPassByValue: async ({ recoveryId, value }) => {
      const advanced = await journey.advance({ recoveryId, event: { type: 'redeemPass', value } });
      return advanced?.reply.enrolment ?? null;
    },
    transaction: installation.database.transaction,
    onMethodChanged: (change) => queueMethodNotice(installation, change),
    redeemInvitation: (token) => acceptInvitation(installation, token),
    onSignedIn: async ({ accountId, methodId, recoveryCookie: cookie }) => ({
      recoveryCompleted: await journey.noteSignIn({
        accountId,
        methodId,
        ...(cookie !== undefined && { cookie }),
      }),
    }),
  });
  await registerPortalDoor(server, {
    installation,
    cookies,
    administrationOf: (actor) =>
      createAdministration({
        ...{ installation, journey, faceMatcher, actor },
        onBackgroundFailure: ({ work, cause }) => logger.error({ work, cause: String(cause) }, 'work failed'),
      }),
  });
  registerReceiptDoor(server, { installation, journey, cookies });
  registerOrganisationDoor(server, { policy, settings: installation.settings, example: config.example });
  if (config.example) registerExampleDoor(server, { outbox });
  registerGuidesDoor(server);
  registerPagesDoor(server, pages);
  return server;
}
