/** Which normal images may set the threshold of a detector that is fitted on given ones, and how each is scored without having been fitted on. */
import type { DatasetItem } from '../../core/dataset/dataset.ts';
import type { Experiment } from '../../core/experiment/experiment.ts';
import { isRelevant, needsTraining } from '../../core/experiment/relevance.ts';
import type { CalibrationBasis } from '../../core/inspect/calibration.ts';
import { drawFolds, fewestForFolds } from '../../core/inspect/folds.ts';
import { createRandom, shuffled } from '../../core/random.ts';
import { splitHeldOut } from '../training/held-out.ts';
import { validationNormals } from './calibration-split.ts';

export interface CalibrationPlan {
  readonly basis: CalibrationBasis;
  /** Scored by the detector itself, which is not fitted on them. */
  readonly outside: readonly DatasetItem[];
  /** Of the images that it is fitted on: each fold is scored by a detector that is fitted on the others. */
  readonly folds: readonly (readonly number[])[];
}

/** As many as promise 2 % false alarms; more would cost time and promise little more. */
export const enough = 49;

interface PlanGround {
  readonly experiment: Experiment;
  /** Whether the network was trained on the training images of `items`, but for those that its experiment held out. */
  readonly hasLearnt: boolean;
  /** Whether the method is fitted in moments. */
  readonly foldsCheaply: boolean;
}

/** Of what the network held out, nothing is known to it; the method that scores may compare with it all the same. */
function planHeldOut(
  normals: readonly DatasetItem[],
  bank: readonly DatasetItem[],
  experiment: Experiment,
): CalibrationPlan {
  const heldOut = splitHeldOut(normals, experiment).heldOut.slice(0, enough);
  if (!isRelevant('bankImages', experiment)) return { basis: 'held-out', outside: heldOut, folds: [] };
  const within = heldOut.map((item) => bank.indexOf(item)).filter((at) => at >= 0);
  const outside = heldOut.filter((item) => !bank.includes(item));
  return within.length === 0 || within.length === bank.length
    ? { basis: 'held-out', outside, folds: [] }
    : { basis: 'folds', outside, folds: [within] };
}

/**
 * @param items all of the dataset
 * @param bank normal images that the detector is fitted on
 */
export function planCalibration(
  items: readonly DatasetItem[],
  bank: readonly DatasetItem[],
  { experiment, hasLearnt, foldsCheaply }: PlanGround,
): CalibrationPlan {
  const validation = validationNormals(items);
  if (validation.length > 0) return { basis: 'validation', outside: validation, folds: [] };
  const normals = items.filter(({ split }) => split === 'train');
  if (hasLearnt || needsTraining(experiment)) return planHeldOut(normals, bank, experiment);
  const random = createRandom(experiment.seed);
  const rest = normals.filter((item) => !bank.includes(item));
  const outside = shuffled(rest, random.fork('beside')).slice(0, enough);
  if (outside.length === enough || !foldsCheaply || bank.length < fewestForFolds)
    return { basis: 'share', outside, folds: [] };
  return { basis: 'folds', outside, folds: drawFolds(bank.length, random.fork('folds')) };
}
