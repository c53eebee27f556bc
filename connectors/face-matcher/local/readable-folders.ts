import { createRequire } from 'node:module';
import { join, sep } from 'node:path';

const require = createRequire(import.meta.url);
const project = join(import.meta.dirname, '../../..');
const installed = ['sharp', '@tensorflow/tfjs-backend-wasm', '@vladmandic/human', '@vladmandic/face-api'];

/**
 * What an engine process may read: its own code, and the folders that its packages are installed in. Not the data folder, with
 * the master key in it: a decoder that was taken over finds no file of ours to put into its answer.
 */
export function readableFolders(): readonly string[] {
  return [
    ...new Set([
      join(import.meta.dirname, sep),
      join(project, 'recovery', sep),
      join(project, 'package.json'),
      ...installed.flatMap(folderOfInstalled),
      // Which C library this is, for the decoder's native part.
      '/usr/bin/ldd',
    ]),
  ];
}

/** The `node_modules` that a package lies in: what it loads itself lies beside it. None: the package was left out. */
function folderOfInstalled(name: string): readonly string[] {
  try {
    const entry = require.resolve(name);
    const end = entry.lastIndexOf(`${sep}node_modules${sep}`);
    return end < 0 ? [] : [entry.slice(0, end + `${sep}node_modules${sep}`.length)];
  } catch {
    return [];
  }
}
