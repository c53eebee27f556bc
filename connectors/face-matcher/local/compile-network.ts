import type { TensorFlow, TensorInfo } from './tensor-flow.ts';

/** One call of a kernel of TensorFlow.js: what it is given by name, and the name of what it makes. */
export interface Layer {
  readonly gives: string;
  readonly kernel: string;
  readonly takes: Readonly<Record<string, string>>;
  readonly attrs: object;
}

export interface NetworkPlan {
  /** Name and shape (1, height, width, channels) of the picture. */
  readonly entry: { readonly name: string; readonly shape: readonly number[] };
  readonly layers: readonly Layer[];
  readonly outputs: readonly string[];
  readonly weights: Readonly<Record<string, TensorInfo>>;
}

export interface Network {
  /** `fill` writes the picture into the memory it is given; the answers come flat, in the order of the outputs. */
  run(fill: (picture: Float32Array) => void): readonly Float32Array[];
}

/**
 * A network as a fixed list of kernel calls. TensorFlow.js' own executor interprets the graph anew for each picture and
 * keeps books for training that never comes; that was a tenth of the engine's time.
 */
export function compileNetwork(tf: TensorFlow, { entry, layers, outputs, weights }: NetworkPlan): Network {
  const backend = tf.backend();
  const picture = backend.makeOutput(entry.shape, 'float32');
  const lasting = new Map([...Object.entries(weights), [entry.name, picture] as const]);
  const steps = layers.map(({ gives, kernel, takes, attrs }, at) => {
    const found = tf.getKernel(kernel, 'wasm');
    if (found === undefined) throw new TypeError(`the wasm backend has no kernel ${kernel}`);
    const later = new Set([...outputs, ...layers.slice(at + 1).flatMap((each) => Object.values(each.takes))]);
    const ends = [...new Set(Object.values(takes))].filter((name) => !lasting.has(name) && !later.has(name));
    return { gives, call: found.kernelFunc, takes: Object.entries(takes), attrs, ends };
  });

  return {
    run(fill) {
      fill(backend.typedArrayFromHeap(picture));
      const made = new Map<string, TensorInfo>();
      const read = (name: string): TensorInfo => {
        const value = made.get(name) ?? lasting.get(name);
        if (value === undefined) throw new TypeError(`the network has no value ${name}`);
        return value;
      };
      for (const { gives, call, takes, attrs, ends } of steps) {
        const inputs = Object.fromEntries(takes.map(([parameter, name]) => [parameter, read(name)]));
        made.set(gives, call({ inputs, attrs, backend }));
        for (const name of ends) backend.disposeData(read(name).dataId, true);
      }
      const answers = outputs.map((name) => Float32Array.from(backend.typedArrayFromHeap(read(name))));
      for (const name of outputs) backend.disposeData(read(name).dataId, true);
      return answers;
    },
  };
}
