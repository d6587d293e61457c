/** The verdicts as a table for spreadsheets: a row an image, then the files that could not be used. */
import { csvOf } from '../run/file/scores-csv.ts';
import type { Difference } from './unlikeness.ts';
import type { Limits, Verdict } from './verdict.ts';

export interface VerdictRow {
  readonly path: string;
  readonly score: number;
  readonly verdict: Verdict;
  /** What a reviewer says; `undefined` where nobody looked. */
  readonly review?: string | undefined;
  readonly differences: readonly Difference[];
}

/** A file that could not be used, and why. */
export interface UnreadFile {
  readonly path: string;
  readonly kind: string;
  readonly came: string;
}

export function verdictsCsv(
  rows: readonly VerdictRow[],
  { look, bad }: Pick<Limits, 'look' | 'bad'>,
  unread: readonly UnreadFile[],
): string {
  const head = ['path', 'verdict', 'score', 'look from', 'bad from', 'review', 'note'];
  const judged = rows.map(({ path, verdict, score, review, differences }) => [
    path,
    verdict,
    score,
    look,
    bad,
    review ?? null,
    differences.join(' '),
  ]);
  const others = unread.map(({ path, kind, came }) => [
    path,
    'unread',
    null,
    null,
    null,
    null,
    `${kind}: ${came}`,
  ]);
  return csvOf([head, ...judged, ...others]);
}
