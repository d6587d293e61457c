/** Training that outlives its device: a lost one is replaced, and the run continues from the last state that was kept. */
import type { Result } from '../../core/result.ts';
import type { RunProblem } from '../../core/run/events.ts';
import type { Device } from '../device.ts';
import { runTraining, type TrainingOutcome } from './run.ts';
import type { Occasion, SavedRun, TrainingSetup } from './setup.ts';
import type { Trainer } from './trainer.ts';

/** Losses in a row, without a kept state between them, before giving up: a device that dies of each step helps nobody. */
const mostLosses = 3;

export interface RecoverableSetup extends TrainingSetup {
  /** Opens a device again, with a fresh network of the same experiment on it. */
  readonly reopen: () => Promise<{ readonly device: Device; readonly trainer: Trainer }>;
}

export async function trainThroughLosses(
  setup: RecoverableSetup,
): Promise<Result<TrainingOutcome, RunProblem>> {
  let attached = { device: setup.device, trainer: setup.trainer };
  let from: SavedRun | undefined = setup.from;
  let losses = 0;
  const onSaved = (saved: SavedRun, occasion: Occasion) => {
    if (saved.step !== from?.step) losses = 0;
    from = saved;
    return setup.onSaved?.(saved, occasion);
  };
  for (;;) {
    const outcome = await runTraining({ ...setup, ...attached, from, onSaved });
    const isLost = !outcome.ok && outcome.problem.kind === 'device-lost';
    if (!isLost || ++losses > mostLosses || setup.control.isStopped()) return outcome;
    attached = await setup.reopen();
    if (from !== undefined) attached.trainer.restore(from.checkpoint);
    setup.report({ type: 'restored', step: from?.step ?? 0, device: attached.device.report });
  }
}
