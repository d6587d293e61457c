/** Scores crops by their squared distance to the centre; an image is as anomalous as its most anomalous crop. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import { cropMap, cropsInside, cutCrops, rowsInside } from '../../engine/evaluation/crops.ts';
import type { Method } from '../../engine/evaluation/method.ts';
import { joinRows } from '../../engine/program/embedder.ts';
import type { Trainer } from '../../engine/training/trainer.ts';
import { centreName, centreOf, squaredDistances } from './sphere.ts';

/** The centre that the network was trained for; before training, the one that it would be given. */
async function findCentre(
  trainer: Pick<Trainer, 'save' | 'length'>,
  rows: Float32Array,
): Promise<Float32Array> {
  const { parameters } = await trainer.save();
  const saved = parameters[centreName];
  return saved.some((value) => value !== 0) ? saved : centreOf(rows, trainer.length);
}

/** Sees the embeddings of an image's crops, [crops, length]. */
export function createSphereMethod(
  experiment: Experiment,
  trainer: Pick<Trainer, 'forward' | 'save' | 'length'>,
): Method<Float32Array> {
  return {
    async see(image) {
      const [rows] = await trainer.forward(cutCrops(image, experiment), ['pooled']);
      return rows;
    },
    async fit(normals, { region: counted }) {
      const inside = normals.map((rows) => rowsInside(rows, trainer.length, experiment, counted));
      const centre = await findCentre(trainer, joinRows(inside));
      return {
        judge(rows, region) {
          const distances = cropsInside(squaredDistances(rows, centre), experiment, region);
          const largest = distances.reduce((most, one) => Math.max(most, one), -Infinity);
          const map = experiment.trainOn === 'crops' ? cropMap(distances, experiment) : undefined;
          return Promise.resolve({ scores: { centre: largest }, ...(map && { map }) });
        },
        dispose: () => undefined,
        ...(experiment.svddSees === 'own' && {
          crops: {
            shape: experiment,
            rows: { kind: 'squares', length: centre.length, isUnit: false, terms: [{ mean: centre }] },
          },
        }),
      };
    },
  };
}
