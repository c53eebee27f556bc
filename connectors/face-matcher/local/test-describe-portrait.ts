import { loadEngine } from './engine/load-engine.ts';
import { readFace } from './read-face.ts';

/** The 128 numbers that the engine makes of a portrait and tells nobody, for tests that look for where they might have gone. */
export async function describePortrait(portrait: Uint8Array): Promise<Float32Array> {
  const engine = await loadEngine();
  const face = await readFace(engine, portrait);
  if (face.kind !== 'face') throw new TypeError(`no face to describe: ${face.kind}`);
  return engine.describe(face.chip);
}
