import { expect, it } from 'vitest';
import { signedRank } from './signed-rank.ts';

/** Differences, sum of positive ranks and two-sided p of scipy.stats.wilcoxon (1.10.1), mode='exact'. */
const golden: readonly (readonly [differences: readonly number[], statistic: number, p: number])[] = [
  [[0.645584, 1.121618, 0.630437, -1.003157], 7.0, 0.625],
  [[1.205356, 0.746375, -0.236953, 0.881118, 0.664572, 0.594132, 0.328422], 27.0, 0.03125],
  [
    [
      0.846713, -0.436454, 0.13709, -0.182119, 0.898846, 0.339722, 0.007543, -0.481908, 0.042808, 0.308142,
      0.024397, 1.594064,
    ],
    56.0,
    0.20361328125,
  ],
  [
    [
      1.306724, -2.411162, -1.589013, 0.125228, -0.12219, 0.513643, 0.517322, 2.417839, -0.812021, -0.077605,
      2.342772, 0.946703, 0.963063, -0.214006, -1.348075, 0.467465, 0.409014, -0.927352, -0.383227, 0.227956,
      -0.644752, 0.20173, 0.395483, 0.335586, -0.206292,
    ],
    187.0,
    0.5249125957489014,
  ],
];

it.each(golden)('agrees with scipy: %#', (differences, statistic, p) => {
  const found = signedRank(differences);
  expect(found?.statistic).toBe(statistic);
  expect(Math.abs((found?.p ?? NaN) / p - 1)).toBeLessThan(1e-9);
});

/** All signs of the ranks, counted one by one. */
function slowP(differences: readonly number[]): number {
  const sizes = differences.map(Math.abs);
  const sorted = [...sizes].sort((a, b) => a - b);
  const rankOf = (size: number) => (sorted.indexOf(size) + sorted.lastIndexOf(size)) / 2 + 1;
  const ranks = sizes.map(rankOf);
  const own = ranks.reduce((sum, rank, i) => sum + (differences[i] > 0 ? rank : 0), 0);
  let [low, high] = [0, 0];
  const all = 2 ** ranks.length;
  for (let signs = 0; signs < all; signs++) {
    const sum = ranks.reduce((total, rank, i) => total + ((signs >> i) & 1 ? rank : 0), 0);
    if (sum <= own) low++;
    if (sum >= own) high++;
  }
  return Math.min(1, (2 * Math.min(low, high)) / all);
}

it.each([[[1, 1, -1, 2, 2, 2]], [[0.5, -0.5]], [[3, 3, 3, 3, 3]], [[-1, 2, -2, 4, 4, -1, 1, 7, 7, -3]]])(
  'is exact with ties: %j',
  (differences) => {
    expect(signedRank(differences)?.p).toBeCloseTo(slowP(differences), 12);
  },
);

it('leaves out what does not differ, and says nothing where nothing does', () => {
  expect(signedRank([0, 1, 0, 2])).toEqual(signedRank([1, 2]));
  expect(signedRank([0, 0])).toBeUndefined();
  expect(signedRank([])).toBeUndefined();
});

it('is not for few: five images that all agree cannot be told from chance', () => {
  expect(signedRank([1, 2, 3, 4, 5])?.p).toBeCloseTo(2 / 32, 12);
});
