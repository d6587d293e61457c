/** Whether leaving the page now would lose work that nothing brings back. */
import type { Stages } from '../stages.ts';
import type { TrainingState } from '../training/training.ts';

/** Milliseconds of training that nobody wants to spend twice. */
const worthAWarning = 10_000;

/** Time of training that is not in a state kept on this device. */
function unkeptMs({ status, steps, keptStep, problem, origin }: TrainingState): number {
  const isSpoilt = status === 'failed' && problem?.kind !== 'loss-not-finite';
  const last = steps.at(-1);
  if (last === undefined || isSpoilt || origin !== undefined) return 0;
  const kept = steps.findLast(({ step }) => step <= (keptStep ?? 0));
  return last.elapsedMs - (kept?.elapsedMs ?? 0);
}

/** Of a replay nothing can be lost: it is kept already. */
export function isUnsaved({
  dataset,
  training,
  replay,
}: Pick<Stages, 'dataset' | 'training' | 'replay'>): boolean {
  const { status, mapping } = dataset.store.getState();
  const isImporting = status === 'loading' && mapping?.isOpened === true;
  const isReplaying = replay.store.getState().run !== undefined;
  return isImporting || (!isReplaying && unkeptMs(training.store.getState()) > worthAWarning);
}
