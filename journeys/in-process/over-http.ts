import { fixedFrame } from '../../connectors/face-matcher/fixed/index.ts';
import type { Look } from '../../recovery/steps/face-check/index.ts';
import type { Answer, HttpBrowser } from './http-browser.ts';
import type { Holder } from './lying-wallet.ts';
import type { SmallHouse } from './small-house.ts';

export const mara: Holder = { given_name: 'Mara', family_name: 'Lindqvist', birthdate: '1988-04-12' };

/** Of the text on the page that a person agrees to (`server/doors/face-bodies.ts`). */
export const faceConsent = '2026-11';
let framesTaken = 0;

/** The page a browser would show now. */
export async function pageOf(browser: HttpBrowser): Promise<Record<string, unknown>> {
  return (await browser.get('/api/recovery')).body.now as Record<string, unknown>;
}

/** From the first page to an open presentation request, with a credential already in the wallet. */
export async function asksForCredential(
  browser: Pick<HttpBrowser, 'post'>,
  identifier: string,
): Promise<string> {
  await browser.post('/api/recovery', { identifier });
  await browser.post('/api/recovery/begin');
  await browser.post('/api/recovery/identity-verification', { country: 'DE', route: 'wallet' });
  return await requestAddress(browser);
}

export async function requestAddress(browser: Pick<HttpBrowser, 'post'>): Promise<string> {
  return (await browser.post('/api/recovery/presentation')).body.address as string;
}

/** Carries the wallet's redirect back into a browser, as following it would. */
export function bringsCode(browser: Pick<HttpBrowser, 'post'>, redirect: unknown) {
  const code = new URLSearchParams(new URL(String(redirect)).hash.slice(1)).get('response_code') ?? '';
  return browser.post('/api/recovery/response-code', { code });
}

/** Opens a face check and does as asked, step by step. `refused`: what was answered to a frame that was not taken. */
export async function takesFrames(
  browser: HttpBrowser,
  hear: (answer: Answer) => void = () => {},
): Promise<{ readonly session: string; readonly frames: readonly string[] } | { readonly refused: Answer }> {
  const frames: string[] = [];
  let said = await browser.post('/api/recovery/face-check/session', { consent: faceConsent });
  for (;;) {
    hear(said);
    const session = String(said.body.session);
    const step = said.body.step as { number: number; look: Look; afterMs: number } | null | undefined;
    if (step === null) return { session, frames };
    if (said.status !== 200 || step === undefined || step.number !== frames.length) return { refused: said };
    await browser.holdStill(step.afterMs);
    framesTaken += 1;
    const frame = fixedFrame(step.look, framesTaken).toString('base64');
    frames.push(frame);
    said = await browser.post('/api/recovery/face-check/frame', { session, step: step.number, frame });
  }
}

/** `hear`: every answer on the way. */
export async function showsFace(browser: HttpBrowser, hear?: (answer: Answer) => void): Promise<Answer> {
  const taken = await takesFrames(browser, hear);
  return 'refused' in taken ? taken.refused : await browser.post('/api/recovery/face-check', taken);
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
