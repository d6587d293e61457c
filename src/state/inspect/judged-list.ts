/** What a list of judged images shows: verdicts by the limits of now, and how the whole is unlike the normals. */
import type { Calibration } from '../../core/inspect/calibration.ts';
import { driftOf, scoreDriftOf, type Drift } from '../../core/inspect/unlikeness.ts';
import { limitsOf, worstFirst, type Limits, type Verdict } from '../../core/inspect/verdict.ts';
import type { InspectedItem, InspectState, Review } from './inspect-stage.ts';

export interface VerdictItem extends InspectedItem {
  readonly verdict: Verdict;
  readonly review: Review | undefined;
}

const scoresOf = ({ normals }: Calibration) => normals.map(({ score }) => score);

/** `undefined` before the detector was fitted. */
export function limitsIn({
  basis,
  falseAlarmRate,
}: Pick<InspectState, 'basis' | 'falseAlarmRate'>): Limits | undefined {
  return basis && limitsOf(scoresOf(basis.calibration), falseAlarmRate);
}

/** The worst first. */
export function verdictItems(
  { items, reviews }: Pick<InspectState, 'items' | 'reviews'>,
  limits: Limits,
): VerdictItem[] {
  return worstFirst(items, limits).map((item) => ({ ...item, review: reviews.get(item.id) }));
}

/** The order of first judging stays while the detector is corrected, so that nothing moves under the reviewer's hands. */
export function wallOrder(items: readonly VerdictItem[]): readonly VerdictItem[] {
  if (items.every(({ firstScore }) => firstScore === undefined)) return items;
  const rank = ({ firstScore, score }: VerdictItem) => {
    const first = firstScore ?? score;
    return Number.isNaN(first) ? Infinity : first;
  };
  return [...items].sort((a, b) => (rank(a) === rank(b) ? a.id - b.id : rank(b) - rank(a)));
}

export function countVerdicts(items: readonly VerdictItem[]): Readonly<Record<Verdict, number>> {
  const counts = { good: 0, look: 0, bad: 0 };
  for (const { verdict } of items) counts[verdict]++;
  return counts;
}

interface ReviewCounts {
  readonly reviewed: number;
  /** Marked normal, and not judged good. */
  readonly falseAlarms: number;
  /** Marked as a defect, and judged good. */
  readonly misses: number;
}

/** @param corrections false alarms that the detector knows as normal meanwhile */
export function reviewCounts(
  items: readonly VerdictItem[],
  corrections: InspectState['corrections']['list'] = [],
): ReviewCounts {
  const corrected = new Set(corrections.map(({ id }) => id));
  const count = (isCounted: (item: VerdictItem) => boolean) => items.filter(isCounted).length;
  return {
    reviewed: count(({ review }) => review !== undefined),
    falseAlarms: count(
      ({ review, verdict, id }) => review === 'normal' && (verdict !== 'good' || corrected.has(id)),
    ),
    misses: count(({ review, verdict }) => review === 'defect' && verdict === 'good'),
  };
}

export function driftIn({ basis, items }: Pick<InspectState, 'basis' | 'items'>): Drift[] {
  if (basis === undefined) return [];
  const scores = scoreDriftOf(
    scoresOf(basis.calibration),
    items.map(({ score }) => score),
  );
  const facts = driftOf(
    basis.normals,
    items.map((item) => item.facts),
  );
  return [...facts, ...(scores ? [scores] : [])];
}
