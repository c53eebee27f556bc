import { packageFolder } from './wasm-memory.ts';

/** The packages of this folder's own manifest: an installation that leaves the built-in face check to a vendor may do without. */
const packages = ['@tensorflow/tfjs-backend-wasm', '@vladmandic/face-api', '@vladmandic/human'] as const;

/** Whether they are there. What is in them is seen when they are loaded. */
export function isInstalled(): boolean {
  try {
    return packages.every((name) => packageFolder(name) !== '');
  } catch {
    return false;
  }
}
