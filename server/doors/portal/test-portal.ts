import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import pino from 'pino';
import {
  createFixedFaceMatcher,
  type FixedFaceMatcher,
} from '../../../connectors/face-matcher/fixed/index.ts';
import { createOutbox, type Outbox } from '../../../connectors/mail/index.ts';
import { openHttpBrowser } from '../../../journeys/in-process/http-browser.ts';
import {
  createLyingWallet,
  createTestIssuer,
  type HttpBrowser,
  type LyingWallet,
} from '../../../journeys/in-process/index.ts';
import type { Journey } from '../../../recovery/journey/index.ts';
import { type Administration, adminRoles, createAdministration } from '../../administration/index.ts';
import { assembleJourney } from '../../assemble-journey.ts';
import { readConfig } from '../../config.ts';
import { createApp } from '../../create-app.ts';
import { type Installation, openInstallation } from '../../installation.ts';
import { createMailComposer } from '../../settings/index.ts';

/** Who asks: one admin of each role, a second one where two are needed, somebody with no role, or nobody. */
export type Asker = (typeof adminRoles)[number] | 'Second Administrator' | 'Nobody Special' | null;

export interface Told {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the API said; tests look into it.
  readonly body: any;
  readonly headers: Readonly<Record<string, unknown>>;
}

export interface TestPortal {
  readonly app: FastifyInstance;
  readonly installation: Installation;
  readonly journey: Journey;
  readonly faceMatcher: FixedFaceMatcher;
  readonly outbox: Outbox;
  /** Holds credentials of the sandbox's authority. */
  readonly wallet: LyingWallet;
  /** A person's browser, without a session. */
  openBrowser(): HttpBrowser;
  /** As whoever holds the socket on the host. */
  readonly administration: Administration;
  ask(
    as: Asker,
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    more?: { readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> },
  ): Promise<Told>;
  accountIdOf(as: NonNullable<Asker>): string;
  cookieOf(as: Asker): string;
  now(): number;
  /** Turns the clock on. Sessions go idle after 30 minutes. */
  pass(time: { readonly minutes: number }): void;
  /** Signs everybody in anew, at the clock's time. */
  signInAgain(): Promise<void>;
  close(): Promise<void>;
}

/** The portal's API without a network: an example, or an installation that is none, on a database of its own. */
export async function openTestPortal(options: { readonly example?: boolean } = {}): Promise<TestPortal> {
  const example = options.example ?? true;
  const dataDir = mkdtempSync(join(tmpdir(), 'regain-portal-'));
  let offset = 0;
  const now = () => Date.now() + offset;
  const { issuer, authorityPem } = await createTestIssuer({ now });
  mkdirSync(join(dataDir, 'sandbox'), { recursive: true });
  writeFileSync(join(dataDir, 'sandbox', 'authority.pem'), authorityPem);
  const config = readConfig(
    {
      REGAIN_DATA_DIR: dataDir,
      REGAIN_LOG_LEVEL: 'silent',
      ...(!example && {
        REGAIN_ORIGIN: 'https://recover.example.org',
        REGAIN_SMTP_URL: 'smtp://127.0.0.1:9',
      }),
    },
    example ? 'example' : 'serve',
  );
  const installation = await openInstallation(config, { now });
  const faceMatcher = createFixedFaceMatcher();
  const assembled = await assembleJourney(installation, faceMatcher);
  const outbox = createOutbox({
    queue: installation.mailQueue,
    compose: createMailComposer(installation),
    objectionLink: assembled.journey.objectionLink,
    now,
    onFailure: () => {},
  });
  const pages = join(dataDir, 'pages');
  mkdirSync(join(pages, 'assets'), { recursive: true });
  writeFileSync(join(pages, 'index.html'), '<html><!-- scripts --></html>');
  const app = await createApp({
    ...{ installation, assembled, faceMatcher, outbox, logger: pino({ level: 'silent' }) },
    pages: { folder: pages, scripts: [], demoFolders: [] },
  });
  await app.ready();

  const people = new Map<Asker, { accountId: string; methodId: string; cookie: string }>();
  const signIn = async (accountId: string, methodId: string) => {
    const { sessionToken } = await installation.builtInDirectory.sessions.open({
      ...{ accountId, methodId, userAgent: 'test' },
    });
    return `${example ? '' : '__Host-'}regain-session=${sessionToken}`;
  };
  for (const as of [...adminRoles, 'Second Administrator', 'Nobody Special'] as const) {
    const accountId = await createAdmin(installation, as);
    const methodId = await addPasskey(installation, accountId);
    people.set(as, { accountId, methodId, cookie: await signIn(accountId, methodId) });
  }

  return {
    app,
    installation,
    journey: assembled.journey,
    faceMatcher,
    outbox,
    wallet: await createLyingWallet({ now, issuer }),
    openBrowser: () =>
      openHttpBrowser(app, {
        origin: config.origin,
        turnClock: (ms) => {
          offset += ms;
        },
      }),
    administration: createAdministration({ installation, journey: assembled.journey, faceMatcher }),
    ask: async (as, method, url, { body, headers } = {}) => {
      const cookie = people.get(as)?.cookie;
      const answer = await app.inject({
        method,
        url,
        headers: {
          host: new URL(config.origin).host,
          ...(method !== 'GET' && { origin: config.origin }),
          ...(cookie !== undefined && { cookie }),
          ...headers,
        },
        ...(body !== undefined && { payload: body as object }),
      });
      const isJson = /^application\/json\b/.test(String(answer.headers['content-type']));
      return {
        status: answer.statusCode,
        body: isJson && answer.payload !== '' ? answer.json() : answer.payload,
        headers: answer.headers,
      };
    },
    accountIdOf: (as) => people.get(as)!.accountId,
    cookieOf: (as) => people.get(as)?.cookie ?? '',
    now,
    pass: ({ minutes }) => {
      offset += minutes * 60_000;
    },
    signInAgain: async () => {
      for (const person of people.values()) person.cookie = await signIn(person.accountId, person.methodId);
    },
    close: async () => {
      await app.close();
      await installation.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function createAdmin({ builtInDirectory, now }: Installation, as: NonNullable<Asker>): Promise<string> {
  const role = as === 'Second Administrator' ? 'Recovery Administrator' : as;
  const accountName = as.toLowerCase().replaceAll(' ', '.');
  return builtInDirectory.accounts.create({
    accountName,
    givenName: as,
    surname: 'Test',
    mails: [{ mail: `${accountName}@example.org`, confirmed: true }],
    roles: as === 'Nobody Special' ? [] : [role],
    firstSignedInAt: now(),
  });
}

async function addPasskey({ builtInDirectory, now }: Installation, accountId: string): Promise<string> {
  const methodId = await builtInDirectory.methods.addPasskey({
    accountId,
    label: 'test',
    credentialId: randomBytes(16).toString('base64url'),
    publicKey: randomBytes(77),
    counter: 0,
    lastUsedAt: now(),
  });
  return methodId!;
}
