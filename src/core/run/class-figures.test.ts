import { describe, expect, it } from 'vitest';
import { defaultExperiment } from '../experiment/experiment.ts';
import { buildResults } from './build-results.ts';
import { classFigures } from './class-figures.ts';
import type { CollectedRun } from './collected.ts';
import type { ScoredItem } from './events.ts';
import { aDevice } from './testing/device.ts';

/** Half of the scores are of normal images. */
function runOf(id: string, scores: readonly number[], fingerprint = 'abc'): CollectedRun {
  const items = scores.map((score, i): ScoredItem => {
    const label = i < scores.length / 2 ? 0 : 1;
    return { path: `${i}.png`, label, defect: label === 0 ? 'good' : 'crack', score, scores: {} };
  });
  const counts = { train: 1, testNormal: 2, testDefective: 2, masks: 0 };
  const dataset = { name: 'nut', fingerprint, counts };
  const experiment = defaultExperiment;
  const results = buildResults({
    app: 't',
    experiment,
    score: 'nearest',
    dataset,
    device: aDevice,
    steps: [],
    items,
  });
  return { id, name: id, finishedAt: 0, results };
}

const best = runOf('best', [0, 0, 1, 1]);
const close = runOf('close', [0, 0.9, 1, 0.8]);
const poor = runOf('poor', [1, 0.2, 0, 0.9]);
const elsewhere = runOf('elsewhere', [0, 0, 1, 1], 'other');
const none = runOf('none', []);
const half = () => 0.5;

describe('the runs of a class', () => {
  it('are ranked on the images that most were evaluated on', () => {
    const figures = classFigures([poor, elsewhere, best, none, close], half)!;
    expect(figures.ranked.map(({ run, auroc }) => [run.id, auroc])).toEqual([
      ['poor', 0.25],
      ['close', 0.75],
      ['best', 1],
    ]);
    expect(figures).toMatchObject({ median: 0.75, best: { run: best }, middle: { run: close } });
  });

  it('have one that judges most images unlike the best, at the threshold of each', () => {
    const figures = classFigures([best, close, poor], half)!;
    expect(figures.mostUnlike).toMatchObject({ run: poor, images: 2, of: 4 }); // one false alarm, one miss
    const lenient = classFigures([best, close, poor], ({ evaluation }) =>
      evaluation.auroc === 1 ? 0.5 : 2,
    )!;
    expect(lenient.mostUnlike).toMatchObject({ images: 2, of: 4 }); // both defects are missed by either
    expect(classFigures([best, best, best], half)!.mostUnlike).toBeUndefined();
    expect(classFigures([best, close, poor], () => undefined)!.mostUnlike).toBeUndefined();
  });

  it('are no distribution where they are fewer than three', () => {
    expect(classFigures([best, poor, elsewhere, none], half)).toBeUndefined();
  });
});
