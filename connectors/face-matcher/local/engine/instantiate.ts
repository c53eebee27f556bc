/** A function of the module: whole numbers, ids of tensors, and addresses. */
export type Call = (...parameters: readonly number[]) => void;

/** What we use of WebAssembly; its types come with those of browsers only. */
interface Memory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}
declare const WebAssembly: {
  instantiate(
    bytes: Uint8Array,
    imports: object,
  ): Promise<{ readonly instance: { readonly exports: Readonly<Record<string, unknown>> } }>;
};

const PAGE = 65_536;
const MOST_BYTES = 2 ** 31;

/** A module built by Emscripten, without Emscripten's own loader: seven imports are all that it asks for. */
export async function instantiate(bytes: Uint8Array): Promise<{
  readonly memory: Memory;
  /** What it exports by this name. */
  kernel(name: string): Call;
}> {
  const { instance } = await WebAssembly.instantiate(
    bytes,
    importsOf(() => memory),
  );
  const memory = instance.exports.memory as Memory;
  const kernel = (name: string): Call => {
    const found = instance.exports[name];
    if (typeof found !== 'function') throw new TypeError(`the module has no kernel ${name}`);
    return found as Call;
  };
  kernel('__wasm_call_ctors')();
  return { memory, kernel };
}

/** What Emscripten expects around its modules: memory that grows, and files, of which there are none here. */
function importsOf(memory: () => Memory): object {
  return {
    env: {
      abort: () => {
        throw new RangeError('the kernels gave up');
      },
      emscripten_memcpy_big: (to: number, from: number, length: number) =>
        new Uint8Array(memory().buffer).copyWithin(to >>> 0, from >>> 0, (from >>> 0) + length),
      emscripten_get_heap_max: () => MOST_BYTES,
      emscripten_resize_heap: (wanted: number) => growTo(memory(), wanted >>> 0),
    },
    wasi_snapshot_preview1: {
      fd_close: () => 0,
      fd_seek: () => 0,
      fd_write: (_file: number, pieces: number, count: number, written: number) =>
        swallow(memory(), { pieces, count, written }),
    },
  };
}

/** A fifth more than there was, so that growing stays rare. */
function growTo(memory: Memory, wanted: number): 0 | 1 {
  const bytes = Math.min(MOST_BYTES, Math.max(wanted, memory.buffer.byteLength * 1.2));
  if (wanted > MOST_BYTES) return 0;
  try {
    memory.grow(Math.ceil((bytes - memory.buffer.byteLength) / PAGE));
    return 1;
  } catch {
    return 0;
  }
}

/** A library's complaint is counted as written and read by nobody: it may quote what it was given. */
function swallow(
  memory: Memory,
  to: { readonly pieces: number; readonly count: number; readonly written: number },
): 0 {
  const view = new DataView(memory.buffer);
  let length = 0;
  for (let nth = 0; nth < to.count; nth++) length += view.getUint32(to.pieces + nth * 8 + 4, true);
  view.setUint32(to.written, length, true);
  return 0;
}
