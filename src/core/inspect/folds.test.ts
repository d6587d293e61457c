import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { drawFolds } from './folds.ts';
import { limitsOf } from './verdict.ts';

const range = (count: number) => Array.from({ length: count }, (_, i) => i);

describe('folds', () => {
  it('hold every image once, sizes differ by one at most, and are drawn by the seed', () => {
    for (const count of [1, 4, 9, 10, 11, 57]) {
      const folds = drawFolds(count, createRandom('folds'));
      expect(folds.flat().toSorted((a, b) => a - b)).toEqual(range(count));
      const sizes = folds.map(({ length }) => length);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      expect(folds).toHaveLength(Math.min(10, count));
      expect(drawFolds(count, createRandom('folds'))).toEqual(folds);
    }
  });

  it.each([
    [10, 2000],
    [40, 500],
  ])(
    'keep the false alarms of a detector of nearest neighbours below what is said: %i images',
    (count, sets) => {
      const random = createRandom(`nearest ${count}`);
      const draw = () => [random.normal(), random.normal(), random.normal()];
      const nearest = (known: readonly number[][]) => (point: readonly number[]) =>
        Math.min(...known.map((one) => one.reduce((sum, value, i) => sum + (value - point[i]) ** 2, 0)));
      let [alarms, promised] = [0, 0];
      for (let set = 0; set < sets; set++) {
        const images = range(count).map(draw);
        const scores = drawFolds(count, random.fork(set)).flatMap((fold) => {
          const judge = nearest(images.filter((_, i) => !fold.includes(i)));
          return fold.map((i) => judge(images[i]));
        });
        const limits = limitsOf(scores, 0.1)!;
        ({ promised } = limits);
        const judge = nearest(images);
        for (let i = 0; i < 10; i++) if (judge(draw()) >= limits.look) alarms++;
      }
      const found = alarms / (10 * sets);
      expect(found).toBeLessThan(promised + 0.005);
      expect(found).toBeGreaterThan(promised - 0.03); // and hardly wasteful
    },
  );
});
