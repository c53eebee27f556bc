import { resolve } from 'node:path';
import { buildEmptyDatabase } from '../connectors/storage/postgres/index.ts';
import { findChromium } from './browser.ts';

/**
 * Once, before any test: the packaged browser is unpacked. Two tests that did it at the same moment would each start what
 * the other is still writing (ETXTBSY). Every test is told where it is, the strangers' too, who share no code with these.
 * Likewise an embedded database that is initialised; and what Node compiled for one process is kept for the next, as tests
 * start some hundreds of them.
 */
export async function setup(): Promise<void> {
  process.env.REGAIN_CHROMIUM = await findChromium();
  process.env.REGAIN_TEST_EMPTY_DATABASE = await buildEmptyDatabase();
  process.env.NODE_COMPILE_CACHE ??= resolve(import.meta.dirname, '../node_modules/.cache/regain-compiled');
}
