import { findChromium } from './browser.ts';

/**
 * Once, before any test: the packaged browser is unpacked. Two tests that did it at the same moment would each start what
 * the other is still writing (ETXTBSY). Every test is told where it is, the strangers' too, who share no code with these.
 */
export async function setup(): Promise<void> {
  process.env.REGAIN_CHROMIUM = await findChromium();
}
