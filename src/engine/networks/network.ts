/** The whole network of an experiment: encoder, and what sits on it. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import { classCount } from '../../core/pseudo-anomaly/classes.ts';
import { isFrozen } from './frozen.ts';
import type { Operations } from './operations.ts';
import type { NetworkSpec } from './parameters.ts';
import { applyHead, headNorms, headSpecs, type HeadShape } from './projection-head.ts';
import { embeddingLength, encode, encoderNorms, encoderSpecs } from './resnet18.ts';

/** What of an experiment shapes its network. */
export type NetworkShape = Pick<
  Experiment,
  'width' | 'headBatchNorm' | 'objective' | 'generator' | 'start' | 'frozen'
>;

function headShape({ headBatchNorm, objective, generator }: NetworkShape): HeadShape {
  const classes = objective === 'cross-entropy' ? classCount(generator) : undefined;
  return { hasNorm: headBatchNorm, classes };
}

export function networkSpec(shape: NetworkShape): NetworkSpec {
  const { width, frozen } = shape;
  const [length, head] = [embeddingLength(width), headShape(shape)];
  const parameters = [...encoderSpecs(width), ...headSpecs(length, head)];
  return {
    parameters: parameters.map((spec) => ({ ...spec, isFrozen: isFrozen(spec.name, frozen) })),
    norms: { ...encoderNorms(width), ...headNorms(length, head) },
  };
}

export interface Applied<T> {
  /** Pooled features [N, length]. */
  readonly features: T;
  /** What the loss takes: projected embeddings [N, 128], or logits [N, classes]. */
  readonly output: T;
}

/** `images` is [N, S, S, 3], normalised. */
export function applyNetwork<T>(images: T, shape: NetworkShape, operations: Operations<T>): Applied<T> {
  const { pooled: features } = encode(images, shape.width, operations);
  return { features, output: applyHead(features, headShape(shape), operations) };
}

/** What may be asked of a network in evaluation mode: pooled features, the head's output, feature maps of layers 1 to 4. */
export type NetworkOutput = 'pooled' | 'projected' | 1 | 2 | 3 | 4;

/** One value an output asked for, in that order. */
export function applyFor<T>(
  wanted: readonly NetworkOutput[],
  images: T,
  shape: NetworkShape,
  operations: Operations<T>,
): T[] {
  const { pooled, maps } = encode(images, shape.width, operations);
  return wanted.map((one) => {
    if (one === 'pooled') return pooled;
    return one === 'projected' ? applyHead(pooled, headShape(shape), operations) : maps[one - 1];
  });
}
