import { describe, expect, it } from 'vitest';
import { defaultExperiment } from '../../core/experiment/experiment.ts';
import type { FrozenBackbone } from '../../engine/backbone/backbone.ts';
import { multiplyPlainly } from '../../engine/patch-head/matrix.ts';
import { blank } from '../../engine/testing/pictures.ts';
import type { Workplace } from '../../engine/evaluation/method.ts';
import { createFrozenPatchMethod } from './frozen-method.ts';

/** One channel answers to each grey, everywhere. */
const answer = (places: number, channels: number, grey: number) =>
  Float32Array.from({ length: places * channels }, (_, i) => (i % channels === grey ? 1 : 0));

const frozen: FrozenBackbone = {
  backbone: {
    features: ({ side, data }) =>
      Promise.resolve({
        fine: answer((side / 8) ** 2, 192, data[0]),
        coarse: answer((side / 16) ** 2, 576, data[0]),
      }),
  },
  multiply: multiplyPlainly,
};

describe('PatchCore on the included backbone', () => {
  it('without some of its images scores them as one that never knew them, and the others as before', async () => {
    const method = createFrozenPatchMethod({ ...defaultExperiment, coreset: 1 }, frozen);
    const seen = await Promise.all([10, 20, 40, 80].map((grey) => method.see(blank(64, grey))));
    const fitted = (await method.fit(seen, {} as Workplace))!;
    const scoresOf = async (judging: typeof fitted) =>
      Promise.all(seen.map(async (one) => (await judging.judge(one))!.scores['patches']!));
    const whole = await scoresOf(fitted);
    for (const score of whole) expect(score).toBeLessThan(0.05); // rounding
    const without = await scoresOf(fitted.without!(new Set([2])));
    expect(without[2]).toBeGreaterThan(0.5);
    expect(without.filter((_, i) => i !== 2)).toEqual(whole.filter((_, i) => i !== 2));
  }, 30_000);
});
