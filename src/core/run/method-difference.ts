/** Two methods of the table against each other: across categories, and within each of them. */
import { pairedMeans, type PairedMeans } from '../metrics/paired-means.ts';
import { fewestSeeds } from '../metrics/settings-difference.ts';
import { compareRuns, compareSettings } from './compare.ts';
import type { RunResults } from './results.ts';
import type { ResultsTable, TableRow } from './table.ts';

/** A category that both were run on, in percent. */
export interface SharedCategory {
  readonly row: TableRow;
  readonly a: number;
  readonly b: number;
  readonly runsA: readonly RunResults[];
  readonly runsB: readonly RunResults[];
}

/** In the table's order. */
export function sharedCategories(table: ResultsTable<RunResults>, a: number, b: number): SharedCategory[] {
  return table.rows.flatMap((row, i) => {
    const [cellA, cellB] = [table.cells[i][a], table.cells[i][b]];
    const [runsA, runsB] = [table.runs[i][a], table.runs[i][b]];
    return cellA && cellB ? [{ row, a: cellA.mean, b: cellB.mean, runsA, runsB }] : [];
  });
}

/** Paired over categories; `undefined` for fewer than two, or where all differences are equal. In points. */
export function acrossCategories(shared: readonly SharedCategory[]): PairedMeans | undefined {
  return pairedMeans(shared.map(({ a, b }) => a - b));
}

export type WithinCategory =
  /** Of the settings, where both have seeds enough; else of one trained network each, which says less. */
  | { readonly of: 'settings' | 'runs'; readonly low: number; readonly high: number }
  /** Not the same test images, or a score that is no number. */
  | { readonly of: 'nothing' };

/** 95 % interval of the difference in one category, in points, over other test images and, from three seeds each, other seeds. */
export function withinCategory({ runsA, runsB }: SharedCategory): WithinCategory {
  const isEnough = Math.min(runsA.length, runsB.length) >= fewestSeeds;
  const [firstA, firstB] = pairOfOneSeed(runsA, runsB);
  const found = isEnough ? compareSettings(runsA, runsB) : compareRuns(firstA, firstB);
  if (found?.kind !== 'compared') return { of: 'nothing' };
  return { of: isEnough ? 'settings' : 'runs', low: 100 * found.low, high: 100 * found.high };
}

/** Of the first seed that both have; of the first of each where they share none. */
function pairOfOneSeed(
  runsA: readonly RunResults[],
  runsB: readonly RunResults[],
): readonly [RunResults, RunResults] {
  const a = runsA.find(({ seed }) => runsB.some((run) => run.seed === seed)) ?? runsA[0];
  return [a, runsB.find(({ seed }) => seed === a.seed) ?? runsB[0]];
}
