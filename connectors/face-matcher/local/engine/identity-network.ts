import { CHIP_EDGE } from './align-chip.ts';
import { compileNetwork, type Layer } from './compile-network.ts';
import { numbersOf, openWeights, type StoredWeight } from './open-weights.ts';
import type { Weights } from './read-model.ts';
import { placeNumbers, type Tensor, type WasmMemory } from './wasm-memory.ts';

/** Residual blocks in their order, with the channels they give; `down` halves the picture. Named as in the file of weights. */
const blocks = [
  ...[['conv32_1', 32] as const, ['conv32_2', 32] as const, ['conv32_3', 32] as const],
  ...[
    ['conv64_down', 64] as const,
    ['conv64_1', 64] as const,
    ['conv64_2', 64] as const,
    ['conv64_3', 64] as const,
  ],
  ...[['conv128_down', 128] as const, ['conv128_1', 128] as const, ['conv128_2', 128] as const],
  ...[['conv256_down', 256] as const, ['conv256_1', 256] as const, ['conv256_2', 256] as const],
  ['conv256_down_out', 256] as const,
] as const;
/** What the network was trained to see subtracted from red, green and blue. */
const meanColour = [122.782, 117.001, 104.298] as const;

/**
 * The 128-value ResNet of the dlib family, run over face-api's weights. Its own code is not loaded: it asks for all of
 * TensorFlow.js (210 MB) and takes twice the time, because there every scale is a pass of its own over the picture; here
 * each is folded into the convolution before it. A vector made with face-api's code keeps the two equal.
 * Returns: a chip made by `alignChip` → its descriptor.
 */
export function createIdentityNetwork(wasm: WasmMemory, file: Weights): (chip: Float32Array) => Float32Array {
  const named = openWeights(file.bytes, file.specs);
  const weightOf = (name: string): StoredWeight => {
    const found = named.get(name);
    if (found === undefined) throw new TypeError(`the network has no weight ${name}`);
    return found;
  };
  const convolutions = ['conv32_down', ...blocks.flatMap(([name]) => [`${name}/conv1`, `${name}/conv2`])];
  const weights = new Map(convolutions.flatMap((name) => folded(wasm, name, weightOf)));
  const last = numbersOf(weightOf('fc'));

  const layers = layersOf();
  const network = compileNetwork(wasm, {
    entry: { name: 'picture', shape: [1, CHIP_EDGE, CHIP_EDGE, 3] },
    layers,
    outputs: [layers.at(-1)?.gives ?? ''],
    weights,
  });
  return (chip) => {
    const [seen = new Float32Array()] = network.run((picture) => {
      for (let at = 0; at < chip.length; at++) picture[at] = (chip[at]! - meanColour[at % 3]!) / 255;
    });
    return describedBy(seen, last);
  };
}

/** scale · (conv(x) + bias) + shift = conv'(x) + bias'. Output channels lie innermost. */
function folded(
  wasm: WasmMemory,
  name: string,
  weightOf: (name: string) => StoredWeight,
): readonly (readonly [string, Tensor])[] {
  const scale = numbersOf(weightOf(`${name}/scale/weights`));
  const shift = numbersOf(weightOf(`${name}/scale/biases`));
  const filter = weightOf(`${name}/conv/filters`);
  const bias = weightOf(`${name}/conv/bias`);
  return [
    [
      `${name}/filter`,
      placeNumbers(wasm, filter.shape, (into) => {
        filter.write(into);
        for (let at = 0; at < into.length; at++) into[at]! *= scale[at % scale.length]!;
      }),
    ],
    [
      `${name}/bias`,
      placeNumbers(wasm, bias.shape, (into) => {
        bias.write(into);
        for (let at = 0; at < into.length; at++) into[at] = into[at]! * scale[at]! + shift[at]!;
      }),
    ],
  ];
}

function layersOf(): readonly Layer[] {
  const layers: Layer[] = [
    convolution('conv32_down', { x: 'picture', strides: 2, activation: 'relu' }),
    pool('MaxPool', { x: 'conv32_down', gives: 'begun', filterSize: 3 }),
  ];
  let size = { edge: 35, channels: 32 };
  for (const [name, channels] of blocks) {
    const halves = name.includes('down');
    const x = layers.at(-1)?.gives ?? '';
    const [inner, outer] = [`${name}/conv1`, `${name}/conv2`];
    layers.push(
      convolution(inner, { x, strides: halves ? 2 : 1, activation: 'relu' }),
      convolution(outer, { x: inner, strides: 1, activation: 'linear' }),
    );
    const edge = halves ? Math.floor(size.edge / 2) : size.edge;
    const passed = halves ? `${name}/passed` : x;
    if (halves) layers.push(pool('AvgPool', { x, gives: passed, filterSize: 2 }));
    // A 3 × 3 window of stride 2 may give one row and column less than halving does.
    const missing = halves ? edge - Math.floor((size.edge - 1) / 2) : 0;
    const whole = grown(layers, outer, { rows: missing, channels: 0 });
    const wide = grown(layers, passed, { rows: 0, channels: channels - size.channels });
    layers.push(
      { gives: `${name}/sum`, kernel: 'Add', takes: { a: whole, b: wide }, attrs: {} },
      { gives: `${name}/out`, kernel: 'Relu', takes: { x: `${name}/sum` }, attrs: {} },
    );
    size = { edge, channels };
  }
  return layers;
}

function convolution(
  name: string,
  how: { readonly x: string; readonly strides: 1 | 2; readonly activation: 'relu' | 'linear' },
): Layer {
  const { x, strides, activation } = how;
  return {
    gives: name,
    kernel: 'FusedConv2D',
    takes: { x, filter: `${name}/filter`, bias: `${name}/bias` },
    attrs: {
      strides: [strides, strides],
      pad: strides === 2 ? 'valid' : 'same',
      activation,
    },
  };
}

function pool(
  kernel: 'MaxPool' | 'AvgPool',
  { x, gives, filterSize }: { readonly x: string; readonly gives: string; readonly filterSize: number },
): Layer {
  return {
    gives,
    kernel,
    takes: { x },
    attrs: { filterSize: [filterSize, filterSize], strides: [2, 2], pad: 'valid' },
  };
}

/** Adds zeros below, at the right and as further channels, where any are missing; the name of what then is large enough. */
function grown(
  layers: Layer[],
  x: string,
  { rows, channels }: { readonly rows: number; readonly channels: number },
): string {
  if (rows === 0 && channels === 0) return x;
  const paddings = [
    [0, 0],
    [0, rows],
    [0, rows],
    [0, channels],
  ];
  const gives = `${x}/grown`;
  layers.push({ gives, kernel: 'PadV2', takes: { x }, attrs: { paddings } });
  return gives;
}

/** Mean over all places of the picture, then the last matrix: 256 channels → 128 values. */
function describedBy(seen: Float32Array, matrix: Float32Array): Float32Array {
  const channels = 256;
  const places = seen.length / channels;
  const descriptor = new Float32Array(matrix.length / channels);
  for (let channel = 0; channel < channels; channel++) {
    let sum = 0;
    for (let at = channel; at < seen.length; at += channels) sum += seen[at]!;
    const row = channel * descriptor.length;
    for (let value = 0; value < descriptor.length; value++)
      descriptor[value]! += (sum / places) * matrix[row + value]!;
  }
  return descriptor;
}
