import { rmSync, writeFileSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { join, resolve } from 'node:path';
import pino from 'pino';
import { createOutbox, createSmtpTransport } from '../connectors/mail/index.ts';
import { DatabaseProblem } from '../connectors/storage/postgres/index.ts';
import { builtInFaceCheck } from '../recovery/policy/index.ts';
import {
  type AdministrationParts,
  createAdministration,
  rescanWhenOutOfDate,
} from './administration/index.ts';
import { assembleJourney } from './assemble-journey.ts';
import { checkStoredRules } from './check-stored-rules.ts';
import { ConfigProblem, readConfig } from './config.ts';
import { createApp } from './create-app.ts';
import { listenForAdmins } from './doors/admin.ts';
import { createFaceCheckReader, readVendors } from './face-checks/index.ts';
import { openInstallation } from './installation.ts';
import {
  checkpointJob,
  deletionJob,
  expireApprovalsJob,
  forgetJob,
  peopleJobs,
  providerHealthJob,
  startJobs,
} from './jobs/index.ts';
import { openFaceMatcher } from './open-face-matcher.ts';
import { readProviders } from './providers/index.ts';
import { createMailComposer, readSection, type SectionName, sections } from './settings/index.ts';

/** Wires Regain and starts it: `example` (by the launcher) or `serve`. */
async function main(): Promise<void> {
  const mode = process.argv[2] === 'example' ? 'example' : 'serve';
  const config = readConfig(process.env, mode);
  const logger = pino({ level: config.logLevel }, pino.destination({ dest: 2, sync: true }));
  const room = join(config.dataDir, 'regain');
  const project = resolve(import.meta.dirname, '..');

  const installation = await openInstallation(config);
  if (installation.movedFrom !== null) {
    logger.warn(
      { from: installation.movedFrom, to: config.origin },
      'REGAIN_ORIGIN names another host: passkeys made under the old one no longer work',
    );
  }
  await checkStoredRules({
    policy: installation.policy,
    providerIds: (await readProviders(installation)).map(({ id }) => id),
    faceCheckIds: [builtInFaceCheck, ...(await readVendors(installation)).map(({ id }) => id)],
    example: config.example,
  });
  for (const name of Object.keys(sections) as SectionName[]) await readSection(installation, name);
  const faceMatcher = openFaceMatcher(logger, { example: config.example });
  const assembled = await assembleJourney(
    installation,
    faceMatcher,
    (about) => logger.warn(about, 'an issuer could not be asked'),
    (cause) => logger.error({ cause: String(cause) }, 'whoever waits could not be told'),
  );
  const { journey, requestAuthorityPem } = assembled;
  const outbox = createOutbox({
    queue: installation.mailQueue,
    compose: createMailComposer(installation),
    objectionLink: journey.objectionLink,
    now: Date.now,
    // A mail server's words repeat the address (T26): its code is enough.
    onFailure: ({ id, attempts, cause }) =>
      logger.warn({ mail: id, attempts, code: (cause as { code?: unknown }).code }, 'mail not sent'),
  });
  const server = await createApp({
    installation,
    assembled,
    faceMatcher,
    outbox,
    logger,
    pages: {
      folder: join(project, 'web', 'dist'),
      scripts: config.example ? ['/demo/demo-camera.js', '/demo/demo-passkey.js'] : [],
      demoFolders: config.example
        ? [join(project, 'example', 'public'), join(project, 'example', 'specimens')]
        : [],
    },
  });
  writeFileSync(join(room, 'authority.pem'), `${requestAuthorityPem}\n`);

  const administrationParts: AdministrationParts = {
    ...{ installation, journey, faceMatcher },
    onBackgroundFailure: ({ work, cause }) => logger.error({ work, cause: String(cause) }, 'work failed'),
  };
  const closeAdminDoor = await listenForAdmins({
    socket: join(room, 'admin.sock'),
    administration: createAdministration(administrationParts),
    onFailure: ({ act, cause }) => logger.error({ act, cause: String(cause) }, 'admin act failed'),
  });
  // An example writes to nobody: its mails stand on a page (D37).
  const smtpUrl = config.example ? null : config.smtpUrl;
  const send = smtpUrl === null ? null : createSmtpTransport({ url: smtpUrl, from: config.mailFrom });
  const stopJobs = startJobs(
    [
      { name: 'sweep', everyMs: 30_000, run: async () => void (await journey.sweep()) },
      {
        name: 'remove-expired',
        everyMs: 300_000,
        run: async () => void (await installation.builtInDirectory.removeExpired()),
      },
      {
        name: 'readiness',
        everyMs: 60_000,
        run: async () => void (await rescanWhenOutOfDate(administrationParts)),
      },
      checkpointJob(installation, (head) => void process.stdout.write(`audit head ${head}\n`)),
      ...peopleJobs(administrationParts),
      expireApprovalsJob(installation),
      providerHealthJob(installation),
      forgetJob(installation),
      deletionJob(installation, createFaceCheckReader(installation, faceMatcher).readVendor),
      ...(send === null
        ? []
        : [{ name: 'mail', everyMs: 2_000, run: async () => void (await outbox.sendDue(send)) }]),
    ],
    { onFailure: ({ job, cause }) => logger.error({ job, cause: String(cause) }, 'job failed') },
  );

  await server.listen({ port: config.port, host: config.host });
  writeFileSync(join(room, 'regain.pid'), `${process.pid}\n`);
  process.stdout.write(`Regain is ready on ${config.origin}\n`);
  // A no-op without NODE_COMPILE_CACHE. Now rather than at the exit, which a killed process never sees.
  flushCompileCache();

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await server.close();
    await closeAdminDoor();
    await stopJobs();
    await faceMatcher.close();
    await installation.close();
    rmSync(join(room, 'regain.pid'), { force: true });
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
  // Children of the launcher end when its pipe closes, however it died (D4).
  if (config.example)
    process.stdin
      .on('end', () => void stop())
      .on('error', () => void stop())
      .resume();
}

main().catch((cause: unknown) => {
  const known = cause instanceof ConfigProblem || cause instanceof DatabaseProblem;
  const inUse = cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE';
  const line = known
    ? cause.message
    : inUse
      ? `PORT: ${process.env.PORT ?? 4000} is already in use`
      : `Regain could not start: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}`;
  process.stderr.write(`${line}\n`, () => process.exit(1));
});
