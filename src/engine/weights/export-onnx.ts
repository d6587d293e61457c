/** A network up to its embedding, in evaluation mode, as an ONNX graph, recorded by running the network on names in place of numbers. */
import { embeddingLengthOf, type Network } from '../networks/network.ts';
import type { ConvolutionShape, Layer, LayerExtras, Operations, PoolShape } from '../networks/operations.ts';
import { OperationRefusedError, refuseOthers } from '../networks/refuse.ts';
import { sidesOf } from '../networks/padding.ts';
import type { Normalisation } from '../../core/views/normalisation.ts';
import { metadataOf, toTorchTensors, type TrainedModel } from './export-weights.ts';
import { writeOnnx, type Dimension, type Node } from './formats/onnx-writer.ts';
import { normEpsilon } from './map-weights.ts';

function convolution(x: string, name: string, { stride, padding }: ConvolutionShape): Node {
  const { top, bottom, left, right } = sidesOf(padding);
  const integers = { strides: [stride, stride], pads: [top, left, bottom, right] };
  return { operator: 'Conv', inputs: [x, `${name}.weight`], output: name, integers };
}

function pooling(x: string, output: string, { kind, side, stride, padding }: PoolShape): Node {
  if (kind !== 'max')
    throw new OperationRefusedError('ONNX export', `pool of the ${kind}`, ['pool of the max']);
  const { top, bottom, left, right } = sidesOf(padding);
  const integers = {
    kernel_shape: [side, side],
    strides: [stride, stride],
    pads: [top, left, bottom, right],
  };
  return { operator: 'MaxPool', inputs: [x], output, integers };
}

function normalisation(x: string, layer: string): Node {
  const parts = ['weight', 'bias', 'running_mean', 'running_var'];
  const inputs = [x, ...parts.map((part) => `${layer}.${part}`)];
  return { operator: 'BatchNormalization', inputs, output: layer, floats: { epsilon: normEpsilon } };
}

/** Stands for an operator that no node may have. */
const lacking = 'none';

/** Operations that write nodes down; a value is the name of the node's output. */
export function createNodeRecorder(): { nodes: Node[]; operations: Operations<string> } {
  const nodes: Node[] = [];
  const add = (node: Node) => {
    nodes.push(node);
    return node.output;
  };
  let pools = 0;
  const relu = (x: string) => add({ operator: 'Relu', inputs: [x], output: `${x}.relu` });
  function convolve(
    x: string,
    { name, hasBias = true, ...shape }: Layer,
    { activation, residual }: LayerExtras<string> = {},
  ): string {
    const isKnown = shape.isDepthwise !== true && residual === undefined && activation !== 'relu6';
    if (!isKnown) throw new OperationRefusedError('ONNX export', 'convolve', ['convolve without extras']);
    const own = name.replace('encoder.', '');
    const node = convolution(x, own, shape);
    const y = add(hasBias ? { ...node, inputs: [...node.inputs, `${own}.bias`] } : node);
    return activation === 'relu' ? relu(y) : y;
  }

  const operations = refuseOthers<string>('ONNX export', {
    convBatchNorm(x, unit, { activation, residual } = {}) {
      if (unit.isDepthwise === true)
        throw new OperationRefusedError('ONNX export', 'a depthwise convolution', ['full convolutions']);
      const [name, norm] = [unit.convolution, unit.norm].map((one) => one.replace('encoder.', ''));
      const normalised = add(normalisation(add(convolution(x, name, unit)), norm));
      const sum =
        residual === undefined
          ? normalised
          : add({ operator: 'Add', inputs: [normalised, residual], output: `${norm}.sum` });
      return activation === 'relu' ? relu(sum) : sum;
    },
    convolve: (x, layer, extras) => convolve(x, layer, extras),
    pool(x, shape) {
      pools += 1;
      return add(pooling(x, pools === 1 ? 'maxpool' : `maxpool${pools}`, shape));
    },
    averagePool(x) {
      const pooled = add({ operator: 'GlobalAveragePool', inputs: [x], output: 'avgpool' });
      return add({ operator: 'Flatten', inputs: [pooled], output: 'embedding' });
    },
    unary(x, name) {
      if (name !== 'relu') throw new OperationRefusedError('ONNX export', name, ['relu']);
      return relu(x);
    },
    // A head lies behind the embedding: its nodes are dropped, and refused where the embedding needs them.
    linear: (x, layer) => add({ operator: lacking, inputs: [x], output: layer }),
    normalise: (x, layer) => add({ operator: lacking, inputs: [x], output: layer }),
  });
  return { nodes, operations };
}

/** The nodes that a value depends on, in order. */
export function nodesBehind(value: string, nodes: readonly Node[]): Node[] {
  const needed = new Set([value]);
  const found = nodes.toReversed().filter(({ inputs, output }) => {
    if (needed.has(output)) for (const input of inputs) needed.add(input);
    return needed.has(output);
  });
  const refused = found.find(({ operator }) => operator === lacking);
  if (refused !== undefined)
    throw new OperationRefusedError('ONNX export', refused.output, ['convolutions', 'pools', 'ReLU']);
  return found.reverse();
}

export interface OnnxInput {
  /** `free` leaves height and width open. */
  readonly side: number | 'free';
  readonly normalisation: Normalisation;
}

/**
 * Opset 13; input `images` [N, 3, side, side], normalised as in training, output `embedding` [N, length]: the pooled features. The
 * normalisation is written beside the graph, as metadata. The model must hold all of the encoder.
 */
export function exportOnnx(
  model: TrainedModel,
  network: Network,
  { side, normalisation }: OnnxInput,
): Uint8Array<ArrayBuffer> {
  const { nodes, operations } = createNodeRecorder();
  const { pooled } = network.apply({ images: 'images' }, operations);
  const needed = nodesBehind(pooled, nodes);
  const used = new Set(needed.flatMap(({ inputs }) => inputs));
  const tensors = new Map([...toTorchTensors(model, network)].filter(([name]) => used.has(name)));
  const sides: Dimension[] = side === 'free' ? ['height', 'width'] : [side, side];
  return writeOnnx({
    name: 'kizu-encoder',
    nodes: needed,
    tensors,
    metadata: metadataOf(normalisation),
    input: { name: 'images', shape: ['N', 3, ...sides] },
    outputs: [{ name: 'embedding', shape: ['N', embeddingLengthOf(network)] }],
  });
}
