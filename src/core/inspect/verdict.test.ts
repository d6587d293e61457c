import { describe, expect, it } from 'vitest';
import { createRandom, type Random } from '../random.ts';
import { limitsOf, verdictOf } from './verdict.ts';

interface Tail {
  readonly draw: (random: Random) => number;
  /** P(score >= x). */
  readonly above: (x: number) => number;
}

/** Distributions whose tails are known: short, exponential, heavy. */
const tails: Readonly<Record<'uniform' | 'exponential' | 'pareto', Tail>> = {
  uniform: { draw: (random) => random.next(), above: (x) => Math.min(1, Math.max(0, 1 - x)) },
  exponential: { draw: (random) => -Math.log(1 - random.next()), above: (x) => Math.min(1, Math.exp(-x)) },
  pareto: { draw: (random) => (1 - random.next()) ** (-1 / 3), above: (x) => Math.min(1, x ** -3) },
};

/** Share of new normal images at or above each limit, averaged over many sets of `images`. */
function alarmShares(images: number, rate: number, { draw, above }: Tail) {
  const random = createRandom(`${images} ${rate}`);
  const sets = Math.ceil(100_000 / images);
  let [look, bad, promised] = [0, 0, 0];
  for (let set = 0; set < sets; set++) {
    const limits = limitsOf(
      Float64Array.from({ length: images }, () => draw(random)),
      rate,
    )!;
    promised = limits.promised;
    look += above(limits.look) / sets;
    bad += above(limits.bad) / sets;
  }
  return { look, bad, promised };
}

describe('the limits', () => {
  it.each([
    [10, 0.02],
    [10, 0.1],
    [40, 0.02],
    [49, 0.02],
    [100, 0.02],
    [100, 0.05],
    [500, 0.02],
  ])('keep the promise on new normal images within half a point: %i images, %f', (images, rate) => {
    for (const tail of Object.values(tails)) {
      const { look, promised } = alarmShares(images, rate, tail);
      expect(Math.abs(look - promised)).toBeLessThan(0.005);
    }
  });

  it('let about as few normal images be called bad as they say, where the tail is exponential', () => {
    const { bad } = alarmShares(500, 0.02, tails.exponential);
    expect(bad).toBeGreaterThan(0.0003);
    expect(bad).toBeLessThan(0.003);
    expect(alarmShares(500, 0.02, tails.uniform).bad).toBe(0);
  });

  it('say what so few images can promise where more is asked: 1 of 41 for 40 images', () => {
    const scores = Float64Array.from({ length: 40 }, (_, i) => i);
    expect(limitsOf(scores, 0.02)).toMatchObject({
      isMet: false,
      images: 40,
      promised: expect.closeTo(1 / 41, 12) as number,
    });
    expect(limitsOf(scores, 0.05)).toMatchObject({
      isMet: true,
      promised: expect.closeTo(2 / 41, 12) as number,
    });
  });

  it('are undefined without an image, and where a score is no number', () => {
    expect(limitsOf([], 0.02)).toBeUndefined();
    expect(limitsOf([1, Number.NaN], 0.02)).toBeUndefined();
  });

  it('are in order, and one image alone sets both', () => {
    expect(limitsOf([3], 0.5)!.bad).toBe(limitsOf([3], 0.5)!.look);
    const { look, bad } = limitsOf([5, 1, 2, 3, 4], 0.2)!;
    expect(bad).toBeGreaterThan(look);
  });
});

describe('a verdict', () => {
  const limits = { look: 1, bad: 2 };

  it('is good below both limits, bad from the higher one on', () => {
    expect([0.99, 1, 1.99, 2, Infinity].map((score) => verdictOf(score, limits))).toEqual([
      'good',
      'look',
      'look',
      'bad',
      'bad',
    ]);
  });

  it('of a score that is no number is to look at it', () => {
    expect(verdictOf(Number.NaN, limits)).toBe('look');
  });
});
