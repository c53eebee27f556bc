import type { HttpBrowser } from './http-browser.ts';
import type { Holder } from './lying-wallet.ts';
import type { SmallHouse } from './small-house.ts';

export const mara: Holder = { given_name: 'Mara', family_name: 'Lindqvist', birthdate: '1988-04-12' };

const frame = Buffer.from([0xff, 0xd8, 0xff, 0xd9]).toString('base64');

/** The page a browser would show now. */
export async function pageOf(browser: HttpBrowser): Promise<Record<string, unknown>> {
  return (await browser.get('/api/recovery')).body.now as Record<string, unknown>;
}

/** From the first page to an open presentation request, with a credential already in the wallet. */
export async function asksForCredential(browser: HttpBrowser, identifier: string): Promise<string> {
  await browser.post('/api/recovery', { identifier });
  await browser.post('/api/recovery/begin');
  await browser.post('/api/recovery/identity-verification', { country: 'DE', route: 'wallet' });
  return await requestAddress(browser, 'this');
}

export async function requestAddress(browser: HttpBrowser, device: 'this' | 'other'): Promise<string> {
  return (await browser.post('/api/recovery/presentation', { device })).body.address as string;
}

/** Carries the wallet's redirect back into a browser, as following it would. */
export function bringsCode(browser: HttpBrowser, redirect: unknown) {
  const code = new URLSearchParams(new URL(String(redirect)).hash.slice(1)).get('response_code') ?? '';
  return browser.post('/api/recovery/response-code', { code });
}

export function showsFace(browser: HttpBrowser) {
  return browser.post('/api/recovery/face-check', { frames: [frame, frame, frame] });
}

/** All the way to the last page that the proof leads to. */
export async function provesIdentity(
  house: Pick<SmallHouse, 'wallet'>,
  browser: HttpBrowser,
  identifier: string,
  holder: Holder,
) {
  const address = await asksForCredential(browser, identifier);
  const shown = await house.wallet.present(browser, address, holder);
  await bringsCode(browser, shown.body.redirect_uri);
  return await showsFace(browser);
}
