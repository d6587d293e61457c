/** The encoder in evaluation mode as an ONNX graph, recorded by running the network on names in place of numbers. */
import type { NetworkShape } from '../networks/resnet18-network.ts';
import type { ConvolutionShape, Operations } from '../networks/operations.ts';
import { OperationRefusedError, refuseOthers } from '../networks/refuse.ts';
import { sidesOf } from '../networks/padding.ts';
import { embeddingLength, encode } from '../networks/resnet18.ts';
import type { Normalisation } from '../../core/views/normalisation.ts';
import { metadataOf, toTorchTensors, type TrainedModel } from './export-weights.ts';
import { writeOnnx, type Dimension, type Node } from './formats/onnx-writer.ts';
import { normEpsilon } from './map-weights.ts';

function convolution(x: string, name: string, { stride, padding }: ConvolutionShape): Node {
  const { top, bottom, left, right } = sidesOf(padding);
  const integers = { strides: [stride, stride], pads: [top, left, bottom, right] };
  return { operator: 'Conv', inputs: [x, `${name}.weight`], output: name, integers };
}

function normalisation(x: string, layer: string): Node {
  const parts = ['weight', 'bias', 'running_mean', 'running_var'];
  const inputs = [x, ...parts.map((part) => `${layer}.${part}`)];
  return { operator: 'BatchNormalization', inputs, output: layer, floats: { epsilon: normEpsilon } };
}

const window = { kernel_shape: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1] };

/** Operations that write nodes down; a value is the name of the node's output. */
function createNodeRecorder(): { nodes: Node[]; operations: Operations<string> } {
  const nodes: Node[] = [];
  const add = (node: Node) => {
    nodes.push(node);
    return node.output;
  };
  const relu = (x: string) => add({ operator: 'Relu', inputs: [x], output: `${x}.relu` });
  const operations = refuseOthers<string>('ONNX export', {
    convBatchNorm(x, unit, { hasRelu = false, residual } = {}) {
      if (unit.isDepthwise === true)
        throw new OperationRefusedError('ONNX export', 'a depthwise convolution', ['full convolutions']);
      const [name, norm] = [unit.convolution, unit.norm].map((one) => one.replace('encoder.', ''));
      const normalised = add(normalisation(add(convolution(x, name, unit)), norm));
      const sum =
        residual === undefined
          ? normalised
          : add({ operator: 'Add', inputs: [normalised, residual], output: `${norm}.sum` });
      return hasRelu ? relu(sum) : sum;
    },
    maxPool: (x) => add({ operator: 'MaxPool', inputs: [x], output: 'maxpool', integers: window }),
    averagePool(x) {
      const pooled = add({ operator: 'GlobalAveragePool', inputs: [x], output: 'avgpool' });
      return add({ operator: 'Flatten', inputs: [pooled], output: 'embedding' });
    },
    relu,
  });
  return { nodes, operations };
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
  shape: NetworkShape,
  { side, normalisation }: OnnxInput,
): Uint8Array<ArrayBuffer> {
  const { nodes, operations } = createNodeRecorder();
  encode('images', shape.width, operations);
  const used = new Set(nodes.flatMap(({ inputs }) => inputs));
  const tensors = new Map([...toTorchTensors(model, shape)].filter(([name]) => used.has(name)));
  const sides: Dimension[] = side === 'free' ? ['height', 'width'] : [side, side];
  return writeOnnx({
    name: 'kizu-encoder',
    nodes,
    tensors,
    metadata: metadataOf(normalisation),
    input: { name: 'images', shape: ['N', 3, ...sides] },
    output: { name: 'embedding', shape: ['N', embeddingLength(shape.width)] },
  });
}
