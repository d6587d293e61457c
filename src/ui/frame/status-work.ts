/** Long work on runs: repeated, saved, opened. */
import { repeatLeftMs, repeatShare } from '../../state/runs/repeat.ts';
import { useSlice, useSpeech, useStages } from '../hooks/stages.ts';
import { duration } from '../text/units.ts';
import { longWork } from '../text/long-work.ts';

export interface Work {
  readonly text: string;
  readonly share: number | undefined;
  readonly cancel: () => void;
}

export function useRepeatWork(): Work | undefined {
  const { repeat, training, evaluation } = useStages();
  const { say, language } = useSpeech();
  const state = useSlice(repeat.store, (whole) => whole);
  const last = useSlice(training.store, ({ steps }) => steps.at(-1));
  const total = useSlice(training.store, (whole) => whole.total);
  const scored = useSlice(evaluation.store, (whole) => whole.items.length / Math.max(1, whole.total));
  if (state.status === 'idle') return undefined;
  if (state.status === 'stopping')
    return { text: say(longWork.stopping)(), share: undefined, cancel: repeat.cancel };
  const { step = 0, elapsedMs = 0 } = last ?? {};
  const progress = { step, elapsedMs, total, scored };
  const leftMs = repeatLeftMs(state, progress);
  const left = leftMs === undefined ? '' : duration(leftMs, language);
  const { seeds, done } = state;
  const text = say(longWork.repeat)(done + 1, seeds.length, seeds[done] ?? 0, left);
  return { text, share: repeatShare(state, progress), cancel: repeat.cancel };
}

export function useTransferWork(): Work | undefined {
  const { transfer } = useStages();
  const { say } = useSpeech();
  const work = useSlice(transfer.store, (state) => state.work);
  if (work === undefined) return undefined;
  const { kind, done, total } = work;
  return { text: say(longWork[kind])(done, total), share: done / total, cancel: transfer.cancel };
}
