import { mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';

/**
 * The calls that control groups are made of; they throw as `node:fs` does. All are synchronous: between the fork of a worker
 * and its group nothing may happen.
 */
export interface GroupFiles {
  read(path: string): string;
  /** Never makes a file: a limit that this kernel does not know has to fail. */
  write(path: string, text: string): void;
  list(folder: string): readonly string[];
  make(folder: string): void;
  remove(folder: string): void;
}

export const groupFiles: GroupFiles = {
  read: (path) => readFileSync(path, 'utf8'),
  write: (path, text) => writeFileSync(path, text, { flag: 'r+' }),
  list: (folder) => readdirSync(folder),
  make: (folder) => mkdirSync(folder),
  remove: (folder) => rmdirSync(folder),
};

export function errorCode(cause: unknown): string | undefined {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
}
