/** Two methods on the same categories: whether one is better by more than categories differ among themselves. */
import type { Random } from '../random.ts';
import { covariance, mean } from './placements.ts';
import { studentTail, t95 } from './student.ts';

export interface PairedMeans {
  readonly mean: number;
  /** Standard error of the mean difference. */
  readonly error: number;
  /** 95 % interval of the mean difference over categories like these. */
  readonly low: number;
  readonly high: number;
  /** Two-sided p of the paired t test. */
  readonly p: number;
  readonly wins: number;
  readonly losses: number;
  readonly ties: number;
}

/**
 * Paired t test [PairedT]: t = mean / (s / sqrt n) with n - 1 degrees of freedom. The unit is the category: how
 * many images stand behind each number does not enter. `undefined` for fewer than two, or where all differences are equal.
 */
export function pairedMeans(differences: readonly number[]): PairedMeans | undefined {
  const error = Math.sqrt(covariance(differences, differences) / differences.length);
  if (differences.length < 2 || error === 0) return undefined;
  const [middle, degrees] = [mean(differences), differences.length - 1];
  const reach = t95(degrees) * error;
  return {
    mean: middle,
    error,
    low: middle - reach,
    high: middle + reach,
    p: studentTail(middle / error, degrees),
    wins: differences.filter((difference) => difference > 0).length,
    losses: differences.filter((difference) => difference < 0).length,
    ties: differences.filter((difference) => difference === 0).length,
  };
}

/** Mean after a coin has decided for each difference whether it keeps its sign, as if the methods' names were dealt at random. */
export function flippedMean(differences: readonly number[], random: Random): number {
  return mean(differences.map((difference) => (random.next() < 0.5 ? difference : -difference)));
}

/** 95 % interval if `count` categories had this mean and spread. */
export function intervalWith(differences: readonly number[], count: number): readonly [number, number] {
  const middle = mean(differences);
  const reach = t95(count - 1) * Math.sqrt(covariance(differences, differences) / count);
  return [middle - reach, middle + reach];
}
