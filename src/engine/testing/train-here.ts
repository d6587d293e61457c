/** A training in a test from its first step to its last, and what it reported. */
import type { StepEvent, TrainingEvent, WatchedEvent } from '../../core/run/events.ts';
import { createControl } from '../training/control.ts';
import { runTraining } from '../training/run.ts';
import type { TrainingSetup } from '../training/setup.ts';

interface Trained {
  readonly outcome: Awaited<ReturnType<typeof runTraining>>;
  readonly events: readonly TrainingEvent[];
  readonly steps: readonly StepEvent[];
  readonly looks: readonly WatchedEvent[];
}

export async function trainHere(
  parts: Pick<TrainingSetup, 'experiment' | 'recipe' | 'images' | 'trainer' | 'device'>,
): Promise<Trained> {
  const events: TrainingEvent[] = [];
  const outcome = await runTraining({
    ...parts,
    control: createControl(() => Promise.resolve()),
    now: () => 0,
    report: (event) => events.push(event),
  });
  const steps = events.filter((event) => event.type === 'step');
  const looks = events.filter((event) => event.type === 'watched');
  return { outcome, events, steps, looks };
}
