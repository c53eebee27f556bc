import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { FastifyInstance } from 'fastify';
import pino from 'pino';
import { createFixedFaceMatcher, type FixedFaceMatcher } from '../../connectors/face-matcher/fixed/index.ts';
import { createOutbox, type Outbox } from '../../connectors/mail/index.ts';
import type { Journey } from '../../recovery/journey/index.ts';
import type { FaceMatcher } from '../../recovery/steps/face-check/index.ts';
import { type Administration, createAdministration } from '../../server/administration/index.ts';
import { assembleJourney } from '../../server/assemble-journey.ts';
import { readConfig } from '../../server/config.ts';
import { createApp } from '../../server/create-app.ts';
import { type Installation, openInstallation } from '../../server/installation.ts';
import { createMailComposer } from '../../server/settings/index.ts';
import { type HttpBrowser, openHttpBrowser } from './http-browser.ts';
import { createLyingWallet, createTestIssuer, type LyingWallet } from './lying-wallet.ts';
import { createTestDatabase } from './test-database.ts';

export interface SmallHouse {
  readonly app: FastifyInstance;
  readonly installation: Installation;
  readonly journey: Journey;
  readonly administration: Administration;
  readonly faceMatcher: FixedFaceMatcher;
  readonly outbox: Outbox;
  readonly wallet: LyingWallet;
  /** Statements since the last call. */
  takeStatements(): readonly string[];
  now(): number;
  /** Turns the clock on. */
  pass(time: { readonly minutes: number }): void;
  /** `address`: where it comes from; a network of its own unless told. */
  openBrowser(address?: string): HttpBrowser;
  close(): Promise<void>;
}

const origin = 'http://localhost:4000';

/**
 * The example organisation, nothing listening on any port. In a database of its own on `databaseServer`, else on
 * the server of the tests (`REGAIN_TEST_DATABASE_URL`), else on the embedded engine.
 */
export async function openSmallHouse(
  options: {
    readonly databaseServer?: string;
    /** Looks at faces instead of the double. */
    readonly faceMatcher?: FaceMatcher;
    /** No time passes but what is turned on: a machine that takes its time misses no deadline. */
    readonly clockStands?: true;
  } = {},
): Promise<SmallHouse> {
  const dataDir = mkdtempSync(join(tmpdir(), 'regain-small-house-'));
  let offset = 0;
  const openedAt = Date.now();
  const now = () => (options.clockStands ? openedAt : Date.now()) + offset;
  const { issuer, authorityPem } = await createTestIssuer({ now });
  const wallet = await createLyingWallet({ now, issuer });
  mkdirSync(join(dataDir, 'sandbox'), { recursive: true });
  writeFileSync(join(dataDir, 'sandbox', 'authority.pem'), authorityPem);
  const testDatabase = await createTestDatabase(
    options.databaseServer ?? process.env.REGAIN_TEST_DATABASE_URL,
  );
  const databaseUrl = testDatabase?.url;
  const config = readConfig(
    {
      REGAIN_DATA_DIR: dataDir,
      REGAIN_LOG_LEVEL: 'silent',
      REGAIN_DIGITAL_CREDENTIALS: 'on',
      ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
    },
    'example',
  );
  let statements: string[] = [];
  const installation = await openInstallation(config, { now, onStatement: (sql) => statements.push(sql) });
  const faceMatcher = createFixedFaceMatcher();
  const looking = options.faceMatcher ?? faceMatcher;
  const assembled = await assembleJourney(installation, looking);
  const outbox = createOutbox({
    queue: installation.mailQueue,
    compose: createMailComposer(installation),
    objectionLink: assembled.journey.objectionLink,
    now,
    onFailure: () => {},
  });
  const app = await createApp({
    installation,
    assembled,
    faceMatcher: looking,
    outbox,
    logger: pino({ level: 'silent' }),
    pages: { folder: resolve(import.meta.dirname, '../../web/dist'), scripts: [], demoFolders: [] },
  });
  await app.ready();
  return {
    app,
    installation,
    journey: assembled.journey,
    administration: createAdministration({ installation, journey: assembled.journey, faceMatcher: looking }),
    faceMatcher,
    outbox,
    wallet,
    takeStatements: () => {
      const taken = statements;
      statements = [];
      return taken;
    },
    now,
    pass: ({ minutes }) => {
      offset += minutes * 60_000;
    },
    openBrowser: (address) =>
      openHttpBrowser(app, {
        origin,
        turnClock: (ms) => {
          offset += ms;
        },
        ...(address !== undefined && { address }),
      }),
    close: async () => {
      await app.close();
      await installation.close();
      await testDatabase?.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
