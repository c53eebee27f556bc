import { chmodSync, mkdirSync } from 'node:fs';
import { ConfigProblem } from './config.ts';

/**
 * A folder that nobody else on this machine can enter: the embedded engine writes its files readable and writable for all,
 * and whoever can write them owns every account. Throws `ConfigProblem`.
 */
export function makePrivateFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(folder, 0o700);
  } catch {
    throw new ConfigProblem(`REGAIN_DATA_DIR: ${folder} cannot be written`);
  }
}
