import { expect, test } from 'vitest';
import { type GraphNode, parseGraph } from './parse-graph.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const node = (name: string, op: string, input: readonly string[] = [], attr: GraphNode['attr'] = {}) => ({
  ...{ name, op, input, attr },
});
const constant = (name: string) => node(name, 'Const');
const none = () => [];

const graph = [
  node('end', 'Identity', ['flat']),
  node('flat', 'Reshape', ['sum', 'shape']),
  node('sum', 'AddV2', ['conv', 'conv']),
  node('unused', 'Relu', ['conv']),
  node('conv', '_FusedConv2D', ['picture', 'filter', 'bias', 'slope'], {
    strides: { list: { i: ['1', '2', '2', '1'] } },
    padding: { s: base64('SAME') },
    fused_ops: { list: { s: [base64('BiasAdd'), base64('Prelu')] } },
  }),
  node('picture', 'Placeholder'),
  ...['shape', 'filter', 'bias', 'slope'].map(constant),
];

test('layers come in the order they are needed, what only reshapes and what nobody asks for is left out', () => {
  const parsed = parseGraph(graph, ['end'], none);
  expect(parsed).toMatchObject({ entry: 'picture', outputs: ['sum'] });
  expect(parsed.layers).toEqual([
    {
      gives: 'conv',
      kernel: 'FusedConv2D',
      takes: { x: 'picture', filter: 'filter', bias: 'bias', preluActivationWeights: 'slope' },
      attrs: { strides: [2, 2], pad: 'same', activation: 'prelu' },
    },
    { gives: 'sum', kernel: 'Add', takes: { a: 'conv', b: 'conv' }, attrs: {} },
  ]);
});

test('a padding is read from its constant', () => {
  const padded = [node('end', 'Pad', ['picture', 'by']), node('picture', 'Placeholder'), constant('by')];
  expect(parseGraph(padded, ['end'], () => [0, 0, 1, 2, 3, 4, 0, 5]).layers[0]?.attrs).toEqual({
    paddings: [
      [0, 0],
      [1, 2],
      [3, 4],
      [0, 5],
    ],
  });
});

test.each([
  [
    'an operation that our models do not have',
    [node('end', 'Softmax', ['picture']), node('picture', 'Placeholder')],
  ],
  ['an input that is not there', [node('end', 'Relu', ['absent'])]],
  ['no picture', [node('end', 'Relu', ['zero']), constant('zero')]],
])('%s is misuse', (_, nodes) => {
  expect(() => parseGraph(nodes, ['end'], none)).toThrow(TypeError);
});
