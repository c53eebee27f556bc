import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Numbers that lie in the memory of the module, all float32. Kernels know them by their id. */
export interface Tensor {
  readonly id: number;
  readonly shape: readonly number[];
  readonly block: Block;
}

/** A piece of that memory. Values that are never needed at the same time may share one. */
export interface Block {
  readonly offset: number;
  /** Numbers it has room for. */
  readonly size: number;
}

type Parameter = 'number' | 'array';
/** Whole numbers, ids of tensors, or shapes. */
export type Call = (...parameters: readonly (number | readonly number[])[]) => void;

export interface WasmMemory {
  /** Blocks for what a network works out on its way, and nobody needs afterwards. */
  readonly scratch: Block[];
  allocate(size: number): Block;
  /** A tensor in a block that is large enough. There is no taking it back: networks are laid out once. */
  place(shape: readonly number[], block: Block): Tensor;
  /** Its numbers where they lie: not valid any more once a kernel has run. */
  numbers(tensor: Tensor): Float32Array;
  /** A kernel by the name under which the module exports it. */
  kernel(name: string, parameters: readonly Parameter[]): Call;
  /** Bytes of the whole memory, which only grows. */
  bytes(): number;
}

/** What Emscripten's loader makes, as far as it is used. */
interface Module {
  cwrap(name: string, gives: null, takes: readonly Parameter[]): (...all: readonly unknown[]) => void;
  _malloc(bytes: number): number;
  readonly HEAPU8: Uint8Array;
}

const require = createRequire(import.meta.url);

/**
 * The kernels of `@tensorflow/tfjs-backend-wasm`: its WebAssembly module (SIMD) with Emscripten's loader, and nothing else of
 * TensorFlow.js, whose 50 MB only wrap these calls. No native build, no network; where SIMD is missing it does not load.
 */
export async function loadWasm(): Promise<WasmMemory> {
  const folder = join(packageFolder('@tensorflow/tfjs-backend-wasm'), 'wasm-out');
  const load = require(join(folder, 'tfjs-backend-wasm.js')) as (from: object) => Promise<Module>;
  const module = await load({ wasmBinary: await readFile(join(folder, 'tfjs-backend-wasm-simd.wasm')) });
  module.cwrap('init_with_threads_count', null, ['number'])(1);
  const register = module.cwrap('register_tensor', null, ['number', 'number', 'number']);
  let lastId = 0;
  return {
    scratch: [],
    allocate(size) {
      // Emscripten's numbers are signed.
      const offset = module._malloc(size * 4) >>> 0;
      if (offset === 0) throw new RangeError('no memory left for the networks');
      return { offset, size };
    },
    place(shape, block) {
      const size = sizeOf(shape);
      if (size > block.size) throw new TypeError(`${size} numbers do not fit into ${block.size}`);
      // 0 stands for "none".
      const id = ++lastId;
      register(id, size, block.offset);
      return { id, shape, block };
    },
    numbers: ({ shape, block }) => new Float32Array(module.HEAPU8.buffer, block.offset, sizeOf(shape)),
    kernel(name, parameters) {
      const call = module.cwrap(name, null, parameters);
      if (!parameters.includes('array')) return call;
      return (...all) => call(...all.map((each) => (typeof each === 'number' ? each : asBytes(each))));
    },
    bytes: () => module.HEAPU8.byteLength,
  };
}

/** A tensor that stays, with its numbers in it. */
export function placeNumbers(
  wasm: WasmMemory,
  shape: readonly number[],
  write: (into: Float32Array) => void,
): Tensor {
  const tensor = wasm.place(shape, wasm.allocate(sizeOf(shape)));
  write(wasm.numbers(tensor));
  return tensor;
}

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((size, length) => size * length, 1);
}

function asBytes(numbers: readonly number[]): Uint8Array {
  return new Uint8Array(Int32Array.from(numbers).buffer);
}

/** Some packages do not export their package.json, so the folder is found by walking up from the entry. */
export function packageFolder(name: string): string {
  let folder = dirname(require.resolve(name));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}
