/** What Live shows: the current setting as far as it has come, else the last one answered. */
import type { ScoredItem } from '../../../../core/run/events.ts';
import type { HeldOutSignal } from '../../../../core/run/live.ts';
import type { LiveState } from '../../../../state/live/live-state.ts';
import { useSlice, useStages } from '../../../hooks/stages.ts';

export interface ShownAnswer {
  /** Of the current setting; grows while it is scored. */
  readonly items: readonly ScoredItem[];
  /** Of the setting before it, for comparison. */
  readonly before: readonly ScoredItem[];
  readonly signal: HeldOutSignal | undefined;
  /** Whether the numbers are of test images. */
  readonly isTest: boolean;
  /** Whether the current setting's are still coming. */
  readonly isPartial: boolean;
}

const none: readonly ScoredItem[] = [];

function settingBefore({ trail, shown }: LiveState): readonly ScoredItem[] {
  const at = trail.findIndex((entry) => entry === shown);
  return trail[at - 1]?.items ?? none;
}

export function useAnswer(): ShownAnswer {
  const { live, dataset } = useStages();
  const state = useSlice(live.store, (whole) => whole);
  const counts = useSlice(dataset.store, ({ dataset: open }) => open?.counts);
  const isTest = counts !== undefined && counts.testNormal + counts.testDefective > 0;
  const { partial, shown } = state;
  if (state.status === 'working') {
    const items = partial?.items ?? none;
    return { items, before: shown?.items ?? none, signal: partial?.signal, isTest, isPartial: true };
  }
  const items = shown?.items ?? none;
  return { items, before: settingBefore(state), signal: shown?.signal, isTest, isPartial: false };
}
