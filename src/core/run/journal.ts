/** The journal of a run: the events that it is kept, saved and replayed as. */
import { withChange, type RunChange } from './schedule-changes.ts';
import type { TrainingEvent } from './events.ts';

const forThePage = [
  'kept',
  'not-kept',
  'drawer-lost',
  'failed',
  'live-progress',
  'live-scored',
  'live-held-out',
  'live-places',
  'live-look',
  'stressed',
] as const;

/** How far a run is kept, who draws for it, how a call failed, and what Live shows are reported to the page alone and say nothing of the run. */
export function isOfRun<Event extends { readonly type: string }>(
  event: Event,
): event is Exclude<Event, { readonly type: (typeof forThePage)[number] }> {
  return !(forThePage as readonly string[]).includes(event.type);
}

/** The events up to a step; those of no step all count. */
export function eventsUpTo(events: readonly TrainingEvent[], step: number): TrainingEvent[] {
  return events.filter((event) => !('step' in event) || event.step <= step);
}

/** How the schedule was changed. */
export function changesIn(events: readonly TrainingEvent[]): readonly RunChange[] {
  let changes: readonly RunChange[] = [];
  for (const event of events) {
    if (event.type === 'rate-changed' || event.type === 'continued') changes = withChange(changes, event);
  }
  return changes;
}

/** The last probe up to a step. */
export function lastProbe(
  events: readonly TrainingEvent[],
  step: number,
): { readonly step: number; readonly points: Float32Array } | undefined {
  const probes = events.filter((event) => event.type === 'watched');
  return probes.findLast((probe) => probe.step <= step);
}

/** The evaluation alone, for a detector that nothing was trained for. */
export function evaluationIn<Event extends { readonly type: string }>(events: readonly Event[]): Event[] {
  const first = events.findIndex(({ type }) => type === 'evaluation-started');
  return first < 0 ? [] : events.slice(first);
}
