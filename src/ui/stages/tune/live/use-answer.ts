/** What Live shows: the current setting as far as it has come, else the last one answered. */
import { useMemo } from 'react';
import type { ScoredItem } from '../../../../core/run/events.ts';
import type { HeldOutSignal, LiveLook, LivePlace } from '../../../../core/run/live.ts';
import type { LiveState } from '../../../../state/live/live-state.ts';
import { useSlice, useStages } from '../../../hooks/stages.ts';

export interface ShownAnswer {
  /** Of the current setting; grows while it is scored. */
  readonly items: readonly ScoredItem[];
  /** Of the setting before it, for comparison. */
  readonly before: readonly ScoredItem[];
  readonly signal: HeldOutSignal | undefined;
  /** Where the head puts some places, as it learns; of the setting before until those of this one are there. */
  readonly places: readonly LivePlace[];
  readonly looks: readonly LiveLook[];
  /** Whether the numbers are of test images. */
  readonly isTest: boolean;
  /** Whether the current setting's are still coming. */
  readonly isPartial: boolean;
}

const none: readonly ScoredItem[] = [];
const noLooks = { places: [], looks: [] } as const;

function settingBefore({ trail, shown }: LiveState): readonly ScoredItem[] {
  const at = trail.findIndex((entry) => entry === shown);
  return trail[at - 1]?.items ?? none;
}

/** Those of the current setting, else of the last one. */
function looksOf({ partial, shown }: LiveState): Pick<ShownAnswer, 'places' | 'looks'> {
  const { places, looks } =
    [partial, shown].find((one) => one !== undefined && one.looks.length > 0) ?? noLooks;
  return { places, looks };
}

/** Of an answer under way, or of the last one. */
function answerOf(state: LiveState): Omit<ShownAnswer, 'places' | 'looks' | 'isTest'> {
  const { status, partial, shown } = state;
  const isPartial = status === 'working';
  const current = isPartial ? partial : shown;
  const before = isPartial ? (shown?.items ?? none) : settingBefore(state);
  return { items: current?.items ?? none, before, signal: current?.signal, isPartial };
}

export function useAnswer(): ShownAnswer {
  const { live, dataset } = useStages();
  const state = useSlice(live.store, (whole) => whole);
  const counts = useSlice(dataset.store, ({ dataset: open }) => open?.counts);
  const isTest = counts !== undefined && counts.testNormal + counts.testDefective > 0;
  // One object as long as nothing changes: it is shown at most so often, and a new one each time would never come to rest.
  return useMemo(() => ({ ...answerOf(state), ...looksOf(state), isTest }), [state, isTest]);
}
