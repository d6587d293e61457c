/** Scores crops by their least distance to clusters of normal ones; an image is as anomalous as its most anomalous crop. */
import type { DatasetItem } from '../../core/dataset/dataset.ts';
import type { Experiment } from '../../core/experiment/experiment.ts';
import { createRandom } from '../../core/random.ts';
import {
  clusteredDistances,
  fitClusteredGaussians,
  withKnownAnomalies,
  type ClusteredGaussians,
} from '../../core/scoring/ssd.ts';
import { cropMap, cropsInside, cutCrops, rowsInside } from '../../engine/evaluation/crops.ts';
import { clusterRows } from '../../engine/evaluation/crop-scorer.ts';
import type { Method } from '../../engine/evaluation/method.ts';
import { joinRows } from '../../engine/program/embedder.ts';
import type { Trainer } from '../../engine/training/trainer.ts';
import { defectiveCrops, knownViews } from './known.ts';

type Seeing = Pick<Trainer, 'forward' | 'length'>;

type KnownAnomaly = Pick<DatasetItem, 'path' | 'image' | 'mask'>;

function largestAt(scores: Float32Array): number {
  return scores.reduce((best, score, i) => (score > scores[best] ? i : best), 0);
}

/** Embeddings [n, length] of what the known anomalies show. */
async function seeKnown(
  known: readonly KnownAnomaly[],
  normal: ClusteredGaussians,
  { experiment, trainer }: { readonly experiment: Experiment; readonly trainer: Seeing },
): Promise<Float32Array> {
  const parts: Float32Array[] = [];
  for (const item of known) {
    const [rows] = await trainer.forward(cutCrops(item.image, experiment), ['pooled']);
    const most = largestAt(clusteredDistances(rows, normal));
    const crops = defectiveCrops(item, experiment) ?? [most];
    const [views] = await trainer.forward(knownViews(item, crops, experiment), ['pooled']);
    parts.push(views);
  }
  return joinRows(parts);
}

/** Sees the embeddings of an image's crops, [crops, length]. `known` may be empty. */
export function createClusterMethod(
  experiment: Experiment,
  trainer: Seeing,
  known: readonly KnownAnomaly[],
): Method<Float32Array> {
  const { seed, ssdClusters } = experiment;
  return {
    async see(image) {
      const [rows] = await trainer.forward(cutCrops(image, experiment), ['pooled']);
      return rows;
    },
    learnsDefects: true,
    async fit(normals, { region: counted }, defects = []) {
      const random = createRandom(seed).fork('clusters');
      const { length } = trainer;
      const inside = normals.map((rows) => rowsInside(rows, length, experiment, counted));
      const normal = fitClusteredGaussians(joinRows(inside), length, ssdClusters, random);
      const all = [...known, ...defects.map(({ name: path, image }) => ({ path, image }))];
      const fitted =
        all.length === 0
          ? normal
          : withKnownAnomalies(normal, await seeKnown(all, normal, { experiment, trainer }));
      return {
        judge(rows, region) {
          const distances = cropsInside(clusteredDistances(rows, fitted), experiment, region);
          const map = experiment.trainOn === 'crops' ? cropMap(distances, experiment) : undefined;
          const score = distances[largestAt(distances)];
          return Promise.resolve({ scores: { 'cluster-distance': score }, ...(map && { map }) });
        },
        dispose: () => undefined,
        crops: { shape: experiment, rows: clusterRows(fitted) },
      };
    },
  };
}
