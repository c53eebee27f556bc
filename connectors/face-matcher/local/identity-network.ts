import { CHIP_EDGE } from './align-chip.ts';

// The parts of TensorFlow.js that the network is made of; its own types cannot be loaded without a DOM.
export interface Tensor {
  readonly shape: readonly number[];
  dispose(): void;
  data(): Promise<Float32Array>;
}
export interface NetworkMath {
  tensor(data: Float32Array, shape: readonly number[], type?: 'float32'): Tensor;
  tensor1d(values: readonly number[]): Tensor;
  tidy<T>(work: () => T): T;
  add(left: Tensor, right: Tensor): Tensor;
  sub(left: Tensor, right: Tensor): Tensor;
  mul(left: Tensor, right: Tensor): Tensor;
  div(left: Tensor, right: number): Tensor;
  relu(x: Tensor): Tensor;
  pad(x: Tensor, by: readonly (readonly [number, number])[]): Tensor;
  maxPool(x: Tensor, size: number, stride: number, pad: 'valid'): Tensor;
  avgPool(x: Tensor, size: number, stride: number, pad: 'valid'): Tensor;
  mean(x: Tensor, axes: readonly number[]): Tensor;
  matMul(left: Tensor, right: Tensor): Tensor;
  readonly fused: {
    conv2d(layer: {
      readonly x: Tensor;
      readonly filter: Tensor;
      readonly bias: Tensor;
      readonly strides: number;
      readonly pad: 'same' | 'valid';
      readonly activation: 'relu' | 'linear';
    }): Tensor;
  };
  readonly io: { decodeWeights(bytes: ArrayBuffer, specs: readonly object[]): Record<string, Tensor> };
}

interface Convolution {
  readonly filter: Tensor;
  readonly bias: Tensor;
}
interface Block {
  readonly halves: boolean;
  readonly first: Convolution;
  readonly second: Convolution;
}

/** Residual blocks in their order; `down` halves the picture. The names are those of the file with the weights. */
const blockNames = [
  ...['conv32_1', 'conv32_2', 'conv32_3'],
  ...['conv64_down', 'conv64_1', 'conv64_2', 'conv64_3'],
  ...['conv128_down', 'conv128_1', 'conv128_2'],
  ...['conv256_down', 'conv256_1', 'conv256_2', 'conv256_down_out'],
] as const;
/** What the network was trained to see subtracted from red, green and blue. */
const meanColour = [122.782, 117.001, 104.298] as const;

/**
 * The 128-value ResNet of the dlib family, run over face-api's weights. Its own code is not loaded: it asks for all of
 * TensorFlow.js (210 MB) and takes twice the time, because there every scale is a pass of its own over the picture; here
 * each is folded into the convolution before it. A vector made with face-api's code keeps the two equal.
 * Returns: a chip made by `alignChip` → its descriptor.
 */
export function createIdentityNetwork(
  tf: NetworkMath,
  weights: { readonly bytes: ArrayBuffer; readonly specs: readonly object[] },
): (chip: Float32Array) => Promise<Float32Array> {
  const named = tf.io.decodeWeights(weights.bytes, weights.specs);
  const weight = (name: string): Tensor => {
    const found = named[name];
    if (found === undefined) throw new TypeError(`the network has no weight ${name}`);
    return found;
  };
  /** scale · (conv(x) + bias) + shift = conv'(x) + bias'. */
  const convolution = (name: string): Convolution =>
    tf.tidy(() => {
      const scale = weight(`${name}/scale/weights`);
      return {
        filter: tf.mul(weight(`${name}/conv/filters`), scale),
        bias: tf.add(tf.mul(weight(`${name}/conv/bias`), scale), weight(`${name}/scale/biases`)),
      };
    });
  const stem = convolution('conv32_down');
  const blocks = blockNames.map(
    (name): Block => ({
      halves: name.includes('down'),
      first: convolution(`${name}/conv1`),
      second: convolution(`${name}/conv2`),
    }),
  );
  const mean = tf.tensor1d(meanColour);
  const last = weight('fc');
  for (const [name, tensor] of Object.entries(named)) if (name !== 'fc') tensor.dispose();

  return async (chip) => {
    const out = tf.tidy(() => {
      const picture = tf.tensor(chip, [1, CHIP_EDGE, CHIP_EDGE, 3], 'float32');
      const seen = tf.div(tf.sub(picture, mean), 255);
      const begun = tf.fused.conv2d({ x: seen, ...stem, strides: 2, pad: 'valid', activation: 'relu' });
      const through = blocks.reduce((x, block) => residual(tf, block, x), tf.maxPool(begun, 3, 2, 'valid'));
      return tf.matMul(tf.mean(through, [1, 2]), last);
    });
    const descriptor = await out.data();
    out.dispose();
    return descriptor;
  };
}

function residual(tf: NetworkMath, { halves, first, second }: Block, x: Tensor): Tensor {
  const strides = halves ? 2 : 1;
  const inner = tf.fused.conv2d({
    ...{ x, ...first, strides },
    pad: halves ? 'valid' : 'same',
    activation: 'relu',
  });
  const outer = tf.fused.conv2d({ x: inner, ...second, strides: 1, pad: 'same', activation: 'linear' });
  if (!halves) return tf.relu(tf.add(outer, x));
  const passed = tf.avgPool(x, 2, 2, 'valid');
  const [, high = 0, wide = 0, deep = 0] = passed.shape;
  const missing = (of: number, at: 1 | 2 | 3): readonly [number, number] => [0, of - (outer.shape[at] ?? 0)];
  const none = [0, 0] as const;
  return tf.relu(
    tf.add(
      tf.pad(outer, [none, missing(high, 1), missing(wide, 2), none]),
      tf.pad(passed, [none, none, none, [0, (outer.shape[3] ?? 0) - deep]]),
    ),
  );
}
