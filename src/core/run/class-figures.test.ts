import { describe, expect, it } from 'vitest';
import { classFigures } from './class-figures.ts';
import { collectedRun } from './testing/collected-run.ts';

const best = collectedRun('best', [0, 0, 1, 1]);
const close = collectedRun('close', [0, 0.9, 1, 0.8]);
const poor = collectedRun('poor', [1, 0.2, 0, 0.9]);
const elsewhere = collectedRun('elsewhere', [0, 0, 1, 1], { fingerprint: 'other' });
const none = collectedRun('none', []);
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
