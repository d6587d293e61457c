/** Scores crops, or the whole image, by a Gaussian over the embeddings of normal ones; an image is as anomalous as its most anomalous crop. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import { fitGaussian, squaredMahalanobis, type Gaussian } from '../../core/scoring/gaussian.ts';
import { countedCrops, cropMap, cropsInside, cutCrops, rowsInside } from '../../engine/evaluation/crops.ts';
import { gaussianRows } from '../../engine/evaluation/crop-scorer.ts';
import type { Fitted, Method } from '../../engine/evaluation/method.ts';
import { Refusal } from '../../engine/evaluation/refusal.ts';
import { joinRows } from '../../engine/program/embedder.ts';
import type { Trainer } from '../../engine/training/trainer.ts';
import { kinds } from './batches.ts';

/** Of an image's places, in rows. */
interface Seen {
  readonly embeddings: Float32Array; // [places, length]
  readonly logits: Float32Array; // [places, 3]
}

/** Two images have a mean that neither is. */
const fewestImages = 2;

/** Chance of each row that it is not normal, by the softmax of its logits [n, 3]. */
export function chancesOfPaste(logits: Float32Array): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: logits.length / kinds }, (_, row) => {
    const [normal, ...pasted] = logits.subarray(row * kinds, (row + 1) * kinds);
    const most = Math.max(normal, ...pasted);
    const chance = pasted.reduce((sum, logit) => sum + Math.exp(logit - most), 0);
    return chance / (chance + Math.exp(normal - most));
  });
}

/** Whether all rows [n, length] are the same. */
function areAlike(rows: Float32Array, length: number): boolean {
  return rows.every((value, i) => value === rows[i % length]);
}

/** Row `place` of each image. */
function rowsAt(normals: readonly Seen[], place: number, length: number): Float32Array {
  return joinRows(normals.map(({ embeddings }) => embeddings.subarray(place * length, (place + 1) * length)));
}

function largest(scores: Float32Array): number {
  return scores.reduce((most, score) => Math.max(most, score), -Infinity);
}

/** One Gaussian for each place; those that do not count, whose crops are all alike, take that of one which does. */
function fitPlaces(normals: readonly Seen[], length: number, counted: Uint8Array | undefined): Gaussian[] {
  const first = Math.max(0, counted?.indexOf(1) ?? 0);
  const places = Array.from({ length: normals[0].embeddings.length / length }, (_, place) => place);
  const shared = fitGaussian(rowsAt(normals, first, length), length);
  return places.map((place) =>
    place === first || counted?.[place] === 0 ? shared : fitGaussian(rowsAt(normals, place, length), length),
  );
}

/** (f - mean)' C^-1 (f - mean) of each place [CutPaste section 2.3]; C by Ledoit-Wolf, since there are few normal images. */
function distancesOf(embeddings: Float32Array, densities: readonly Gaussian[], length: number) {
  if (densities.length === 1) return Float32Array.from(squaredMahalanobis(embeddings, densities[0]));
  return Float32Array.from(
    densities,
    (density, i) => squaredMahalanobis(embeddings.subarray(i * length, (i + 1) * length), density)[0],
  );
}

/** One Gaussian for all places can leave as a file. */
function leavingOf(
  experiment: Experiment,
  densities: readonly Gaussian[],
): Pick<Fitted<Seen>, 'crops' | 'stays'> {
  if (experiment.density !== 'shared') return { stays: 'other-score' };
  return { crops: { shape: experiment, rows: gaussianRows(densities[0], false) } };
}

/** Its `fit` throws a `Refusal` for fewer than two normal images, and for embeddings that are all the same. */
export function createDensityMethod(
  experiment: Experiment,
  { forward, length }: Pick<Trainer, 'forward' | 'length'>,
): Method<Seen> {
  const isPerPlace = experiment.density === 'places';
  const mapOf = (scores: Float32Array<ArrayBuffer>) =>
    experiment.trainOn === 'crops' ? cropMap(scores, experiment) : undefined;
  return {
    async see(image) {
      const [embeddings, logits] = await forward(cutCrops(image, experiment), ['pooled', 'projected']);
      return { embeddings, logits };
    },
    fit(normals, { region: part }) {
      const images = normals.length;
      if (images < fewestImages) throw new Refusal({ kind: 'too-few-images', images, wanted: fewestImages });
      const places = normals[0].embeddings.length / length;
      const counted = countedCrops(places, experiment, part);
      const rows = joinRows(
        normals.map(({ embeddings }) => rowsInside(embeddings, length, experiment, part)),
      );
      if (areAlike(rows, length)) throw new Refusal({ kind: 'images-alike', images });
      const densities = isPerPlace ? fitPlaces(normals, length, counted) : [fitGaussian(rows, length)];
      return Promise.resolve({
        judge({ embeddings, logits }, region) {
          const inside = (scores: Float32Array<ArrayBuffer>) => cropsInside(scores, experiment, region);
          const distances = inside(distancesOf(embeddings, densities, length));
          const chances = inside(chancesOfPaste(logits));
          const map = mapOf(distances);
          const scores = { density: largest(distances), classifier: largest(chances) };
          return Promise.resolve({ scores, ...(map && { map }) });
        },
        dispose: () => undefined,
        ...leavingOf(experiment, densities),
      });
    },
  };
}
