import type { Tensor, WasmMemory } from './wasm-memory.ts';

/** How a kernel works, as TensorFlow's graphs say it. Pictures are (1, height, width, channels). */
export interface Attributes {
  readonly strides?: readonly number[];
  readonly filterSize?: readonly number[];
  readonly pad?: string;
  readonly activation?: string;
  /** Zeros before and after, for each axis. */
  readonly paddings?: readonly (readonly number[])[];
}

/** One call, ready but for where its result goes. */
export interface Prepared {
  readonly shape: readonly number[];
  run(into: Tensor): void;
}

export type Kernels = Readonly<
  Record<string, (takes: Readonly<Record<string, Tensor>>, attributes: Attributes) => Prepared>
>;

/** Of tfjs-backend-wasm's fusable_activations.h. */
const activations: Readonly<Record<string, number>> = { linear: 0, relu: 1, prelu: 3 };
const FLOAT32 = 0;
const NOT_DILATED = [1, 1] as const;

/** The kernels that our networks use, by the names under which graphs and module know them; their parameters are those of its C++ sources. */
export function createKernels(wasm: WasmMemory): Kernels {
  const kernel = wasm.kernel;
  const [fused, depthwise] = [kernel('FusedConv2D'), kernel('DepthwiseConv2dNative')];
  const [largest, average] = [kernel('MaxPool'), kernel('AvgPool')];
  const [padded, add] = [kernel('PadV2'), kernel('Add')];
  const [prelu, relu, sigmoid] = [kernel('Prelu'), kernel('Relu'), kernel('Sigmoid')];

  return {
    FusedConv2D({ x, filter, bias, preluActivationWeights }, attributes) {
      const { pad, from, strides, channels } = windowOf(of(x), of(filter).shape, attributes);
      const [height = 0, width = 0, , wide = 0] = of(filter).shape;
      const activation = activations[attributes.activation ?? ''];
      if (activation === undefined)
        throw new TypeError(`no activation of our models: ${attributes.activation}`);
      return {
        shape: [1, ...pad.gives, wide],
        run: (into) =>
          fused(
            ...[of(x).id, 1, ...from, of(filter).id, height, width, of(bias).id, ...pad.around, pad.same],
            ...[...NOT_DILATED, ...strides, channels, wide],
            ...[activation, preluActivationWeights?.id ?? 0, 0, into.id],
          ),
      };
    },
    DepthwiseConv2dNative({ x, filter }, attributes) {
      const { pad, from, strides, channels } = windowOf(of(x), of(filter).shape, attributes);
      const [height = 0, width = 0, , times = 0] = of(filter).shape;
      return {
        shape: [1, ...pad.gives, channels * times],
        run: (into) =>
          depthwise(
            ...[of(x).id, 1, ...from, of(filter).id, height, width, ...pad.around, pad.same],
            ...[...NOT_DILATED, ...strides, channels, channels * times, into.id],
          ),
      };
    },
    MaxPool({ x }, attributes) {
      const { pad, from, strides, channels, window } = windowOf(of(x), attributes.filterSize, attributes);
      return {
        shape: [1, ...pad.gives, channels],
        run: (into) =>
          largest(
            ...[of(x).id, 1, ...from, ...window, ...pad.around, ...NOT_DILATED],
            ...[...strides, channels, channels, into.id],
          ),
      };
    },
    AvgPool({ x }, attributes) {
      const { pad, from, strides, channels, window } = windowOf(of(x), attributes.filterSize, attributes);
      return {
        shape: [1, ...pad.gives, channels],
        run: (into) => average(of(x).id, 1, ...from, ...window, ...pad.around, ...strides, channels, into.id),
      };
    },
    PadV2({ x }, { paddings = [] }) {
      const { id, shape } = of(x);
      const [before, after] = [paddings.map(([zeros = 0]) => zeros), paddings.map(([, zeros = 0]) => zeros)];
      const [from, first, last] = [wasm.list(shape), wasm.list(before), wasm.list(after)];
      return {
        shape: shape.map((length, axis) => before[axis]! + length + after[axis]!),
        run: (into) => padded(id, from, shape.length, FLOAT32, first, last, 0, into.id),
      };
    },
    Add({ a, b }) {
      const [one, other] = [of(a), of(b)];
      // The kernel would spread the smaller one; in our models nothing is spread.
      if (String(one.shape) !== String(other.shape)) throw new TypeError('sums of one shape only');
      const { shape } = one;
      const both = wasm.list(shape);
      return {
        shape,
        run: (into) => add(one.id, both, shape.length, other.id, both, shape.length, FLOAT32, into.id),
      };
    },
    Prelu: ({ x, alpha }) => ({
      shape: of(x).shape,
      run: (into) => prelu(of(x).id, of(alpha).id, into.id),
    }),
    Relu: ({ x }) => ({ shape: of(x).shape, run: (into) => relu(of(x).id, FLOAT32, into.id) }),
    Sigmoid: ({ x }) => ({ shape: of(x).shape, run: (into) => sigmoid(of(x).id, into.id) }),
  };
}

function of(tensor: Tensor | undefined): Tensor {
  if (tensor === undefined) throw new TypeError('a kernel was given too little');
  return tensor;
}

/** Where a window of height × width comes to stand on a picture (TensorFlow's SAME and VALID). */
function windowOf(x: Tensor, window: readonly number[] = [], { strides = [], pad }: Attributes) {
  if (pad !== 'same' && pad !== 'valid') throw new TypeError(`no padding of our models: ${pad}`);
  const [, height = 0, width = 0, channels = 0] = x.shape;
  const along = [height, width].map((length, axis) => {
    const [size = 0, stride = 0] = [window[axis], strides[axis]];
    const gives = Math.ceil((pad === 'same' ? length : length - size + 1) / stride);
    const missing = pad === 'same' ? Math.max(0, (gives - 1) * stride + size - length) : 0;
    return { gives, before: Math.floor(missing / 2), after: Math.ceil(missing / 2) };
  });
  const [rows, columns] = along as [(typeof along)[0], (typeof along)[0]];
  return {
    from: [height, width],
    channels,
    strides,
    window: window.slice(0, 2),
    pad: {
      gives: [rows.gives, columns.gives],
      /** Top, right, bottom, left. */
      around: [rows.before, columns.after, rows.after, columns.before],
      same: pad === 'same' ? 1 : 0,
    },
  };
}
