/** Test images that one run judges right and another wrong, each at its own threshold. */
import type { ResultItem, RunResults } from './results.ts';

export interface Disagreement {
  readonly path: string;
  readonly label: 0 | 1;
  readonly defect: string;
  /** Score over threshold in each run: above 0 is called defective. In units of the run's scores. */
  readonly margins: readonly [first: number, second: number];
}

export interface Disagreements {
  /** Defects that the first run finds and the second misses, and the other way round. */
  readonly foundByFirst: readonly Disagreement[];
  readonly foundBySecond: readonly Disagreement[];
  /** Normal images that only the first run calls defective, and only the second. */
  readonly alarmOfFirst: readonly Disagreement[];
  readonly alarmOfSecond: readonly Disagreement[];
  /** Images that both judged. */
  readonly images: number;
}

/** A run with the threshold at which it judges. */
interface Judge {
  readonly results: RunResults;
  readonly threshold: number;
}

/**
 * `undefined` on other images: paths alone may be the same by chance. Images that one of the two has not scored are left out. Each list has
 * first what the two judge most differently, by the sum of both margins as shares of the spread of the run's scores.
 */
export function disagreementsOf(first: Judge, second: Judge): Disagreements | undefined {
  if (first.results.dataset.fingerprint !== second.results.dataset.fingerprint) return undefined;
  const others = new Map(second.results.evaluation.items.map((item) => [item.path, item]));
  const shared = first.results.evaluation.items.flatMap((item) => {
    const other = others.get(item.path);
    return other === undefined ? [] : [pairOf(item, other, first.threshold, second.threshold)];
  });
  const spread = spreadOf(first.results.evaluation.items);
  const otherSpread = spreadOf(second.results.evaluation.items);
  const size = ({ margins: [a, b] }: Disagreement) => Math.abs(a) / spread + Math.abs(b) / otherSpread;
  const list = (label: 0 | 1, firstIsAlarm: boolean) =>
    shared
      .filter((one) => one.label === label)
      .filter(({ margins: [a, b] }) => a >= 0 === firstIsAlarm && b >= 0 !== firstIsAlarm)
      .sort((one, other) => size(other) - size(one));
  return {
    foundByFirst: list(1, true),
    foundBySecond: list(1, false),
    alarmOfFirst: list(0, true),
    alarmOfSecond: list(0, false),
    images: shared.length,
  };
}

function pairOf(
  item: ResultItem,
  other: ResultItem,
  threshold: number,
  otherThreshold: number,
): Disagreement {
  const { path, label, defect } = item;
  return { path, label, defect, margins: [item.score - threshold, other.score - otherThreshold] };
}

/** Never 0: scores that are all the same have no order. */
function spreadOf(items: readonly ResultItem[]): number {
  let [low, high] = [Infinity, -Infinity];
  for (const { score } of items) {
    low = Math.min(low, score);
    high = Math.max(high, score);
  }
  return high > low ? high - low : 1;
}
