import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { WeightSpec } from './open-weights.ts';
import type { GraphNode } from './parse-graph.ts';

export interface Weights {
  readonly bytes: ArrayBuffer;
  readonly specs: readonly WeightSpec[];
}
export interface WeightsManifest {
  readonly paths: readonly string[];
  readonly weights: readonly WeightSpec[];
}
/** A graph model from disk: `x.json` and the file of weights beside it. */
export async function readGraph(
  path: string,
): Promise<{ readonly nodes: readonly GraphNode[]; readonly weights: Weights }> {
  const model = JSON.parse(await readFile(path, 'utf8')) as {
    readonly modelTopology: { readonly node: readonly GraphNode[] };
    readonly weightsManifest: readonly WeightsManifest[];
  };
  return {
    nodes: model.modelTopology.node,
    weights: await readWeights(dirname(path), model.weightsManifest),
  };
}

export async function readWeights(folder: string, groups: readonly WeightsManifest[]): Promise<Weights> {
  const files = groups.flatMap((group) => group.paths);
  const parts = await Promise.all(files.map((file) => readFile(join(folder, basename(file)))));
  return {
    bytes: new Uint8Array(Buffer.concat(parts)).buffer,
    specs: groups.flatMap((group) => group.weights),
  };
}
