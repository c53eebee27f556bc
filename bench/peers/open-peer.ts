import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Contender } from '../presentation/interleave.ts';

/** Another implementation to measure against; in a manifest of its own, since it is no part of Regain. */
export interface Peer {
  readonly version: string;
  contender(format: 'SD-JWT VC' | 'mdoc'): Promise<Contender>;
}

/** Null: it is not installed. */
export async function openPeer(): Promise<Peer | null> {
  const folder = join(import.meta.dirname, 'credo');
  if (!existsSync(join(folder, 'node_modules', '@credo-ts', 'openid4vc'))) return null;
  const { openCredo } = (await import(pathToFileURL(join(folder, 'open-credo.mjs')).href)) as {
    openCredo: () => Promise<Peer>;
  };
  return await openCredo();
}
