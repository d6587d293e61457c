/** S1 to S5: embeddings of an image's crops, or of the whole image, against those of normal ones. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { RgbImage } from '../../core/image/image.ts';
import { createRandom } from '../../core/random.ts';
import type { ScoreName } from '../../core/run/events.ts';
import type { ContrastiveBanks } from '../../core/scoring/log-ratio.ts';
import { nearestRows } from '../../core/scoring/distances.ts';
import type { ScoreMap } from '../../core/scoring/score-map.ts';
import { drawView, plainView, type ViewParameters } from '../../core/views/view.ts';
import type { NetworkOutput } from '../network/network.ts';
import { joinRows } from '../program/embedder.ts';
import type { Trainer } from '../training/trainer.ts';
import { cutCrops, strideOf } from './crops.ts';
import { fitEmbeddingScores, type Embeddings, type PlaceScore } from './embedding-scores.ts';
import type { Method } from './method.ts';

/** Embeddings of all places, once for each view. */
type Seen = readonly Embeddings[];

export interface EmbeddingMethodInput {
  readonly experiment: Experiment;
  readonly trainer: Pick<Trainer, 'look' | 'length'>;
  /** What S5 compares with; undefined where it is not taken. */
  readonly banks: ContrastiveBanks | undefined;
}

/** Normal images shown beside a test image, and rows searched for them: several rows may be of one image. */
const [shownNeighbours, searched] = [3, 24];

/** The image as it is, then weak views of it, the same ones for every image. */
function viewsOf(experiment: Experiment): ViewParameters[] {
  const random = createRandom(experiment.seed).fork('test views');
  return Array.from({ length: experiment.testViews }, (_, i) =>
    i === 0 ? plainView : drawView(experiment, random.fork(i)),
  );
}

/** Mean over the views of each place's score. */
function scorePlaces(seen: Seen, score: PlaceScore): Float32Array<ArrayBuffer> {
  const each = seen.map(score);
  return Float32Array.from(each[0], (_, i) => each.reduce((sum, one) => sum + one[i], 0) / each.length);
}

function largest(scores: Float32Array): number {
  return scores.reduce((most, score) => Math.max(most, score), -Infinity);
}

function mapOf(scores: Float32Array<ArrayBuffer>, experiment: Experiment): ScoreMap {
  const columns = Math.round(Math.sqrt(scores.length));
  return {
    places: 'crops',
    columns,
    rows: columns,
    placeShare: experiment.inputSize / experiment.imageSize,
    strideShare: strideOf(experiment) / experiment.imageSize,
    scores,
  };
}

/** An image is as anomalous as its most anomalous crop. */
export function createEmbeddingMethod({ experiment, trainer, banks }: EmbeddingMethodInput): Method<Seen> {
  const views = viewsOf(experiment);
  const wanted: NetworkOutput[] = banks === undefined ? ['pooled'] : ['pooled', 'projected'];

  async function see(image: RgbImage): Promise<Seen> {
    const crops = cutCrops(image, experiment);
    const seen: Embeddings[] = [];
    for (const view of views) {
      const [pooled, projected] = await trainer.look(crops, wanted, view);
      seen.push({ pooled, projected });
    }
    return seen;
  }

  /** The first images among those whose places lie nearest to the worst place. */
  function neighboursOf(
    pooled: Float32Array,
    places: readonly (readonly [ScoreName, Float32Array])[],
    bank: Float32Array,
  ): number[] {
    const scores = places.find(([name]) => name === experiment.score)?.[1];
    if (scores === undefined) return [];
    const { length } = trainer;
    const worst = Math.max(0, scores.indexOf(largest(scores)));
    const query = pooled.subarray(worst * length, (worst + 1) * length);
    const rowsOfImage = (pooled.length / length) * views.length;
    const images = nearestRows(query, bank, searched).map((row) => Math.floor(row / rowsOfImage));
    return [...new Set(images)].slice(0, shownNeighbours);
  }

  return {
    see,
    fit(normals) {
      const bank = joinRows(normals.flatMap((views) => views.map(({ pooled }) => pooled)));
      const fitted = fitEmbeddingScores({ bank, length: trainer.length, banks }, experiment);
      const judge = (seen: Seen) => {
        const places = Object.entries(fitted).map(
          ([name, score]) => [name as ScoreName, scorePlaces(seen, score)] as const,
        );
        const scores = Object.fromEntries(places.map(([name, each]) => [name, largest(each)]));
        const neighbours = neighboursOf(seen[0].pooled, places, bank);
        const chosen = places.find(([name]) => name === experiment.score)?.[1];
        const isMapped = experiment.trainOn === 'crops' && chosen !== undefined;
        return { scores, neighbours, ...(isMapped && { map: mapOf(chosen, experiment) }) };
      };
      return Promise.resolve(judge);
    },
  };
}
