/** ResNet18 with a projection head, or a classifier, on its pooled features. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import { classCount } from '../../core/pseudo-anomaly/classes.ts';
import { normalisationOf } from '../../core/views/normalisation.ts';
import { isFrozen } from './frozen.ts';
import type { Network } from './network.ts';
import type { NetworkSpec } from './parameters.ts';
import { applyHead, headLength, headNorms, headSpecs, type HeadShape } from './projection-head.ts';
import { embeddingLength, encode, encoderNorms, encoderSpecs, layerSpecs } from './resnet18.ts';

/** What of an experiment shapes its network. */
export type NetworkShape = Pick<
  Experiment,
  'width' | 'headBatchNorm' | 'objective' | 'generator' | 'start' | 'frozen'
>;

function headShape({ headBatchNorm, objective, generator }: NetworkShape): HeadShape {
  const classes = objective === 'cross-entropy' ? classCount(generator) : undefined;
  return { hasNorm: headBatchNorm, classes };
}

function specOf(shape: NetworkShape): NetworkSpec {
  const { width, frozen } = shape;
  const [length, head] = [embeddingLength(width), headShape(shape)];
  const parameters = [...encoderSpecs(width), ...headSpecs(length, head)];
  return {
    parameters: parameters.map((spec) => ({ ...spec, isFrozen: isFrozen(spec.name, frozen) })),
    norms: { ...encoderNorms(width), ...headNorms(length, head) },
  };
}

/**
 * Outputs: feature maps `layer1` to `layer4`, `pooled` features [N, length], and what the loss takes, `projected`: embeddings
 * [N, 128], or logits [N, classes].
 */
export function resNet18Network(shape: NetworkShape): Network {
  const { width } = shape;
  const head = headShape(shape);
  return {
    spec: specOf(shape),
    normalisation: normalisationOf(shape),
    outputs: {
      ...layerSpecs(width),
      pooled: { channels: embeddingLength(width) },
      projected: { channels: headLength(head) },
    },
    apply({ images }, operations) {
      const { pooled, maps } = encode(images, width, operations);
      const layers = Object.fromEntries(maps.map((map, i) => [`layer${i + 1}`, map]));
      return { ...layers, pooled, projected: applyHead(pooled, head, operations) };
    },
  };
}
