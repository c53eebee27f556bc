import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

export interface Page {
  readonly type: string;
  readonly content: Buffer;
  /** True for files whose name carries a hash of their content. */
  readonly immutable: boolean;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/**
 * Every built file by its path on the web. They are few and small, so they are read once; and what is not in the
 * map cannot be asked for by any trick with dots. Throws when `folder` has not been built.
 */
export async function loadPages(folder: string): Promise<ReadonlyMap<string, Page>> {
  const pages = new Map<string, Page>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const type = TYPES[path.extname(entry.name)];
    if (!entry.isFile() || !type) continue;
    const file = path.join(entry.parentPath, entry.name);
    const web = `/${path.relative(folder, file).split(path.sep).join('/')}`;
    pages.set(web, { type, content: await readFile(file), immutable: web.startsWith('/assets/') });
  }
  const index = pages.get('/index.html');
  if (!index) throw new Error('no index.html');
  for (const web of ['/', '/offer', '/present', '/prompt']) pages.set(web, index);
  return pages;
}
