/** Keeps a state of the network from which the loss was a number, and the way back to it. */
import { success, type Result } from '../../core/result.ts';
import type { RunProblem } from '../../core/run/events.ts';
import { attempt } from '../attempt.ts';
import type { Occasion, SavedRun, TrainingSetup } from './setup.ts';

/** Steps between two checkpoints. */
const checkpointEvery = 25;

export interface Safeguard {
  /** True before a step at which the network is saved: all losses so far must be known then. */
  isDue(step: number): boolean;
  keep(step: number, elapsedMs: number, occasion: Occasion): Promise<Result<void, RunProblem>>;
  /** Goes back from the step, counted from 1, whose loss was none. */
  goBack(step: number): Promise<RunProblem>;
}

export function createSafeguard({ trainer, device, control, onSaved, from }: TrainingSetup): Safeguard {
  let before: SavedRun | undefined;
  let last = from;
  return {
    isDue: (step) => step % checkpointEvery === 0 && last?.step !== step,
    async keep(step, elapsedMs, occasion) {
      if (last?.step !== step) {
        const checkpoint = await attempt(() => trainer.save(), device, control);
        if (!checkpoint.ok) return checkpoint;
        before = last;
        last = { step, elapsedMs, checkpoint: checkpoint.value };
      }
      await onSaved?.(last, occasion);
      return success(undefined);
    },
    async goBack(step) {
      // A state that no loss has been computed from may be spoilt already.
      const good = last?.step === step - 1 ? (before ?? last) : last;
      if (good !== undefined) {
        trainer.restore(good.checkpoint);
        await onSaved?.(good, 'resting');
      }
      return { kind: 'loss-not-finite', step, restored: good?.step ?? 0 };
    },
  };
}
