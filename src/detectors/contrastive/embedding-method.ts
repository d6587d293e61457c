/** Scores of embeddings of an image's crops, or of the whole image, against those of normal ones. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { RegionOfInterest, RgbImage } from '../../core/image/image.ts';
import { createRandom } from '../../core/random.ts';
import type { ScoreName } from '../../core/run/events.ts';
import type { ContrastiveBanks } from '../../core/scoring/log-ratio.ts';
import { nearestRows } from '../../core/scoring/distances.ts';
import type { FoldedHead } from '../../core/scoring/log-ratio-gradient.ts';
import type { ScoreMap } from '../../core/scoring/score-map.ts';
import { drawView, plainView, type ViewParameters } from '../../core/views/view.ts';
import { createCosineNeighbours } from '../../engine/neighbours/cosine-neighbours.ts';
import { joinRows } from '../../engine/program/embedder.ts';
import type { Trainer } from '../../engine/training/trainer.ts';
import { cropMap, cropsInside, cutCrops, rowsInside } from '../../engine/evaluation/crops.ts';
import {
  fitEmbeddingScores,
  type Embeddings,
  type EmbeddingScores,
  type PlaceScore,
} from './embedding-scores.ts';
import { gradientMap, readHead } from './gradient-map.ts';
import type { Fitted, Judgement, Method } from '../../engine/evaluation/method.ts';

interface Seen {
  /** Embeddings of all places, once for each view. */
  readonly views: readonly Embeddings[];
  /** The last layer's maps of the image as it is; only where the gradient is mapped. */
  readonly maps: Float32Array | undefined; // [places, side, side, length]
}

export interface EmbeddingMethodInput {
  readonly experiment: Experiment;
  readonly trainer: Pick<Trainer, 'forward' | 'length' | 'save'>;
  /** What “pseudo against normal” compares with; `undefined` if it is not taken. */
  readonly banks: ContrastiveBanks | undefined;
}

/** Scores of places by name. */
type Places = readonly (readonly [ScoreName, Float32Array<ArrayBuffer>])[];

/** Normal images shown beside a test image, and rows searched for them: several rows may be of one image. */
const [shownNeighbours, searched] = [3, 24];

/** The image as it is, then weak views of it, the same ones for every image. */
function viewsOf(experiment: Experiment): ViewParameters[] {
  const random = createRandom(experiment.seed).fork('test views');
  return Array.from({ length: experiment.testViews }, (_, i) =>
    i === 0 ? plainView : drawView(experiment, random.fork(i)),
  );
}

/** Mean over the views of each place's score; `undefined` if stopped. */
async function scorePlaces(
  views: Seen['views'],
  score: PlaceScore,
): Promise<Float32Array<ArrayBuffer> | undefined> {
  const each: Float32Array[] = [];
  for (const view of views) {
    const scores = await score(view);
    if (scores === undefined) return undefined;
    each.push(scores);
  }
  return Float32Array.from(each[0], (_, i) => each.reduce((sum, one) => sum + one[i], 0) / each.length);
}

function largest(scores: Float32Array): number {
  return scores.reduce((most, score) => Math.max(most, score), -Infinity);
}

/** An image is as anomalous as its most anomalous crop. */
export function createEmbeddingMethod({ experiment, trainer, banks }: EmbeddingMethodInput): Method<Seen> {
  const views = viewsOf(experiment);
  const wanted = banks === undefined ? ['pooled'] : ['pooled', 'projected'];
  const isGradient = experiment.map === 'gradient' && banks !== undefined;

  async function see(image: RgbImage): Promise<Seen> {
    const crops = cutCrops(image, experiment);
    const seen: Embeddings[] = [];
    for (const view of views) {
      const [pooled, projected] = await trainer.forward(crops, wanted, view);
      seen.push({ pooled, projected });
    }
    const maps = isGradient ? (await trainer.forward(crops, ['layer4']))[0] : undefined;
    return { views: seen, maps };
  }

  /** By the chosen way; `undefined` if it says nothing of places. */
  function mapFor({ maps }: Seen, places: Places, head: FoldedHead | undefined): ScoreMap | undefined {
    if (experiment.map === 'gradient') {
      if (maps === undefined || head === undefined || banks === undefined) return undefined;
      return gradientMap(maps, experiment, { head, banks, channels: trainer.length });
    }
    const chosen = places.find(([name]) => name === experiment.score)?.[1];
    return experiment.trainOn === 'crops' && chosen !== undefined ? cropMap(chosen, experiment) : undefined;
  }

  /** The first images among those whose places lie nearest to the worst place. */
  function neighboursOf(
    pooled: Float32Array,
    places: Places,
    { unit, rowsOfImage }: { readonly unit: Float32Array; readonly rowsOfImage: number },
  ): number[] {
    const scores = places.find(([name]) => name === experiment.score)?.[1];
    if (scores === undefined) return [];
    const { length } = trainer;
    const worst = Math.max(0, scores.indexOf(largest(scores)));
    const query = pooled.subarray(worst * length, (worst + 1) * length);
    const images = nearestRows(query, unit, searched).map((row) => Math.floor(row / rowsOfImage));
    return [...new Set(images)].slice(0, shownNeighbours);
  }

  /** One view of each place, by embeddings alone, can leave as a file. */
  function leaving(rowsOf: EmbeddingScores['rowsOf']): Pick<Fitted<Seen>, 'crops' | 'stays'> {
    if (views.length > 1) return { stays: 'several-views' };
    const rows = rowsOf(experiment.score);
    return rows === undefined ? { stays: 'other-score' } : { crops: { shape: experiment, rows } };
  }

  return {
    see,
    async fit(normals, workplace) {
      const { length } = trainer;
      const known = normals.flatMap((one) =>
        one.views.map(({ pooled }) => rowsInside(pooled, length, experiment, workplace.region)),
      );
      const bank = joinRows(known);
      const rowsOfImage = bank.length / length / normals.length;
      const cosines = createCosineNeighbours(bank, length, workplace);
      const { scores: fitted, rowsOf } = fitEmbeddingScores({ bank, length, banks, cosines }, experiment);
      const head = isGradient ? await readHead(trainer, experiment.headBatchNorm) : undefined;

      async function judge(seen: Seen, region?: RegionOfInterest): Promise<Judgement | undefined> {
        const places: Places[number][] = [];
        for (const [name, score] of Object.entries(fitted)) {
          const scored = await scorePlaces(seen.views, score);
          if (scored === undefined) return undefined;
          places.push([name, cropsInside(scored, experiment, region)]);
        }
        const scores = Object.fromEntries(places.map(([name, each]) => [name, largest(each)]));
        const neighbours = neighboursOf(seen.views[0].pooled, places, { unit: cosines.unit, rowsOfImage });
        const map = mapFor(seen, places, head);
        return { scores, neighbours, ...(map && { map }) };
      }

      return {
        judge,
        ...leaving(rowsOf),
        dispose: () => {
          cosines.dispose();
        },
      };
    },
  };
}
