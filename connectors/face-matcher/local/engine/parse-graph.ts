import type { Layer } from './compile-network.ts';

/** A node of TensorFlow's GraphDef, as its converter writes it. Texts are base64, whole numbers are strings. */
export interface GraphNode {
  readonly name: string;
  readonly op: string;
  readonly input?: readonly string[];
  readonly attr?: Readonly<Record<string, GraphAttribute>>;
}
interface GraphAttribute {
  readonly s?: string;
  readonly list?: { readonly i?: readonly string[]; readonly s?: readonly string[] };
}

/**
 * A graph of convolutions → its layers, each after those it reads, and no more than the outputs need.
 * `numbers` gives the values of a constant. Throws `TypeError` for an operation that our two models do not have.
 */
export function parseGraph(
  nodes: readonly GraphNode[],
  outputs: readonly string[],
  numbers: (name: string) => ArrayLike<number>,
): { readonly entry: string; readonly outputs: readonly string[]; readonly layers: readonly Layer[] } {
  const ordered = inOrder(nodes, outputs);
  const entry = ordered.find(({ op }) => op === 'Placeholder')?.name;
  if (entry === undefined) throw new TypeError('the graph has no entry');
  // What only renames or reshapes is left out: the answers are read flat.
  const passing = new Map(
    ordered.flatMap(({ name, op, input }) => (passesOn(op) && input?.[0] ? [[name, input[0]]] : [])),
  );
  const meant = (name: string): string => {
    const before = passing.get(name);
    return before === undefined ? name : meant(before);
  };
  const layers = ordered
    .filter(({ op }) => op !== 'Placeholder' && op !== 'Const' && !passesOn(op))
    .map((node) => parseNode({ ...node, input: (node.input ?? []).map(meant) }, numbers));
  return { entry, outputs: outputs.map(meant), layers };
}

const passesOn = (op: string): boolean => op === 'Identity' || op === 'Reshape';

function inOrder(nodes: readonly GraphNode[], outputs: readonly string[]): readonly GraphNode[] {
  const named = new Map(nodes.map((node) => [node.name, node]));
  const ordered = new Map<string, GraphNode>();
  function visit(name: string): void {
    const node = named.get(name);
    if (node === undefined) throw new TypeError(`the graph has no node ${name}`);
    if (ordered.has(name)) return;
    for (const input of node.input ?? []) visit(input);
    ordered.set(name, node);
  }
  for (const output of outputs) visit(output);
  return [...ordered.values()];
}

function parseNode(node: GraphNode, numbers: (name: string) => ArrayLike<number>): Layer {
  const { name: gives, op, attr = {} } = node;
  const list = (name: string): readonly number[] => (attr[name]?.list?.i ?? []).map(Number);
  const text = (base64 = ''): string => Buffer.from(base64, 'base64').toString('latin1').toLowerCase();
  const window = { strides: list('strides').slice(1, 3), pad: text(attr.padding?.s) };
  const takes = (...parameters: readonly string[]): Record<string, string> =>
    Object.fromEntries(parameters.map((parameter, at) => [parameter, node.input?.[at] ?? '']));
  switch (op) {
    case '_FusedConv2D': {
      const activation = text(attr.fused_ops?.list?.s?.[1]) || 'linear';
      const more = activation === 'prelu' ? ['preluActivationWeights'] : [];
      const attrs = { ...window, activation };
      return { gives, kernel: 'FusedConv2D', takes: takes('x', 'filter', 'bias', ...more), attrs };
    }
    case 'DepthwiseConv2dNative':
      return { gives, kernel: op, takes: takes('x', 'filter'), attrs: window };
    case 'MaxPool':
      return {
        gives,
        kernel: op,
        takes: takes('x'),
        attrs: { ...window, filterSize: list('ksize').slice(1, 3) },
      };
    case 'Pad': {
      const flat = numbers(node.input?.[1] ?? '');
      const paddings = [0, 2, 4, 6].map((at) => [flat[at] ?? 0, flat[at + 1] ?? 0]);
      return { gives, kernel: 'PadV2', takes: takes('x'), attrs: { paddings } };
    }
    case 'AddV2':
      return { gives, kernel: 'Add', takes: takes('a', 'b'), attrs: {} };
    case 'Prelu':
      return { gives, kernel: op, takes: takes('x', 'alpha'), attrs: {} };
    case 'Relu':
    case 'Sigmoid':
      return { gives, kernel: op, takes: takes('x'), attrs: {} };
    default:
      throw new TypeError(`no operation of our models: ${op}`);
  }
}
