/** A network in evaluation mode as an ONNX graph: its embedding, and the pictures that it makes of an image. */
import type { Normalisation } from '../../core/views/normalisation.ts';
import { embeddingLengthOf, valueOf, type Network } from '../networks/network.ts';
import { metadataOf, toTorchTensors, type TrainedModel } from './export-weights.ts';
import { writeOnnx, type Dimension, type Initialiser, type Value } from './formats/onnx-writer.ts';
import { createNodeRecorder, nodesBehind } from './node-recorder.ts';

export interface OnnxInput {
  /** `free` leaves height and width open. */
  readonly side: number | 'free';
  readonly normalisation: Normalisation;
}

/** Outputs of the size of the input that leave beside the embedding, where a network has them: a picture, and marks in (0, 1). */
const pictureNames = ['reconstruction', 'map'] as const;

/**
 * Opset 13; input `images` [N, 3, side, side], normalised as in training; output `embedding` [N, length], the pooled features, and, of a
 * network that has them, `reconstruction` [N, 3, side, side] and `map` [N, 1, side, side]. The normalisation is written beside the
 * graph, as metadata. The model must hold all that these depend on.
 */
export function exportOnnx(
  model: TrainedModel,
  network: Network,
  { side, normalisation }: OnnxInput,
): Uint8Array<ArrayBuffer> {
  const { nodes, constants, operations } = createNodeRecorder();
  const values = network.apply({ images: 'images' }, operations);
  const pictures = pictureNames.filter((name) => Object.hasOwn(network.outputs, name));
  const named = [
    { name: 'embedding', value: valueOf(values, 'pooled') },
    ...pictures.map((name) => ({ name, value: valueOf(values, name) })),
  ];
  const needed = nodesBehind(
    named.map(({ value }) => value),
    nodes,
  );
  const used = new Set(needed.flatMap(({ inputs }) => inputs));
  const tensors = new Map<string, Initialiser>(
    [...toTorchTensors(model, network), ...constants].filter(([name]) => used.has(name)),
  );
  const sides: Dimension[] = side === 'free' ? ['height', 'width'] : [side, side];
  const outputs: Value[] = [
    { name: 'embedding', shape: ['N', embeddingLengthOf(network)] },
    ...pictures.map((name) => ({ name, shape: ['N', network.outputs[name].channels, ...sides] })),
  ];
  const renamed = named.filter(({ name, value }) => name !== value);
  return writeOnnx({
    name: 'kizu-encoder',
    nodes: [
      ...needed,
      ...renamed.map(({ name, value }) => ({ operator: 'Identity', inputs: [value], output: name })),
    ],
    tensors,
    metadata: metadataOf(normalisation),
    input: { name: 'images', shape: ['N', 3, ...sides] },
    outputs,
  });
}
