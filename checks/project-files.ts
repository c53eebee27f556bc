import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The folder that holds package.json. */
export const projectFolder: string = resolve(import.meta.dirname, '..');

const generated = new Set(['node_modules', 'dist', 'screenshots', '.git', '.cache', 'data']);

/** Files below a folder of the project, generated ones left out. Paths are relative to the project, with `/`. */
export function listFiles(folder: string): readonly string[] {
  const absolute = resolve(projectFolder, folder);
  if (!existsSync(absolute)) return [];
  return readdirSync(absolute, { withFileTypes: true })
    .filter((entry) => !generated.has(entry.name))
    .flatMap((entry) => {
      const path = join(folder, entry.name).replaceAll('\\', '/');
      return entry.isDirectory() ? listFiles(path) : [path];
    })
    .sort();
}

/** Says every complaint and fails, or says what was found in order. */
export function report(complaints: readonly string[], inOrder: string): void {
  process.stdout.write(complaints.length === 0 ? `${inOrder}\n` : `${complaints.join('\n')}\n`);
  process.exitCode = complaints.length === 0 ? 0 : 1;
}
