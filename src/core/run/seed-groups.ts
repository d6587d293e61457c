/** Runs that differ in nothing but the seed, what they amount to together, and whether two such groups differ. */
import { createRandom } from '../random.ts';
import { groupKey, type GroupedRun } from './next-seeds.ts';
import { cellOf, type TableCell } from './table.ts';

/** Records by group, each by seed; a seed that comes twice counts by its first record. In the order of first members. */
export function seedGroups<Record extends { readonly results: GroupedRun }>(
  records: readonly Record[],
): (readonly Record[])[] {
  const groups = new Map<string, Map<number, Record>>();
  for (const record of records) {
    const key = groupKey(record.results);
    const group = groups.get(key) ?? new Map<number, Record>();
    if (!group.has(record.results.seed)) group.set(record.results.seed, record);
    groups.set(key, group);
  }
  return [...groups.values()].map((group) =>
    [...group.values()].sort((one, other) => one.results.seed - other.results.seed),
  );
}

/** Percent over seeds. */
export interface SeedSummary extends TableCell {
  readonly low: number;
  readonly high: number;
}

export function summariseSeeds(shares: readonly (number | null | undefined)[]): SeedSummary | undefined {
  const percents = shares.flatMap((share) => (typeof share === 'number' ? [100 * share] : []));
  const cell = cellOf(percents);
  return cell && { ...cell, low: Math.min(...percents), high: Math.max(...percents) };
}

export const aurocsOf = (runs: readonly { readonly results: GroupedRun }[]): number[] =>
  runs.flatMap(({ results }) => results.evaluation.auroc ?? []);

export type GroupComparison =
  /** Even the most extreme order of so few seeds happens by chance in more than 1 of 20 draws. */
  | { readonly kind: 'too-few'; readonly seeds: readonly [number, number] }
  | {
      readonly kind: 'compared';
      /** Mean of the one minus mean of the other. */
      readonly difference: number;
      /** Standard error of the difference of means. */
      readonly error: number;
      /** Share of the ways to deal the seeds to two groups that differ at least as much. */
      readonly p: number;
      readonly isDistinguishable: boolean;
    };

const level = 0.05;
/** Up to so many ways to deal are all looked at; of more, so many are drawn. */
const mostWays = 20_000;

function ways(total: number, taken: number): number {
  let count = 1;
  for (let i = 1; i <= taken; i++) count = (count * (total - taken + i)) / i;
  return Math.round(count);
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const meanOf = (values: readonly number[]) => sum(values) / values.length;
const squaredError = (values: readonly number[]) =>
  sum(values.map((value) => (value - meanOf(values)) ** 2)) / (values.length - 1) / values.length;

/** Calls back with the sum of every choice of `taken` values. */
function eachSum(values: readonly number[], taken: number, told: (sum: number) => void): void {
  const choose = (from: number, left: number, sofar: number): void => {
    if (left === 0) told(sofar);
    else for (let i = from; i <= values.length - left; i++) choose(i + 1, left - 1, sofar + values[i]);
  };
  choose(0, taken, 0);
}

function drawnSums(values: readonly number[], taken: number, told: (sum: number) => void): void {
  const random = createRandom('seed groups');
  const pool = [...values];
  for (let draw = 0; draw < mostWays; draw++) {
    for (let i = 0; i < taken; i++) {
      const j = i + random.integer(pool.length - i);
      [pool[i], pool[j]] = [pool[j], pool[i]];
    }
    told(sum(pool.slice(0, taken)));
  }
}

/**
 * Two-sided permutation test of the difference of mean AUROCs over seeds [Permutation]: exact up to 20,000
 * ways to deal the seeds, drawn beyond. It asks whether another seed could have made the difference; the test images
 * are the same throughout, and it says nothing of others.
 */
export function compareSeedGroups(one: readonly number[], other: readonly number[]): GroupComparison {
  const all = [...one, ...other];
  const count = ways(all.length, one.length);
  if (one.length < 2 || other.length < 2 || 2 / count > level)
    return { kind: 'too-few', seeds: [one.length, other.length] };
  const total = sum(all);
  const differenceAt = (part: number) => part / one.length - (total - part) / other.length;
  const difference = meanOf(one) - meanOf(other);
  const least = Math.abs(difference) - 1e-12; // sums in another order differ in their last bits
  let [extreme, looked] = [0, 0];
  const look = (part: number) => {
    looked++;
    if (Math.abs(differenceAt(part)) >= least) extreme++;
  };
  if (count <= mostWays) eachSum(all, one.length, look);
  else drawnSums(all, one.length, look);
  const p = count <= mostWays ? extreme / looked : (extreme + 1) / (looked + 1);
  const error = Math.sqrt(squaredError(one) + squaredError(other));
  return { kind: 'compared', difference, error, p, isDistinguishable: p <= level };
}
