/** The threshold of the overview: where the curve comes nearest to its corner, until somebody moves it. */
import { useMemo, useState } from 'react';
import type { ScoredItem } from '../../../core/run/events.ts';
import { liveRoc, type LiveRoc } from '../../../state/evaluation/evaluation-selectors.ts';
import { nearestThreshold } from '../../../state/evaluation/threshold.ts';

export interface Judged {
  readonly items: readonly ScoredItem[];
  readonly curve: LiveRoc | undefined;
  /** `undefined` until both classes are there. */
  readonly threshold: number | undefined;
  readonly moveTo: (threshold: number) => void;
}

export function useThreshold(items: readonly ScoredItem[]): Judged {
  const [moved, setMoved] = useState<number>();
  const curve = useMemo(() => liveRoc(items), [items]);
  const best = curve && nearestThreshold(curve, curve.thresholds, { fpr: 0, tpr: 1 });
  return { items, curve, threshold: moved ?? best, moveTo: setMoved };
}
