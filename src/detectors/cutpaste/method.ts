/** Scores crops, or the whole image, by a Gaussian over the embeddings of normal ones; an image is as anomalous as its most anomalous crop. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import { fitGaussian, squaredMahalanobis, type Gaussian } from '../../core/scoring/gaussian.ts';
import { cropMap, cropsInside, cutCrops } from '../../engine/evaluation/crops.ts';
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

/** One Gaussian for all places, or one for each. */
function fitDensities(normals: readonly Seen[], length: number, isPerPlace: boolean): Gaussian[] {
  if (!isPerPlace) return [fitGaussian(joinRows(normals.map(({ embeddings }) => embeddings)), length)];
  const places = normals[0].embeddings.length / length;
  return Array.from({ length: places }, (_, place) => fitGaussian(rowsAt(normals, place, length), length));
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
    fit(normals) {
      const images = normals.length;
      if (images < fewestImages) throw new Refusal({ kind: 'too-few-images', images, wanted: fewestImages });
      if (areAlike(joinRows(normals.map(({ embeddings }) => embeddings)), length))
        throw new Refusal({ kind: 'images-alike', images });
      const densities = fitDensities(normals, length, isPerPlace);
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
