import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compileNetwork, type Network } from './compile-network.ts';
import { DETECTOR_EDGE, DETECTOR_OUTPUTS, findBoxes } from './find-boxes.ts';
import { type FoundFace, findMesh, MESH_EDGE, MESH_OUTPUTS } from './find-mesh.ts';
import { createIdentityNetwork } from './identity-network.ts';
import { numbersOf, openWeights } from './open-weights.ts';
import { parseGraph } from './parse-graph.ts';
import { readGraph, readWeights, type Weights, type WeightsManifest } from './read-model.ts';
import type { Pixels } from './resample.ts';
import { loadWasm, packageFolder, placeNumbers, type Tensor, type WasmMemory } from './wasm-memory.ts';

export interface FaceEngine {
  findFaces(image: Pixels): Promise<readonly FoundFace[]>;
  /** 128 values, from a chip made by `alignChip`. */
  describe(chip: Float32Array): Promise<Float32Array>;
}

/**
 * Loads detector, mesh and descriptor from the installed packages, which are there for these files: their code is never
 * loaded. Identity comes from face-api's descriptor alone; Human's own `faceres` is far worse (face-check.md 1).
 */
export async function loadEngine(given?: WasmMemory): Promise<FaceEngine> {
  const wasm = given ?? (await loadWasm());
  const models = join(packageFolder('@vladmandic/human'), 'models');
  const [detector, mesher, identity] = await Promise.all([
    loadNetwork(wasm, join(models, 'blazeface.json'), { edge: DETECTOR_EDGE, outputs: DETECTOR_OUTPUTS }),
    loadNetwork(wasm, join(models, 'facemesh.json'), { edge: MESH_EDGE, outputs: MESH_OUTPUTS }),
    readIdentityWeights(),
  ]);
  const describe = createIdentityNetwork(wasm, identity);
  return {
    // Every frame is looked at anew: a result carried over from the frame before would be somebody else's.
    findFaces: async (image) =>
      findBoxes(detector, image).flatMap((square) => findMesh(mesher, image, square) ?? []),
    describe: async (chip) => describe(chip),
  };
}

async function loadNetwork(
  wasm: WasmMemory,
  path: string,
  { edge, outputs }: { readonly edge: number; readonly outputs: readonly string[] },
): Promise<Network> {
  const file = await readGraph(path);
  const stored = openWeights(file.weights.bytes, file.weights.specs);
  const graph = parseGraph(file.nodes, outputs, (name) => numbersOf(stored.get(name)));
  const needed = new Set(graph.layers.flatMap(({ takes }) => Object.values(takes)));
  const weights = new Map<string, Tensor>();
  for (const [name, { shape, write }] of stored) {
    if (needed.has(name)) weights.set(name, placeNumbers(wasm, shape, write));
  }
  return compileNetwork(wasm, {
    entry: { name: graph.entry, shape: [1, edge, edge, 3] },
    layers: graph.layers,
    outputs: graph.outputs,
    weights,
  });
}

async function readIdentityWeights(): Promise<Weights> {
  const folder = join(packageFolder('@vladmandic/face-api'), 'model');
  const manifest = await readFile(join(folder, 'face_recognition_model-weights_manifest.json'), 'utf8');
  return readWeights(folder, JSON.parse(manifest) as readonly WeightsManifest[]);
}
