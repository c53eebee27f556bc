import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchBrowser } from '../journeys/browser.ts';

const PAGE = (lang: string) =>
  `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>Site</title>
<script type="module" src="/demo-passkey.js"></script></head><body><main><h1>Site</h1></main></body></html>`;
const TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.css': 'text/css' };

let server: Server;
let origin: string;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let complaints: string[];

type RegistrationOptions = Awaited<ReturnType<typeof generateRegistrationOptions>>;
type AuthenticationOptions = Awaited<ReturnType<typeof generateAuthenticationOptions>>;
type Result = { readonly ok?: unknown; readonly error?: string };

/** What the page has and these tests, typed for Node, do not. */
interface PageGlobals {
  readonly PublicKeyCredential: {
    new (): unknown;
    parseCreationOptionsFromJSON(json: object): object;
    parseRequestOptionsFromJSON(json: object): object;
  };
  readonly navigator: {
    readonly credentials: Record<'create' | 'get', (options: object) => Promise<{ toJSON(): object }>>;
  };
}

/** Runs a ceremony in the page as an ordinary site would, and gives `toJSON()` or the error's name. */
function ceremony(kind: 'create' | 'get', json: object): Promise<Result> {
  return page.evaluate(
    async ([kindInPage, options]) => {
      try {
        const { PublicKeyCredential, navigator } = globalThis as unknown as PageGlobals;
        const publicKey =
          kindInPage === 'create'
            ? PublicKeyCredential.parseCreationOptionsFromJSON(options)
            : PublicKeyCredential.parseRequestOptionsFromJSON(options);
        const made = await navigator.credentials[kindInPage]({ publicKey });
        const looksReal = made instanceof PublicKeyCredential;
        return { ok: { ...made.toJSON(), looksReal } };
      } catch (error) {
        return { error: (error as Error).name };
      }
    },
    [kind, json] as const,
  );
}

const press = (name: string) => page.getByRole('dialog').getByRole('button', { name }).click();

function registrationOptions(userName = 'mara.lindqvist'): Promise<RegistrationOptions> {
  return generateRegistrationOptions({
    rpName: 'Alder & Finch',
    rpID: 'localhost',
    userName,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
}

async function register(userName?: string) {
  const options = await registrationOptions(userName);
  const running = ceremony('create', options);
  await press('Create demo passkey');
  const { ok } = await running;
  const verified = await verifyRegistrationResponse({
    response: ok as never,
    expectedChallenge: options.challenge,
    expectedOrigin: origin,
    expectedRPID: 'localhost',
    requireUserVerification: true,
  });
  if (!verified.registrationInfo) throw new Error('not verified');
  return { info: verified.registrationInfo, response: ok as Record<string, unknown>, options };
}

const authenticationOptions = (): Promise<AuthenticationOptions> =>
  generateAuthenticationOptions({ rpID: 'localhost', userVerification: 'required' });

describe('demo passkey (D7)', () => {
  beforeAll(async () => {
    server = createServer(async (request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
      response.setHeader(
        'content-security-policy',
        "default-src 'none'; script-src 'self'; style-src 'self'",
      );
      const type = TYPES[path.extname(pathname)];
      if (!type) {
        return response.setHeader('content-type', 'text/html').end(PAGE(searchParams.get('lang') ?? 'en'));
      }
      const file = path.join(import.meta.dirname, 'public', path.basename(pathname));
      return response.setHeader('content-type', type).end(await readFile(file));
    });
    await new Promise<void>((ready) => server.listen(0, ready));
    origin = `http://localhost:${(server.address() as AddressInfo).port}`;
    browser = await launchBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
  });

  beforeEach(async () => {
    context = await browser.newContext();
    page = await context.newPage();
    page.setDefaultTimeout(8000);
    complaints = [];
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('favicon')) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(origin);
  });

  afterEach(async () => {
    await context.close();
    expect(complaints).toEqual([]);
  });

  test('registers and signs in, and the server library verifies both', async () => {
    const { info, response, options } = await register();
    expect(response).toMatchObject({
      type: 'public-key',
      authenticatorAttachment: 'platform',
      looksReal: true,
    });
    expect(info).toMatchObject({
      fmt: 'none',
      userVerified: true,
      credentialDeviceType: 'singleDevice',
      credentialBackedUp: false,
      credential: { counter: 0, transports: ['internal'] },
    });

    let counter = info.credential.counter;
    for (const expectedCounter of [1, 2]) {
      const asked = await authenticationOptions();
      const running = ceremony('get', asked);
      await press('Use demo passkey');
      const { ok } = await running;
      expect(ok).toMatchObject({ response: { userHandle: options.user.id } });
      const verified = await verifyAuthenticationResponse({
        response: ok as never,
        expectedChallenge: asked.challenge,
        expectedOrigin: origin,
        expectedRPID: 'localhost',
        requireUserVerification: true,
        credential: { ...info.credential, counter },
      });
      expect(verified.verified).toBe(true);
      counter = verified.authenticationInfo.newCounter;
      expect(counter).toBe(expectedCounter);
    }
  });

  test('signs many times and every signature is well-formed (short r or s, leading zeros)', async () => {
    const { info } = await register();
    for (let turn = 0; turn < 20; turn += 1) {
      const asked = await authenticationOptions();
      const running = ceremony('get', asked);
      await press('Use demo passkey');
      const verified = await verifyAuthenticationResponse({
        response: (await running).ok as never,
        expectedChallenge: asked.challenge,
        expectedOrigin: origin,
        expectedRPID: 'localhost',
        credential: { ...info.credential, counter: 0 },
      });
      expect(verified.verified).toBe(true);
    }
  });

  test('lets choose among several, and keeps them over a reload', async () => {
    await register('mara.lindqvist');
    const second = await register('jonas.weber');
    await page.reload();
    const running = ceremony('get', await authenticationOptions());
    await page.getByRole('dialog').getByLabel('jonas.weber').check();
    await press('Use demo passkey');
    expect((await running).ok).toMatchObject({ id: second.info.credential.id });
  });

  test('Cancel and Escape are a no: NotAllowedError', async () => {
    const created = ceremony('create', await registrationOptions());
    await press('Cancel');
    expect(await created).toEqual({ error: 'NotAllowedError' });
    const asked = ceremony('get', await authenticationOptions());
    await page.getByText('This browser keeps no demo passkey that fits here.').waitFor();
    await page.keyboard.press('Escape');
    expect(await asked).toEqual({ error: 'NotAllowedError' });
  });

  test('a passkey that is already here is not made twice', async () => {
    const { info } = await register();
    const options = {
      ...(await registrationOptions()),
      excludeCredentials: [{ id: info.credential.id, type: 'public-key' }],
    };
    const again = ceremony('create', options);
    await press('Create demo passkey');
    expect(await again).toEqual({ error: 'InvalidStateError' });
  });

  test('another site cannot be named', async () => {
    const options = { ...(await authenticationOptions()), rpId: 'example.org' };
    expect(await ceremony('get', options)).toEqual({ error: 'SecurityError' });
  });

  test('"Use this device instead" falls through to the browser', async () => {
    const cdp = await context.newCDPSession(page);
    await cdp.send('WebAuthn.enable');
    await cdp.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    const options = await registrationOptions();
    const running = ceremony('create', options);
    await press('Use this device instead');
    const verified = await verifyRegistrationResponse({
      response: (await running).ok as never,
      expectedChallenge: options.challenge,
      expectedOrigin: origin,
      expectedRPID: 'localhost',
    });
    expect(verified.verified).toBe(true);
  });

  test.each([
    ['en', "Demo passkey — Stands in for your device's passkey sheet", 'ltr'],
    ['de', 'Demo-Passkey — Steht für das Passkey-Fenster Ihres Geräts', 'ltr'],
    ['ar', 'مفتاح مرور تجريبي — يقوم مقام نافذة مفاتيح المرور في جهازك', 'rtl'],
  ])('is plainly labelled and accessible in %s', async (lang, label, dir) => {
    await page.goto(`${origin}/?lang=${lang}`);
    const running = ceremony('create', await registrationOptions());
    await page.getByText(label).waitFor();
    expect(await page.getByRole('dialog').getAttribute('dir')).toBe(dir);
    expect((await new AxeBuilder({ page }).include('dialog').analyze()).violations).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await running).toEqual({ error: 'NotAllowedError' });
  });
});
