import { describe, expect, it } from 'vitest';
import type { Experiment } from '../../core/experiment/experiment.ts';
import { createSetup, scoredOf } from '../../engine/testing/evaluation.ts';
import { runEvaluation } from '../../engine/evaluation/evaluate.ts';

describe('the map of the contrastive gradient', () => {
  const mapOf = async (changes: Partial<Experiment>) => {
    const { events, setup } = createSetup({ batchSize: 2, gateEnabled: false, ...changes, map: 'gradient' });
    await runEvaluation(setup);
    return scoredOf(events).find(({ label }) => label === 1)?.map;
  };

  it('joins the cells of overlapping crops, and is never below 0', async () => {
    const map = (await mapOf({}))!;
    // Crops of 32 px, 16 apart, with one cell each: 3 x 3 places.
    expect(map).toMatchObject({ columns: 3, rows: 3, placeShare: 0.5, strideShare: 0.25 });
    expect(Math.min(...map.scores)).toBeGreaterThanOrEqual(0);
  });

  it('colours whole images, which scores of crops cannot', async () => {
    const whole = { trainOn: 'whole', imageSize: 64, inputSize: 64 } as const;
    const map = (await mapOf(whole))!;
    expect(map).toMatchObject({ columns: 2, rows: 2, placeShare: 0.5, strideShare: 0.5 });
    const { events, setup } = createSetup({ ...whole, map: 'score' });
    await runEvaluation(setup);
    expect(scoredOf(events)[0].map).toBeUndefined();
  });

  it('is none for a classifier, which has no contrastive score', async () => {
    expect(await mapOf({ objective: 'cross-entropy' })).toBeUndefined();
  });
});
