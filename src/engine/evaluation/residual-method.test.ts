import { describe, expect, it } from 'vitest';
import { defaultExperiment, type Experiment } from '../../core/experiment/experiment.ts';
import { texture } from '../testing/pictures.ts';
import { cropPlaces, joinCrops } from './crops.ts';
import { createResidualMethod, residualScores } from './residual-method.ts';

const experiment: Experiment = {
  ...defaultExperiment,
  imageSize: 64,
  inputSize: 32,
  cropStride: 0.5,
  trainOn: 'crops',
};
const side = 64;

/** Residuals of a whole image, cut into crops as the network is shown them. */
function cut(whole: (x: number, y: number) => number, shape = experiment): Float32Array {
  const { inputSize } = shape;
  return Float32Array.from(
    cropPlaces(shape).flatMap(({ left, top }) =>
      Array.from({ length: inputSize ** 2 }, (_, i) =>
        whole(left + (i % inputSize), top + Math.floor(i / inputSize)),
      ),
    ),
  );
}

const spot = (x: number, y: number) => (x === 40 && y === 21 ? 1 : 0);

describe('residuals', () => {
  it('of overlapping crops join to those of the image', () => {
    const { data, side: joined } = joinCrops(
      cut((x, y) => x + 100 * y),
      experiment,
    );
    expect(joined).toBe(side);
    data.forEach((value, i) => {
      expect(value).toBeCloseTo((i % side) + 100 * Math.floor(i / side), 3);
    });
  });

  it('of a whole image stay as they are', () => {
    const whole = { ...experiment, trainOn: 'whole' } as const;
    expect(joinCrops(Float32Array.of(1, 2, 3), whole)).toEqual({ side: 32, data: Float64Array.of(1, 2, 3) });
  });

  it('are scored by the largest smoothed one and by their mean', () => {
    const flat = new Float64Array(side * side).fill(0.25);
    const { largest, mean } = residualScores(flat, side);
    expect(largest).toBeCloseTo(0.25, 12);
    expect(mean).toBeCloseTo(0.25, 12);
    const one = Float64Array.from(flat, (_, i) => spot(i % side, Math.floor(i / side)));
    // A Gaussian of 1 px sigma leaves 1 / (2 pi) of a single pixel, cut at 4 sigma and sampled.
    expect(residualScores(one, side).largest).toBeCloseTo(1 / (2 * Math.PI), 3);
    expect(residualScores(one, side).mean).toBeCloseTo(1 / side ** 2, 9);
  });

  it('that are no numbers stay none: an image must not pass for normal', () => {
    expect(residualScores(new Float64Array(side * side).fill(Number.NaN), side).largest).toBeNaN();
  });

  it('make scores and a map that shows the place', async () => {
    const method = createResidualMethod({
      experiment,
      trainer: {
        forward: () => Promise.resolve([cut(spot).map((value) => 1 - value), Float32Array.of(2, 7)]),
      },
      output: 'compared',
      residualOf: (similarity) => 1 - similarity,
      others: ['code'],
      moreScores: ([codes]) => ({ code: Math.max(...codes) }),
    });
    const control = { isStopped: () => false, yieldToMessages: () => Promise.resolve() };
    const fitted = await method.fit([], { gpu: undefined, isSoftware: true, control });
    const judgement = await fitted?.judge(await method.see(texture(side, 1)));
    const { scores = {}, map } = judgement ?? {};
    expect(scores['largest-residual']).toBeCloseTo(1 / (2 * Math.PI), 3);
    expect(scores['mean-residual']).toBeCloseTo(1 / side ** 2, 9);
    expect(scores['code']).toBe(7);
    const best = map?.scores.indexOf(Math.max(...map.scores)) ?? -1;
    expect([best % 64, Math.floor(best / 64)]).toEqual([40, 21]);
  });
});
