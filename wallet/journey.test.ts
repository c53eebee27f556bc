import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type Authority,
  createAuthority,
  createIssuer,
  createVerifier,
  type TestIssuer,
  type TestVerifier,
} from './fixtures/index.ts';

/** Chosen, and unpacked if need be, before any test begins. */
const CHROMIUM = process.env.REGAIN_CHROMIUM ?? '';
const MARA = {
  given_name: 'Mara',
  family_name: 'Lindqvist',
  birthdate: '1988-04-12',
  document_number: 'D1234001',
  issuing_country: 'DE',
  // One grey pixel.
  portrait:
    'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
};

let authority: Authority;
let issuer: TestIssuer;
let verifier: TestVerifier;
let folder: string;
let walletProcess: ChildProcess;
let origin: string;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let complaints: string[];

const trustFile = () => path.join(folder, 'authority.pem');

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  return port;
}

async function startWallet(port: number): Promise<{ child: ChildProcess; said: string }> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'main.ts')], {
    env: {
      ...process.env,
      WALLET_PORT: String(port),
      WALLET_TRUSTED_AUTHORITIES: trustFile(),
      WALLET_FOLLOW_STDIN: '1',
    },
    stdio: 'pipe',
  });
  let said = '';
  const heard = (chunk: Buffer) => {
    said += chunk.toString();
  };
  child.stdout.on('data', heard);
  child.stderr.on('data', heard);
  await Promise.race([once(child.stdout, 'data'), once(child, 'close')]);
  return { child, said };
}

describe('the wallet in a browser', () => {
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'pocket-'));
    authority = await createAuthority('Regain requests', Date.now());
    const issuers = await createAuthority('Test issuers', Date.now());
    issuer = await createIssuer({
      signer: await issuers.issue({ organisation: 'Test Issuing Office' }),
      claims: MARA,
    });
    verifier = await createVerifier({
      signer: await authority.issue({ host: 'localhost', organisation: 'Alder & Finch' }),
      paths: ['given_name', 'birthdate', 'portrait'],
    });
    const port = await freePort();
    const { child, said } = await startWallet(port);
    origin = `http://127.0.0.1:${port}`;
    expect(said).toBe(`wallet: ready on ${origin}\n`);
    walletProcess = child;
    // After the start on purpose: an authority that appears later counts.
    await writeFile(trustFile(), authority.pem);
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  });

  afterAll(async () => {
    await browser?.close();
    if (walletProcess) {
      const ended = once(walletProcess, 'close');
      walletProcess.stdin?.end();
      expect((await ended)[0]).toBe(0);
    }
    issuer?.close();
    verifier?.close();
    if (folder) await rm(folder, { recursive: true });
  });

  beforeEach(async () => {
    context = await browser.newContext({ locale: 'en' });
    page = await context.newPage();
    page.setDefaultTimeout(8000);
    complaints = [];
    page.on('console', (message) => {
      // A peer's 4xx is reported by the browser too; those are stories, not defects.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    verifier.received.length = 0;
    verifier.answerWith = undefined;
  });

  afterEach(async () => {
    await context.close();
    // Among them every violation of the content security policy.
    expect(complaints).toEqual([]);
  });

  const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();
  const expectAccessible = async () =>
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  async function receive(): Promise<void> {
    await page.goto(`${origin}/offer?${issuer.offer()}`);
    await page.getByLabel('Code from the issuer').fill(issuer.transactionCode);
    await page.getByRole('button', { name: 'Add to my wallet' }).click();
    await heading('In your wallet');
  }

  test('issue, present, and back at the verifier with a valid key binding', async () => {
    await page.goto(`${origin}/offer?${issuer.offer()}`);
    await heading('Test Issuing Office offers you a credential');
    await expectAccessible();
    await page.getByLabel('Code from the issuer').fill('000000');
    await page.getByRole('button', { name: 'Add to my wallet' }).click();
    await page.getByText('The issuer did not accept this code.').first().waitFor();
    // As issuers show it, in two groups.
    await page.getByLabel('Code from the issuer').fill(issuer.transactionCode.replace(/^.../, '$& '));
    await page.getByRole('button', { name: 'Add to my wallet' }).click();
    await heading('In your wallet');
    await page.reload();
    await heading('In your wallet');

    await page.goto(`${origin}/`);
    await page.getByText('Mara Lindqvist').waitFor();
    await page.getByText('Show details').click();
    await page.getByText('12 April 1988').or(page.getByText('April 12, 1988')).waitFor();
    await expectAccessible();

    await page.goto(`${origin}/present?${await verifier.request()}`);
    await heading('Alder & Finch asks to see something from your wallet');
    expect(await page.locator('.preview dt').allTextContents()).toEqual([
      'First name',
      'Date of birth',
      'Photo',
    ]);
    await page.getByRole('img', { name: 'Photo of Mara Lindqvist' }).waitFor();
    await expectAccessible();
    await page.reload();
    await page.getByRole('button', { name: 'Share', exact: true }).dblclick();
    await page.waitForURL(`${verifier.origin}/back#response_code=abc`);
    expect(verifier.received).toEqual([
      expect.objectContaining({ given_name: 'Mara', birthdate: '1988-04-12', portrait: MARA.portrait }),
    ]);
    expect(verifier.received[0]).not.toHaveProperty('family_name');
  });

  test('a request fetched by POST, with the wallet nonce', async () => {
    await receive();
    await page.goto(`${origin}/present?${await verifier.request({ post: true })}`);
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    await page.waitForURL(`${verifier.origin}/back#response_code=abc`);
  });

  test('a pasted address opens the request; "Don\'t share" tells the verifier', async () => {
    await receive();
    await page.goto(`${origin}/`);
    await page.getByLabel('Paste an address').fill('https://example.org/');
    await page.getByRole('button', { name: 'Open address' }).click();
    await page.getByText('Pocket cannot open this address.').first().waitFor();
    await page.getByLabel('Paste an address').fill(`openid4vp://?${await verifier.request()}`);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: "Don't share" }).click();
    await page.waitForURL(`${verifier.origin}/back`);
    expect(verifier.received).toEqual(['access_denied']);
  });

  test('a request under a certificate of nobody known is refused, and nothing leaves (D26)', async () => {
    await receive();
    const stranger = await createAuthority('Regain requests', Date.now());
    const signer = await stranger.issue({ host: 'localhost', organisation: 'Alder & Finch' });
    await page.goto(`${origin}/present?${await verifier.request({ signer })}`);
    await heading('Pocket does not know who asks');
    await page
      .locator('main')
      .getByText('This request is not from somebody this wallet can name. Nothing was shared.')
      .waitFor();
    await expectAccessible();
    expect(verifier.received).toEqual([]);
  });

  test('nothing that fits: says so and what to do', async () => {
    await page.goto(`${origin}/present?${await verifier.request()}`);
    await heading('You have nothing that fits');
    await expectAccessible();
  });

  test('the other side refuses: the credential is still here', async () => {
    await receive();
    verifier.answerWith = 400;
    await page.goto(`${origin}/present?${await verifier.request()}`);
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    await heading('The other side did not accept it');
    await page.getByRole('link', { name: 'All credentials' }).click();
    await page.getByText('Mara Lindqvist').waitFor();
  });

  test('a lost answer is sent again, the same bytes (D24)', async () => {
    await receive();
    const sent: (string | null)[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/answer')) sent.push(request.postData());
    });
    verifier.answerWith = 503;
    await page.goto(`${origin}/present?${await verifier.request()}`);
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    await heading('The other side does not answer');
    verifier.answerWith = undefined;
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.waitForURL(`${verifier.origin}/back#response_code=abc`);
    expect(sent).toHaveLength(2);
    expect(sent[0]).toBe(sent[1]);
    await page.goBack();
    await heading('Shared');
  });

  test('a credential is removed after a confirmation', async () => {
    await receive();
    await page.goto(`${origin}/`);
    await page.getByText('Show details').click();
    await page.getByRole('button', { name: 'Remove credential' }).click();
    await expectAccessible();
    await page.getByRole('button', { name: 'Keep it' }).click();
    await page.getByText('Mara Lindqvist').waitFor();
    await page.getByRole('button', { name: 'Remove credential' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove credential' }).click();
    await page.getByText('Nothing in here yet.').waitFor();
  });

  test('a second wallet on the same port says so in one line and ends', async () => {
    const { child, said } = await startWallet(Number(new URL(origin).port));
    if (child.exitCode === null) await once(child, 'close');
    expect([child.exitCode, said]).toEqual([
      1,
      `wallet: port ${new URL(origin).port} is in use (WALLET_PORT)\n`,
    ]);
  });
});
