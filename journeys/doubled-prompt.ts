import type { Page } from 'playwright-core';
import type { House } from './house.ts';

/**
 * A double of the browser's own credential prompt, and named so. Chromium has the prompt (W3C Digital Credentials API), but on a
 * test machine no platform with wallets stands behind it. What is doubled is that platform: `navigator.credentials.get({ digital })`
 * opens the reference wallet in a tab of its own and tells it the origin of the page that asks, as the browser knows it.
 */
export interface DoubledPrompt {
  /** The wallet, opened by the prompt. */
  wallet(): Promise<Page>;
  /** The person closes the prompt. */
  cancel(): Promise<void>;
}

interface Open {
  readonly wallet: Page;
  readonly answer: (answer: object | null) => void;
}

/** For every page of this browser profile that is loaded from now on. */
export async function doublePrompt({ page }: { readonly page: Page }, house: House): Promise<DoubledPrompt> {
  const context = page.context();
  let opened = Promise.withResolvers<Open>();
  await context.exposeBinding('doubledPrompt', async ({ frame }, requests: object[]) => {
    const { promise, resolve } = Promise.withResolvers<object | null>();
    const wallet = await context.newPage();
    await wallet.exposeFunction('answerPrompt', resolve);
    // From the browser, not from the page: that is what the wallet relies on.
    const asked = JSON.stringify({ origin: new URL(frame.url()).origin, requests });
    await wallet.addInitScript(`globalThis.credentialPlatform = { ...${asked}, answer: answerPrompt }`);
    await wallet.goto(`${house.walletOrigin}/prompt`);
    opened.resolve({ wallet, answer: resolve });
    const answer = await promise;
    opened = Promise.withResolvers();
    return answer;
  });
  await context.addInitScript(`{
    const real = navigator.credentials.get.bind(navigator.credentials);
    globalThis.DigitalCredential = class { static userAgentAllowsProtocol() { return true; } };
    navigator.credentials.get = async (options) => {
      if (options?.digital === undefined) return real(options);
      const answer = await doubledPrompt(options.digital.requests);
      if (answer === null) throw new DOMException('The prompt was closed.', 'NotAllowedError');
      return answer;
    };
  }`);
  return {
    wallet: async () => (await opened.promise).wallet,
    cancel: async () => {
      const { wallet, answer } = await opened.promise;
      await wallet.close();
      answer(null);
    },
  };
}
