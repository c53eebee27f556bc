import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import type { AuditEntry } from '../recovery/audit/index.ts';
import type { RecoveryListing } from '../recovery/store/index.ts';
import type { House } from './house.ts';

const projectFolder = resolve(import.meta.dirname, '..');

/** One recovery as an admin reads it on the host. */
export interface CaseFile {
  readonly recovery: RecoveryListing;
  readonly entries: readonly AuditEntry[];
}

/** `npm run admin -- <args> --json`, against the running house. */
async function runAdmin<T>(house: House, args: readonly string[]): Promise<T> {
  const { stdout } = await promisify(execFile)(process.execPath, ['server/cli/admin.ts', ...args, '--json'], {
    cwd: projectFolder,
    env: { ...process.env, REGAIN_DATA_DIR: house.dataDir },
    maxBuffer: 8_000_000,
  });
  return JSON.parse(stdout) as T;
}

export const readCase = (house: House, caseNumber: string) =>
  runAdmin<CaseFile>(house, ['recoveries', caseNumber]);

/** Why a recovery was refused: the first refusal on its record. What comes after it only follows from it. */
export async function readReason(house: House, caseNumber: string): Promise<string> {
  const { entries } = await readCase(house, caseNumber);
  return entries.find(({ result }) => result === 'refused')?.code ?? '';
}
