/** Which normal images a detector is fitted on, and which set its threshold: no image does both. */
import { normalClass, type DatasetItem } from '../../core/dataset/dataset.ts';
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { CalibrationBasis } from '../../core/inspect/calibration.ts';
import { createRandom, shuffled } from '../../core/random.ts';
import { splitHeldOut } from '../training/held-out.ts';

interface CalibrationSplit {
  readonly basis: CalibrationBasis;
  readonly fit: readonly DatasetItem[];
  readonly calibration: readonly DatasetItem[];
}

/** The normal images that a method is fitted on: `bankImages` of these, drawn by the seed. */
export function drawBank(
  normals: readonly DatasetItem[],
  { seed, bankImages }: Pick<Experiment, 'seed' | 'bankImages'>,
): DatasetItem[] {
  return shuffled(normals, createRandom(seed).fork('bank')).slice(0, bankImages);
}

/** Normal images that the dataset itself keeps out of training and test. */
export function validationNormals(items: readonly DatasetItem[]): DatasetItem[] {
  return items.filter(({ split, defect }) => split === 'validation' && defect === normalClass);
}

/** Every third training image sets the threshold, up to as many as promise 1 % and half a per cent. */
const [share, most] = [1 / 3, 199];

function drawShare(normals: readonly DatasetItem[], seed: number): CalibrationSplit {
  const count = Math.min(most, Math.floor(normals.length * share));
  const drawn = shuffled(normals, createRandom(seed).fork('calibration'));
  return { basis: 'share', calibration: drawn.slice(0, count), fit: drawn.slice(count) };
}

/** `hasLearnt`: the network was trained on these images, but for those that its experiment held out. */
export function splitForCalibration(
  items: readonly DatasetItem[],
  experiment: Pick<Experiment, 'seed' | 'heldOut' | 'bankImages'>,
  hasLearnt: boolean,
): CalibrationSplit {
  const normals = items.filter(({ split }) => split === 'train');
  const validation = validationNormals(items);
  if (validation.length > 0)
    return { basis: 'validation', fit: drawBank(normals, experiment), calibration: validation };
  if (hasLearnt) {
    const { trained, heldOut } = splitHeldOut(normals, experiment);
    return { basis: 'held-out', fit: drawBank(trained, experiment), calibration: heldOut };
  }
  const drawn = drawShare(normals, experiment.seed);
  return { ...drawn, fit: drawBank(drawn.fit, experiment) };
}
