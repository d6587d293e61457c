import { describe, expect, it } from 'vitest';
import type { DatasetItem } from '../../core/dataset/dataset.ts';
import { defaultExperiment, type Experiment } from '../../core/experiment/experiment.ts';
import { splitHeldOut } from '../training/held-out.ts';
import { blank } from '../testing/pictures.ts';
import { enough, planCalibration } from './calibration-plan.ts';

const image = blank(8, 0);
const items = (split: DatasetItem['split'], count: number): DatasetItem[] =>
  Array.from({ length: count }, (_, i) => ({ path: `${split}/good/${i}.png`, split, defect: 'good', image }));

const patchCore: Experiment = { ...defaultExperiment, detector: 'patchcore' };
const free = { experiment: patchCore, hasLearnt: false, foldsCheaply: true };

describe('normal images that set a threshold beside a detector', () => {
  it('are those of the validation split, where there are some', () => {
    const all = [...items('train', 100), ...items('validation', 3), ...items('test', 4)];
    const plan = planCalibration(all, all.slice(0, 60), free);
    expect(plan).toMatchObject({ basis: 'validation', folds: [] });
    expect(plan.outside).toHaveLength(3);
  });

  it('are drawn from those that it is not fitted on, as many as promise 2 %', () => {
    const train = items('train', 200);
    const bank = train.slice(0, 60);
    const { basis, outside, folds } = planCalibration(train, bank, free);
    expect([basis, outside.length, folds]).toEqual(['share', enough, []]);
    expect(outside.filter((item) => bank.includes(item))).toEqual([]);
    expect(planCalibration(train, bank, free).outside).toEqual(outside);
  });

  it('are all of them in folds where too few are left, if it is fitted in moments', () => {
    const train = items('train', 63);
    const bank = train.slice(0, 60);
    const { basis, outside, folds } = planCalibration(train, bank, free);
    expect([basis, outside.length, folds.length]).toEqual(['folds', 3, 10]);
    expect(folds.flat().toSorted((a, b) => a - b)).toEqual(bank.map((_, i) => i));
    expect(folds.map(({ length }) => length)).toEqual(new Array(10).fill(6));
    const slow = planCalibration(train, bank, { ...free, foldsCheaply: false });
    expect([slow.basis, slow.outside.length, slow.folds]).toEqual(['share', 3, []]);
    const few = planCalibration(train.slice(0, 3), train.slice(0, 3), free);
    expect(few).toEqual({ basis: 'share', outside: [], folds: [] });
  });

  it('are those that training held out: one fold where the score compares with them, else as they are', () => {
    const train = items('train', 40);
    const { heldOut } = splitHeldOut(train, defaultExperiment);
    const learnt = { experiment: defaultExperiment, hasLearnt: true, foldsCheaply: false };
    const within = planCalibration(train, train, learnt);
    expect([within.basis, within.outside]).toEqual(['folds', []]);
    expect(within.folds.map((fold) => fold.map((at) => train[at]))).toEqual([heldOut]);
    const apart = planCalibration(
      train,
      train.filter((item) => !heldOut.includes(item)),
      learnt,
    );
    expect(apart).toEqual({ basis: 'held-out', outside: heldOut, folds: [] });
    const without = { ...learnt, experiment: { ...defaultExperiment, detector: 'autoencoder' as const } };
    expect(planCalibration(train, train, without)).toEqual({
      basis: 'held-out',
      outside: heldOut,
      folds: [],
    });
    const none = { ...learnt, experiment: { ...defaultExperiment, heldOut: 0 } };
    expect(planCalibration(train, train, none)).toEqual({ basis: 'held-out', outside: [], folds: [] });
  });
});
