import { sizeOf } from './wasm-memory.ts';

/** What a manifest of TensorFlow.js says of one tensor in a file of weights. */
export interface WeightSpec {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  /** How it was made small: halves, or whole numbers that are scaled. */
  readonly quantization?: { readonly dtype: string; readonly scale?: number; readonly min?: number };
}

export interface StoredWeight {
  readonly shape: readonly number[];
  /** Decodes it to where it is needed: in between, millions of values would lie around until they are collected. */
  readonly write: (into: Float32Array) => void;
}

const arrays = {
  float32: Float32Array,
  int32: Int32Array,
  float16: Float16Array,
  uint8: Uint8Array,
} as const;

/** A file of weights → its tensors by name, one after the other as the manifest lists them. Throws `TypeError` for a kind that our models do not have. */
export function openWeights(
  bytes: ArrayBuffer,
  specs: readonly WeightSpec[],
): ReadonlyMap<string, StoredWeight> {
  const weights = new Map<string, StoredWeight>();
  let at = 0;
  for (const { name, shape, dtype, quantization } of specs) {
    const stored = arrays[(quantization?.dtype ?? dtype) as keyof typeof arrays];
    if (stored === undefined) throw new TypeError(`no kind of weight of our models: ${name}`);
    const from = at;
    const size = sizeOf(shape);
    at += size * stored.BYTES_PER_ELEMENT;
    if (at > bytes.byteLength) throw new TypeError(`the file of weights ends before ${name}`);
    const { scale = 1, min = 0 } = quantization ?? {};
    // A file of mixed kinds keeps no alignment.
    const [source, start] =
      from % stored.BYTES_PER_ELEMENT === 0 ? [bytes, from] : [bytes.slice(from, at), 0];
    const values = new stored(source, start, size);
    const write = (into: Float32Array): void => {
      for (let nth = 0; nth < size; nth++) into[nth] = values[nth]! * scale + min;
    };
    weights.set(name, { shape, write });
  }
  return weights;
}

/** For a few numbers that are needed outside of the networks. */
export function numbersOf(weight: StoredWeight | undefined): Float32Array {
  if (weight === undefined) return new Float32Array();
  const numbers = new Float32Array(sizeOf(weight.shape));
  weight.write(numbers);
  return numbers;
}
