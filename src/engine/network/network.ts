/** The whole network of an experiment: encoder, and what sits on it. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { Operations } from './operations.ts';
import type { NetworkSpec } from './parameters.ts';
import { classifierSpecs, classify, headNorms, headSpecs, project } from './projection-head.ts';
import { embeddingLength, encode, encoderNorms, encoderSpecs } from './resnet18.ts';

/** What of an experiment shapes its network. */
export type NetworkShape = Pick<Experiment, 'width' | 'headBatchNorm' | 'objective'>;

export function networkSpec({ width, headBatchNorm, objective }: NetworkShape): NetworkSpec {
  const length = embeddingLength(width);
  const isClassifier = objective === 'cross-entropy';
  const head = isClassifier ? classifierSpecs(length) : headSpecs(length, headBatchNorm);
  const norms = isClassifier ? {} : headNorms(length, headBatchNorm);
  return { parameters: [...encoderSpecs(width), ...head], norms: { ...encoderNorms(width), ...norms } };
}

export interface Applied<T> {
  /** Pooled features [N, length]. */
  readonly features: T;
  /** What the loss takes: projected embeddings [N, 128], or logits [N, 2]. */
  readonly output: T;
}

/** `images` is [N, S, S, 3], normalised. */
export function applyNetwork<T>(
  images: T,
  { width, headBatchNorm, objective }: NetworkShape,
  operations: Operations<T>,
): Applied<T> {
  const { pooled: features } = encode(images, width, operations);
  return { features, output: applyHead(features, { headBatchNorm, objective }, operations) };
}

function applyHead<T>(
  features: T,
  { headBatchNorm, objective }: Omit<NetworkShape, 'width'>,
  operations: Operations<T>,
): T {
  const isClassifier = objective === 'cross-entropy';
  return isClassifier ? classify(features, operations) : project(features, headBatchNorm, operations);
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
    return one === 'projected' ? applyHead(pooled, shape, operations) : maps[one - 1];
  });
}
