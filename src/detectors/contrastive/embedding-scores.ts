/** Scores of embeddings, all from one pass, fitted on normal training images only. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import { createRandom } from '../../core/random.ts';
import type { ScoreName } from '../../core/run/events.ts';
import { fitPrototype, prototypeDistances } from '../../core/scoring/distances.ts';
import { fitUnitGaussian, gaussianDistances } from '../../core/scoring/gaussian.ts';
import { contrastiveLogRatios, type ContrastiveBanks } from '../../core/scoring/log-ratio.ts';
import { clusterRows, gaussianRows, type RowScorer } from '../../engine/evaluation/crop-scorer.ts';
import type { CosineNeighbours } from '../../engine/neighbours/cosine-neighbours.ts';
import { projectionLength } from '../../engine/networks/projection-head.ts';
import { clusteredDistances, fitClusteredGaussians } from '../../core/scoring/ssd.ts';

/** The embeddings of some places of images. */
export interface Embeddings {
  readonly pooled: Float32Array; // [places, length]
  /** What the contrastive losses compare; only where “pseudo against normal” is taken. */
  readonly projected?: Float32Array | undefined; // [places, 128]
}

/** One number a place; `undefined` if stopped. */
export type PlaceScore = (embeddings: Embeddings) => Float32Array | Promise<Float32Array | undefined>;

export interface EmbeddingScores {
  readonly scores: Readonly<Record<ScoreName, PlaceScore>>;
  /** The numbers of a score that embeddings alone have; `undefined` for one that needs the head. */
  readonly rowsOf: (name: ScoreName) => RowScorer | undefined;
}

export interface FitInput {
  readonly bank: Float32Array; // [n, length]
  readonly length: number;
  /** Heads' outputs of normal views and of pseudo-anomalies; `undefined` if “pseudo against normal” is not taken. */
  readonly banks: ContrastiveBanks | undefined;
  readonly cosines: CosineNeighbours;
}

export function fitEmbeddingScores(
  { bank, length, banks, cosines }: FitInput,
  { neighbours, clusters, seed }: Pick<Experiment, 'neighbours' | 'clusters' | 'seed'>,
): EmbeddingScores {
  const prototype = fitPrototype(bank, length);
  const gaussian = fitUnitGaussian(bank, length);
  const clustered = fitClusteredGaussians(bank, length, clusters, createRandom(seed).fork('clusters'));
  const scores: EmbeddingScores['scores'] = {
    prototype: ({ pooled }) => prototypeDistances(pooled, length, prototype),
    nearest: ({ pooled }) => cosines.meanDistances(pooled, neighbours),
    gaussian: ({ pooled }) => gaussianDistances(pooled, gaussian),
    clusters: ({ pooled }) => clusteredDistances(pooled, clustered),
    ...(banks && {
      contrastive: ({ projected = new Float32Array() }) =>
        contrastiveLogRatios(projected, projectionLength, banks),
    }),
  };
  return {
    scores,
    rowsOf(name) {
      switch (name) {
        case 'prototype':
          return { kind: 'cosines', bank: prototype, length, neighbours: 1 };
        case 'nearest':
          return { kind: 'cosines', bank: cosines.unit, length, neighbours };
        case 'gaussian':
          return gaussianRows(gaussian, true);
        case 'clusters':
          return clusterRows(clustered);
        default:
          return undefined;
      }
    },
  };
}
