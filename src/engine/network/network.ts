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
  const isClassifier = objective === 'cross-entropy';
  const output = isClassifier ? classify(features, operations) : project(features, headBatchNorm, operations);
  return { features, output };
}
