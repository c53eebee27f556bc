import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

// The packages are CommonJS without usable types for their Node builds; these are the parts that we call.
export interface TensorFlow {
  setBackend(name: string): Promise<boolean>;
  getBackend(): string;
  backend(): WasmBackend;
  getKernel(name: string, backend: string): Kernel | undefined;
  env(): { getAsync(flag: string): Promise<unknown> };
  tensor(data: Float32Array, shape: readonly number[]): Tensor;
  readonly io: { decodeWeights(bytes: ArrayBuffer, specs: readonly object[]): Record<string, Tensor> };
}
/** What a kernel reads and writes: where the numbers lie, and in which shape. */
export interface TensorInfo {
  readonly dataId: object;
  readonly shape: readonly number[];
  readonly dtype: string;
}
export interface Tensor extends TensorInfo {
  dispose(): void;
}
export interface Kernel {
  readonly kernelFunc: (call: {
    readonly inputs: Readonly<Record<string, TensorInfo>>;
    readonly attrs: object;
    readonly backend: WasmBackend;
  }) => TensorInfo;
}
export interface WasmBackend {
  makeOutput(shape: readonly number[], type: 'float32'): TensorInfo;
  /** How many tensors lie in its memory. */
  numDataIds(): number;
  readSync(dataId: object): ArrayLike<number>;
  disposeData(dataId: object, force: boolean): boolean;
  /** A view into the memory of the wasm module: not valid any more once that memory has grown. */
  typedArrayFromHeap(tensor: TensorInfo): Float32Array;
}

const require = createRequire(import.meta.url);

/** TensorFlow.js on its wasm backend: no native build, no network. */
export async function loadTensorFlow(): Promise<TensorFlow> {
  const tf = require('@tensorflow/tfjs-core') as TensorFlow;
  const wasm = require('@tensorflow/tfjs-backend-wasm') as { setWasmPaths(folder: string): void };
  wasm.setWasmPaths(`${join(packageFolder('@tensorflow/tfjs-backend-wasm'), 'dist')}/`);
  // Without either the libraries go on several times slower and say nothing (face-check.md 9).
  if ((await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT')) !== true) throw new Error('no SIMD in this wasm');
  await tf.setBackend('wasm');
  if (tf.getBackend() !== 'wasm') throw new Error(`expected the wasm backend, got ${tf.getBackend()}`);
  return tf;
}

/** Some packages do not export their package.json, so the folder is found by walking up from the entry. */
export function packageFolder(name: string): string {
  let folder = dirname(require.resolve(name));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}
