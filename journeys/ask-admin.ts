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

/** `npm run admin -- <args>`, against the running house; what it printed. */
export async function runAdmin(house: Pick<House, 'dataDir'>, ...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['server/cli/admin.ts', ...args], {
    cwd: projectFolder,
    env: { ...process.env, REGAIN_DATA_DIR: house.dataDir },
    maxBuffer: 8_000_000,
  });
  return stdout;
}

/** `npm run audit -- <args>`; what it printed. Rejects when what it checked does not hold. */
export async function runAudit(house: Pick<House, 'dataDir'>, ...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['server/cli/audit.ts', ...args], {
    cwd: projectFolder,
    env: { ...process.env, REGAIN_DATA_DIR: house.dataDir },
  });
  return stdout;
}

export async function readCase(house: Pick<House, 'dataDir'>, caseNumber: string): Promise<CaseFile> {
  return JSON.parse(await runAdmin(house, 'recoveries', caseNumber, '--json')) as CaseFile;
}

/** Why a recovery was refused: the first refusal on its record. What comes after it only follows from it. */
export async function readReason(house: Pick<House, 'dataDir'>, caseNumber: string): Promise<string> {
  const { entries } = await readCase(house, caseNumber);
  return entries.find(({ result }) => result === 'refused')?.code ?? '';
}
