/** Deep SVDD: a network without biases, trained to map normal images near a centre [DeepSVDD]. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { RunProblem } from '../../core/run/events.ts';
import type { RgbImage } from '../../core/image/image.ts';
import { cutCrops, rowsInside } from '../../engine/evaluation/crops.ts';
import { anyMethod } from '../../engine/evaluation/method.ts';
import { joinRows } from '../../engine/program/embedder.ts';
import type { ProbeSpec } from '../../engine/training/probe.ts';
import type { PrepareTools, TrainingRecipe } from '../../engine/training/recipe.ts';
import type { StepNumbers, Trainer } from '../../engine/training/trainer.ts';
import type { DetectorBody } from '../detector-body.ts';
import { createNormalBatches, sampleNormals } from '../../engine/training/normal-batches.ts';
import { createSphereMethod } from './method.ts';
import { sphereNetwork, sphereValues } from './network.ts';
import { sphereObjective } from './objective.ts';
import { pretrain } from './pretrain.ts';
import { centreName, centreOf, squaredDistances } from './sphere.ts';

/** A spread below this means that all images are mapped to one point, as far as 32 bits tell. */
const leastSpread = 1e-4;

/** So is a sphere of a smaller radius: coordinates of its centre are 0.1 or more. */
const leastRadius = 1e-4;

/** The radius that a step tells was set by the step before, from the one after the warm-up on. */
function problemOf(
  { numbers: { spread, radius } }: StepNumbers,
  step: number,
  { svddObjective, svddWarmUp }: Pick<Experiment, 'svddObjective' | 'svddWarmUp'>,
): RunProblem | undefined {
  if (spread < leastSpread) return { kind: 'embeddings-collapsed', step, spread };
  const hasRadius = svddObjective === 'soft-boundary' && step > svddWarmUp + 1;
  return hasRadius && radius < leastRadius ? { kind: 'sphere-collapsed', step, radius } : undefined;
}

/** Pretrains, where that is asked for; then the first forward pass over the normal images gives the centre. */
async function prepare(
  trainer: Trainer,
  images: readonly RgbImage[],
  experiment: Experiment,
  tools: PrepareTools,
): Promise<void> {
  if (experiment.svddPretraining > 0 && experiment.svddSees === 'own')
    await pretrain(trainer, images, experiment, tools);
  const parts: Float32Array[] = [];
  const shape = { ...experiment, cropStride: 1 } as const;
  for (const image of images) {
    const [rows] = await trainer.forward(cutCrops(image, shape), ['pooled']);
    parts.push(rowsInside(rows, trainer.length, shape, image.region));
  }
  const saved = await trainer.save();
  const centre = centreOf(joinRows(parts), trainer.length);
  trainer.restore({ ...saved, parameters: { ...saved.parameters, [centreName]: centre } });
}

const probe: ProbeSpec = {
  outputs: ['pooled', 'pooled'],
  async scores(rows, trained, trainer) {
    const { parameters } = await trainer.save();
    return squaredDistances(rows.subarray(trained * trainer.length), parameters[centreName]);
  },
};

function recipe(experiment: Experiment): TrainingRecipe {
  return {
    batches: (images) => createNormalBatches(images, experiment),
    sampleBatch: (images) => sampleNormals(images, experiment),
    probe,
    prepare: (trainer, images, tools) => prepare(trainer, images, experiment, tools),
    problemOf: (numbers, step) => problemOf(numbers, step, experiment),
    testMethod: (trainer) => anyMethod(createSphereMethod({ ...experiment, cropStride: 1 }, trainer)),
    testScore: 'centre',
  };
}

export const deepSvddBody: DetectorBody = {
  learner: (experiment) => ({
    network: sphereNetwork(experiment),
    objective: sphereObjective(experiment),
    optimiser: experiment,
  }),
  recipe,
  firstValues: async (experiment, trunk) =>
    experiment.svddSees === 'features' ? sphereValues(experiment, await trunk()) : undefined,
  createMethod: ({ experiment, trainer }) =>
    Promise.resolve(anyMethod(createSphereMethod(experiment, trainer))),
};
