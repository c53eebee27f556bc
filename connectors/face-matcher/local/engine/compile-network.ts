import { type Attributes, createKernels } from './kernels.ts';
import { type Block, sizeOf, type Tensor, type WasmMemory } from './wasm-memory.ts';

/** One call of a kernel: what it is given by name, and the name of what it makes. */
export interface Layer {
  readonly gives: string;
  readonly kernel: string;
  readonly takes: Readonly<Record<string, string>>;
  readonly attrs: Attributes;
}

export interface NetworkPlan {
  /** Name and shape (1, height, width, channels) of the picture. */
  readonly entry: { readonly name: string; readonly shape: readonly number[] };
  readonly layers: readonly Layer[];
  readonly outputs: readonly string[];
  readonly weights: ReadonlyMap<string, Tensor>;
}

export interface Network {
  /** `fill` writes the picture into the memory it is given; the answers come flat, in the order of the outputs. */
  run(fill: (picture: Float32Array) => void): readonly Float32Array[];
}

/**
 * A network as a fixed list of kernel calls, laid out in memory once: nothing is asked for and nothing given back while a picture
 * is looked at. TensorFlow.js interprets the graph anew for each.
 */
export function compileNetwork(wasm: WasmMemory, { entry, layers, outputs, weights }: NetworkPlan): Network {
  const kernels = createKernels(wasm);
  const place = createPlaces(wasm);
  const picture = wasm.place(entry.shape, wasm.allocate(sizeOf(entry.shape)));
  const values = new Map<string, Tensor>([...weights, [entry.name, picture]]);
  const read = (name: string): Tensor => {
    const value = values.get(name);
    if (value === undefined) throw new TypeError(`the network has no value ${name}`);
    return value;
  };

  const calls = layers.map(({ gives, kernel, takes, attrs }, at) => {
    const prepare = kernels[kernel];
    if (prepare === undefined) throw new TypeError(`no kernel of our models: ${kernel}`);
    const inputs = Object.fromEntries(
      Object.entries(takes).map(([parameter, name]) => [parameter, read(name)]),
    );
    const { shape, run } = prepare(inputs, attrs);
    const made = place.take(shape);
    values.set(gives, made);
    const later = new Set([...outputs, ...layers.slice(at + 1).flatMap((each) => Object.values(each.takes))]);
    for (const name of new Set(Object.values(takes))) {
      if (name !== entry.name && !weights.has(name) && !later.has(name)) place.giveBack(read(name));
    }
    return () => run(made);
  });

  return {
    run(fill) {
      fill(wasm.numbers(picture));
      for (const call of calls) call();
      return outputs.map((name) => Float32Array.from(wasm.numbers(read(name))));
    },
  };
}

/**
 * Blocks for values that live from the layer that makes them to the last one that reads them. The networks of one memory
 * run one after the other, so all of them use the same.
 */
function createPlaces(wasm: WasmMemory) {
  const free = [...wasm.scratch];
  return {
    take(shape: readonly number[]): Tensor {
      const size = sizeOf(shape);
      const fitting = free.filter((block) => block.size >= size).sort((a, b) => a.size - b.size)[0];
      if (fitting !== undefined) free.splice(free.indexOf(fitting), 1);
      return wasm.place(shape, fitting ?? more(size));
    },
    giveBack({ block }: Tensor): void {
      free.push(block);
    },
  };

  function more(size: number): Block {
    const block = wasm.allocate(size);
    wasm.scratch.push(block);
    return block;
  }
}
