/** Operations that write ONNX nodes down, maps as [N, C, H, W]: a network in evaluation mode becomes a graph by running on names. */
import type {
  BinaryName,
  ConvolutionShape,
  Layer,
  LayerExtras,
  Operations,
  PoolShape,
  UnaryName,
} from '../networks/operations.ts';
import { sidesOf } from '../networks/padding.ts';
import { OperationRefusedError } from '../networks/refuse.ts';
import type { Initialiser, Node } from './formats/onnx-writer.ts';
import { normEpsilon } from './map-weights.ts';

type Attributes = Pick<Node, 'integers' | 'floats'>;

/** Stands for an operator that no node may have: refused where the graph needs it, and dropped where it does not. */
const lacking = 'none';

const padsOf = (padding: ConvolutionShape['padding']) => {
  const { top, bottom, left, right } = sidesOf(padding);
  return [top, left, bottom, right];
};

const plainUnary: Readonly<Partial<Record<UnaryName, string>>> = {
  relu: 'Relu',
  sigmoid: 'Sigmoid',
  tanh: 'Tanh',
  softplus: 'Softplus',
  exp: 'Exp',
  log: 'Log',
  absolute: 'Abs',
};

const plainBinary: Readonly<Partial<Record<BinaryName, string>>> = {
  add: 'Add',
  subtract: 'Sub',
  multiply: 'Mul',
};

/** Slope of the leaky ReLU below zero where none is given. */
const firstSlope = 0.01;

export interface NodeRecorder {
  readonly nodes: readonly Node[];
  /** Numbers that nodes take beside the weights, by name. */
  readonly constants: ReadonlyMap<string, Initialiser>;
  readonly operations: Operations<string>;
}

/** Weights are named as files have them: those of the encoder stand alone. */
const fileName = (name: string) => name.replace('encoder.', '');

/** Nodes whose outputs have names of their own. */
class Nodes {
  readonly all: Node[] = [];
  readonly constants = new Map<string, Initialiser>();
  readonly #uses = new Map<string, number>();

  /** `name`, or where that is taken one with a number behind it. */
  #unique(name: string): string {
    const uses = (this.#uses.get(name) ?? 0) + 1;
    this.#uses.set(name, uses);
    return uses === 1 ? name : `${name}.${uses}`;
  }

  add(operator: string, inputs: readonly string[], name: string, attributes: Attributes = {}): string {
    const output = this.#unique(name);
    this.all.push({ operator, inputs, output, ...attributes });
    return output;
  }

  /** What no node stands for. */
  lack(operation: string, inputs: readonly string[]): string {
    return this.add(lacking, inputs, operation);
  }

  floats(values: readonly number[], shape: readonly number[] = [values.length]): string {
    const name = this.#unique('number');
    this.constants.set(name, { shape, values: Float32Array.from(values) });
    return name;
  }

  integers(values: readonly number[]): string {
    const name = this.#unique('axis');
    this.constants.set(name, { shape: [values.length], values: BigInt64Array.from(values, BigInt) });
    return name;
  }
}

/** x + residual, then the activation. */
function finish(nodes: Nodes, x: string, { activation, residual }: LayerExtras<string>): string {
  const sum = residual === undefined ? x : nodes.add('Add', [x, residual], `${x}.sum`);
  if (activation === undefined) return sum;
  if (activation === 'relu') return nodes.add('Relu', [sum], `${sum}.relu`);
  return nodes.add('Clip', [sum, nodes.floats([0], []), nodes.floats([6], [])], `${sum}.relu6`);
}

function convolution(
  nodes: Nodes,
  operator: 'Conv' | 'ConvTranspose',
  x: string,
  { name, stride, padding, hasBias = true, isDepthwise = false }: Layer,
): string {
  if (isDepthwise)
    throw new OperationRefusedError('ONNX export', 'a depthwise convolution', ['full convolutions']);
  const own = fileName(name);
  const inputs = [x, `${own}.weight`, ...(hasBias ? [`${own}.bias`] : [])];
  return nodes.add(operator, inputs, own, {
    integers: { strides: [stride, stride], pads: padsOf(padding) },
  });
}

function pool(nodes: Nodes, x: string, { kind, side, stride, padding }: PoolShape): string {
  const [operator, name] = kind === 'max' ? ['MaxPool', 'maxpool'] : ['AveragePool', 'meanpool'];
  const integers = { kernel_shape: [side, side], strides: [stride, stride], pads: padsOf(padding) };
  return nodes.add(operator, [x], name, { integers });
}

function unary(nodes: Nodes, x: string, name: UnaryName, parameter?: number): string {
  const operator = plainUnary[name];
  if (operator !== undefined) return nodes.add(operator, [x], `${x}.${name}`);
  if (name === 'leakyRelu')
    return nodes.add('LeakyRelu', [x], `${x}.leaky`, { floats: { alpha: parameter ?? firstSlope } });
  if (name === 'square') return nodes.add('Mul', [x, x], `${x}.square`);
  if (name === 'scale') return nodes.add('Mul', [x, nodes.floats([parameter ?? 1], [])], `${x}.scaled`);
  return name === 'relu6' ? finish(nodes, x, { activation: 'relu6' }) : nodes.lack(name, [x]);
}

function binary(nodes: Nodes, a: string, b: string, name: BinaryName): string {
  const operator = plainBinary[name];
  if (operator !== undefined) return nodes.add(operator, [a, b], `${a}.${name}`);
  const difference = nodes.add('Sub', [a, b], `${a}.difference`);
  if (name === 'squaredDifference') return nodes.add('Mul', [difference, difference], `${a}.squared`);
  return name === 'absoluteDifference'
    ? nodes.add('Abs', [difference], `${a}.apart`)
    : nodes.lack(name, [a, b]);
}

function weightlessOperations(
  nodes: Nodes,
): Omit<Operations<string>, 'convBatchNorm' | 'convolve' | 'convolveTransposed' | 'normalise' | 'linear'> {
  const byChannels = (x: string) => ({
    sum: () => nodes.add('ReduceSum', [x, nodes.integers([1])], `${x}.sums`, { integers: { keepdims: 0 } }),
    mean: () => nodes.add('ReduceMean', [x], `${x}.means`, { integers: { axes: [1], keepdims: 0 } }),
  });
  return {
    averagePool: (x) => nodes.add('Flatten', [nodes.add('GlobalAveragePool', [x], 'avgpool')], 'pooled'),
    pool: (x, shape) => pool(nodes, x, shape),
    upsample: (x) => nodes.add('Resize', [x, '', nodes.floats([1, 1, 2, 2])], `${x}.twice`), // to the nearest
    concat: (xs) => nodes.add('Concat', xs, 'joined', { integers: { axis: 1 } }),
    slice: (x, first, count) =>
      nodes.add(
        'Slice',
        [x, nodes.integers([first]), nodes.integers([first + count]), nodes.integers([1])],
        `${x}.channels`,
      ),
    unary: (x, name, parameter) => unary(nodes, x, name, parameter),
    binary: (a, b, name) => binary(nodes, a, b, name),
    softmax: (x) => nodes.add('Softmax', [x], `${x}.softmax`, { integers: { axis: 1 } }),
    reduce: (x, how, over) => (over === 'channels' ? byChannels(x)[how]() : nodes.lack('reduce', [x])),
    scaleGradient: (x) => x,
    gaussian: (like) => nodes.add('Mul', [like, nodes.floats([0], [])], `${like}.still`), // as in evaluation
    stack: (xs) => nodes.lack('stack', xs),
    part: (x) => nodes.lack('part', [x]),
    ssim: (a, b) => nodes.lack('ssim', [a, b]),
  };
}

export function createNodeRecorder(): NodeRecorder {
  const nodes = new Nodes();
  const operations: Operations<string> = {
    ...weightlessOperations(nodes),
    convBatchNorm(x, unit, extras = {}) {
      const y = convolution(nodes, 'Conv', x, { ...unit, name: unit.convolution, hasBias: false });
      const norm = fileName(unit.norm);
      const parts = ['weight', 'bias', 'running_mean', 'running_var'].map((part) => `${norm}.${part}`);
      const floats = { epsilon: normEpsilon };
      return finish(nodes, nodes.add('BatchNormalization', [y, ...parts], norm, { floats }), extras);
    },
    convolve: (x, layer, extras = {}) => finish(nodes, convolution(nodes, 'Conv', x, layer), extras),
    convolveTransposed: (x, layer, extras = {}) =>
      finish(nodes, convolution(nodes, 'ConvTranspose', x, layer), extras),
    // A head lies behind the embedding.
    linear: (x, layer) => nodes.lack(layer, [x]),
    normalise: (x, layer) => nodes.lack(layer, [x]),
  };
  return { nodes: nodes.all, constants: nodes.constants, operations };
}

/** The nodes that some values depend on, in order. @throws OperationRefusedError where one of them has no operator. */
export function nodesBehind(values: readonly string[], nodes: readonly Node[]): Node[] {
  const needed = new Set(values);
  const found = nodes.toReversed().filter(({ inputs, output }) => {
    if (needed.has(output)) for (const input of inputs) needed.add(input);
    return needed.has(output);
  });
  const refused = found.find(({ operator }) => operator === lacking);
  if (refused !== undefined)
    throw new OperationRefusedError('ONNX export', refused.output, [
      'convolutions',
      'pools',
      'functions of numbers',
    ]);
  return found.reverse();
}
