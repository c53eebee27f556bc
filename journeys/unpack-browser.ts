import { findChromium } from './browser.ts';

/**
 * Once, before any test: the packaged browser is unpacked. Two tests that did it at the same moment would each start what
 * the other is still writing (ETXTBSY).
 */
export async function setup(): Promise<void> {
  await findChromium();
}
