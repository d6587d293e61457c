import { describe, expect, it } from 'vitest';
import golden from '../fixtures/curves.json' with { type: 'json' };
import { createRandom, type Random } from '../random.ts';
import { aurocInterval } from './bootstrap.ts';
import { auroc } from './roc.ts';

/** The slow way: draws items, then computes each AUROC from its own ROC. */
function slowInterval(
  labels: readonly number[],
  scores: readonly number[],
  random: Random,
  resamples: number,
) {
  const classes = [0, 1].map((wanted) => scores.filter((_, i) => labels[i] === wanted));
  const areas = Array.from({ length: resamples }, () => {
    const drawn = classes.map((own) => own.map(() => own[random.integer(own.length)]));
    const drawnLabels = Uint8Array.from(drawn.flatMap((own, label) => own.map(() => label)));
    return auroc(drawnLabels, drawn.flat())!;
  }).sort((a, b) => a - b);
  return [0.025, 0.975].map((share) => {
    const place = share * (resamples - 1);
    const low = areas[Math.floor(place)];
    return low + (place % 1) * (areas[Math.ceil(place)] - low);
  });
}

describe('interval of an AUROC', () => {
  it.each(golden.cases.map((example, i) => [i, example] as const))(
    'is what drawing and sorting each resample gives (case %i)',
    (i, { labels, scores }) => {
      const interval = aurocInterval(Uint8Array.from(labels), scores, createRandom(i), 300)!;
      const wanted = slowInterval(labels, scores, createRandom(i), 300);
      expect(interval[0]).toBeCloseTo(wanted[0], 12);
      expect(interval[1]).toBeCloseTo(wanted[1], 12);
    },
  );

  it('holds the true area in about 95 of 100 test sets', () => {
    const random = createRandom('coverage');
    const sets = 300;
    let held = 0;
    for (let set = 0; set < sets; set++) {
      const labels = Uint8Array.from({ length: 120 }, (_, i) => (i < 80 ? 1 : 0));
      const scores = Float64Array.from(labels, (label) => random.normal() + label);
      const [low, high] = aurocInterval(labels, scores, random, 400)!;
      // Two normal distributions one standard deviation apart: area = Phi(1 / sqrt 2).
      if (low <= 0.7602499 && 0.7602499 <= high) held++;
    }
    expect(held / sets).toBeGreaterThan(0.9);
    expect(held / sets).toBeLessThan(0.99);
  });

  it('is the same with the same seed, and a point where the classes lie apart', () => {
    const { labels, scores } = golden.cases[1];
    const ones = Uint8Array.from(labels);
    const interval = aurocInterval(ones, scores, createRandom(3));
    expect(aurocInterval(ones, scores, createRandom(3))).toEqual(interval);
    expect(aurocInterval([0, 0, 1, 1], [1, 2, 3, 4], createRandom(0))).toEqual([1, 1]);
  });

  it('is not computed for one class or where a score is no number', () => {
    expect(aurocInterval([1, 1], [1, 2], createRandom(0))).toBeUndefined();
    expect(aurocInterval([], [], createRandom(0))).toBeUndefined();
    expect(aurocInterval([0, 1], [1, Number.NaN], createRandom(0))).toBeUndefined();
  });
});
