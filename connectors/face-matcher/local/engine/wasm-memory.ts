import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type Call, instantiate } from './instantiate.ts';

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

export interface WasmMemory {
  /** Blocks for what a network works out on its way, and nobody needs afterwards. */
  readonly scratch: Block[];
  allocate(size: number): Block;
  /** A tensor in a block that is large enough. There is no taking it back: networks are laid out once. */
  place(shape: readonly number[], block: Block): Tensor;
  /** Its numbers where they lie: not valid any more once a kernel has run. */
  numbers(tensor: Tensor): Float32Array;
  /** Where a list of whole numbers lies that a kernel reads; it stays. */
  list(numbers: readonly number[]): number;
  /** A kernel by the name under which the module exports it. */
  kernel(name: string): Call;
  /** Bytes of the whole memory, which only grows. */
  bytes(): number;
}

const require = createRequire(import.meta.url);

/**
 * The kernels of `@tensorflow/tfjs-backend-wasm`: its WebAssembly module (SIMD), and nothing else of TensorFlow.js, whose 50 MB
 * only wrap these calls. No native build, no network, no code of theirs outside of the module, and the module is given nothing
 * that leads out of it. Where SIMD is missing it does not load: without, everything would be several times slower.
 */
export async function loadWasm(): Promise<WasmMemory> {
  const folder = join(packageFolder('@tensorflow/tfjs-backend-wasm'), 'wasm-out');
  const bytes = await readFile(join(folder, 'tfjs-backend-wasm-simd.wasm'));
  const { memory, kernel } = await instantiate(bytes);
  kernel('init_with_threads_count')(1);
  const malloc = kernel('malloc') as (bytes: number) => number;
  const register = kernel('register_tensor');
  const allocate = (size: number): Block => {
    // WebAssembly's numbers are signed.
    const offset = malloc(size * 4) >>> 0;
    if (offset === 0) throw new RangeError('no memory left for the networks');
    return { offset, size };
  };
  let lastId = 0;
  return {
    scratch: [],
    allocate,
    place(shape, block) {
      const size = sizeOf(shape);
      if (size > block.size) throw new TypeError(`${size} numbers do not fit into ${block.size}`);
      // 0 stands for "none".
      const id = ++lastId;
      register(id, size, block.offset);
      return { id, shape, block };
    },
    numbers: ({ shape, block }) => new Float32Array(memory.buffer, block.offset, sizeOf(shape)),
    list(numbers) {
      const { offset } = allocate(numbers.length);
      new Int32Array(memory.buffer, offset, numbers.length).set(numbers);
      return offset;
    },
    kernel,
    bytes: () => memory.buffer.byteLength,
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

/** Some packages do not export their package.json, so the folder is found by walking up from the entry. */
export function packageFolder(name: string): string {
  let folder = dirname(require.resolve(name));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}
