/** From an experiment to what the engine runs: trainer, training and evaluation of the detector that it names. */
import type { Experiment } from '../core/experiment/experiment.ts';
import { liveDetector } from '../core/run/live.ts';
import type { RgbImage } from '../core/image/image.ts';
import type { DatasetItem } from '../core/dataset/dataset.ts';
import type { RunProblem, ShownBatch } from '../core/run/events.ts';
import type { Device } from '../engine/device.ts';
import type { EvaluationSetup } from '../engine/evaluation/evaluate.ts';
import { methodInside } from '../engine/evaluation/region-method.ts';
import { Refusal } from '../engine/evaluation/refusal.ts';
import type { Network } from '../engine/networks/network.ts';
import { createTrainer } from '../engine/training/create-trainer.ts';
import { splitHeldOut } from '../engine/training/held-out.ts';
import type { TrainingRecipe } from '../engine/training/recipe.ts';
import { showBatch } from '../engine/training/show-batch.ts';
import type { FirstValues, Trainer } from '../engine/training/trainer.ts';
import { bodies } from './bodies.ts';
import { faces } from './faces.ts';
import type { MethodInput } from './detector-body.ts';
import type { LiveSession, LiveSource } from './live.ts';

/** The network of an experiment: fresh, or with the values that it starts from. */
export function createDetectorTrainer(
  experiment: Experiment,
  device: Pick<Device, 'gpu' | 'report' | 'lanes'>,
  start?: FirstValues,
): Promise<Trainer> {
  return createTrainer(bodies[experiment.detector].learner(experiment), device, experiment, start);
}

/** The network that a detector sees with where it has one of its own. */
export function networkOf(experiment: Experiment): Network {
  return bodies[experiment.detector].learner(experiment).network;
}

/** @throws if the detector is not trained. */
export function recipeOf(experiment: Experiment): TrainingRecipe {
  const { recipe } = bodies[experiment.detector];
  if (recipe === undefined)
    throw new Error(`expected a detector that is trained, got ${experiment.detector}`);
  return recipe(experiment);
}

/** What scoring will ask of the dataset and not find there: said before a training, not after it. */
export function lackOf(experiment: Experiment, items: readonly DatasetItem[]): RunProblem | undefined {
  try {
    bodies[experiment.detector].knownAnomalies?.(experiment, items);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.problem;
    throw error;
  }
}

/** What a step of a training is fed, as pictures; `undefined` if its detector is not trained, or the step has no batch. */
export function shownBatchOf(
  images: readonly RgbImage[],
  experiment: Experiment,
  step: number,
): ShownBatch | undefined {
  const { id: detector, batchRows = [] } = faces[experiment.detector];
  const recipe = bodies[detector].recipe?.(experiment);
  const source = recipe?.batches(splitHeldOut(images, experiment).trained);
  const shown = source && showBatch(source, batchRows.length, step);
  return shown && { ...shown, detector };
}

/** What an evaluation takes of the detector. */
export function scoringOf(
  input: MethodInput,
): Pick<EvaluationSetup, 'createMethod' | 'score' | 'knownAnomalies'> {
  const { experiment, items } = input;
  const body = bodies[experiment.detector];
  return {
    createMethod: async () => methodInside(await body.createMethod(input)),
    score: faces[experiment.detector].chosenScore(experiment),
    knownAnomalies: () => body.knownAnomalies?.(experiment, items) ?? [],
  };
}

/** Answers for settings of pseudo-anomalies, by the detector that learns in seconds. */
export function openLive(source: LiveSource): LiveSession {
  const { openLive: open } = bodies[liveDetector];
  if (open === undefined) throw new Error(`expected a detector that answers live, got ${liveDetector}`);
  return open(source);
}
