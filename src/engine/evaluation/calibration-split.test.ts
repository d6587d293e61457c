import { describe, expect, it } from 'vitest';
import type { DatasetItem } from '../../core/dataset/dataset.ts';
import { defaultExperiment } from '../../core/experiment/experiment.ts';
import { splitHeldOut } from '../training/held-out.ts';
import { blank } from '../testing/pictures.ts';
import { splitForCalibration } from './calibration-split.ts';

const image = blank(8, 0);
const items = (split: DatasetItem['split'], count: number, defect = 'good'): DatasetItem[] =>
  Array.from({ length: count }, (_, i) => ({ path: `${split}/${defect}/${i}.png`, split, defect, image }));

const pathsOf = (images: readonly DatasetItem[]) => images.map(({ path }) => path);
const experiment = { ...defaultExperiment, bankImages: 400 };

describe('normal images', () => {
  const train = items('train', 40);

  it('are fitted on or set the threshold, never both: a third of them, by the seed', () => {
    const { basis, fit, calibration } = splitForCalibration(
      [...train, ...items('test', 5)],
      experiment,
      false,
    );
    expect([basis, fit.length, calibration.length]).toEqual(['share', 27, 13]);
    expect(pathsOf([...fit, ...calibration]).sort()).toEqual(pathsOf(train).sort());
    expect(splitForCalibration(train, experiment, false).calibration).toEqual(calibration);
    const other = splitForCalibration(train, { ...experiment, seed: 2 }, false);
    expect(pathsOf(other.calibration)).not.toEqual(pathsOf(calibration));
  });

  it('set the threshold from the validation folder where there is one, and its defects do not', () => {
    const found = splitForCalibration(
      [...train, ...items('validation', 12), ...items('validation', 3, 'crack')],
      experiment,
      true,
    );
    expect([found.basis, found.fit.length, found.calibration.length]).toEqual(['validation', 40, 12]);
  });

  it('that training held out set the threshold of a trained network', () => {
    const { basis, calibration, fit } = splitForCalibration(train, experiment, true);
    expect([basis, calibration.length, fit.length]).toEqual(['held-out', 4, 36]);
    expect(calibration).toEqual(splitHeldOut(train, experiment).heldOut);
    expect(splitForCalibration(train, { ...experiment, heldOut: 0 }, true).calibration).toEqual([]);
  });

  it('are fitted on no more than the knob says', () => {
    const { fit, calibration } = splitForCalibration(train, { ...experiment, bankImages: 5 }, false);
    expect([fit.length, calibration.length]).toEqual([5, 13]);
  });
});
