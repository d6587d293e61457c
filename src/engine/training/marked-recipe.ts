/** How a network that marks pixels is trained, whatever it minimises. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { RunProblem } from '../../core/run/events.ts';
import {
  createMarkedMethod,
  markedProbe,
  sideMultiple,
  type MarkedScore,
} from '../evaluation/marked-method.ts';
import { anyMethod } from '../evaluation/method.ts';
import { createMarkedBatches, sampleMarkedBatch, type MarkedOptions } from './marked-batch.ts';
import type { TrainingRecipe } from './recipe.ts';
import type { StepNumbers } from './trainer.ts';

/** A map within this of 0, or of 1, at changed and unchanged pixels alike says nothing. */
const nothing = 1e-3;

/** Means of as many pixels are nearer to each other only where all pixels have one value: the network is dead. */
const same = 1e-6;

function problemOf({ numbers: { changed, unchanged } }: StepNumbers, step: number): RunProblem | undefined {
  const isAt = (end: number) => [changed, unchanged].every((mean) => Math.abs(mean - end) < nothing);
  if (!isAt(0) && !isAt(1) && Math.abs(changed - unchanged) > same) return undefined;
  return { kind: 'map-collapsed', step, value: unchanged };
}

export function markedRecipe(
  experiment: Experiment,
  score: MarkedScore,
  options: MarkedOptions,
): TrainingRecipe {
  const { inputSize: side } = experiment;
  return {
    obstacle:
      side % sideMultiple === 0 ? undefined : { kind: 'side-not-multiple', side, multiple: sideMultiple },
    batches: (images) => createMarkedBatches(images, experiment, options),
    sampleBatch: (images) => sampleMarkedBatch(images, side, options),
    probe: markedProbe(experiment, score, options.hasClean ? ['reconstruction'] : []),
    problemOf,
    testMethod: (trainer) => anyMethod(createMarkedMethod(experiment, trainer, score)),
    testScore: score.name,
  };
}
