/** Long work on runs, repeated, saved, opened, and on new images. */
import { repeatLeftMs, repeatShare } from '../../state/runs/repeat.ts';
import { useSlice, useSpeech, useStages } from '../hooks/stages.ts';
import { duration } from '../text/units.ts';
import { longWork, tilesProgressText } from '../text/long-work.ts';

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

export function useInspectWork(): Work | undefined {
  const { inspect } = useStages();
  const { say } = useSpeech();
  const status = useSlice(inspect.store, (state) => state.status);
  const bankDone = useSlice(inspect.store, (state) => state.bankDone);
  const bankTotal = useSlice(inspect.store, (state) => state.bankTotal);
  const done = useSlice(inspect.store, ({ items, fileProblems }) => items.length + fileProblems.length);
  const chosen = useSlice(inspect.store, (state) => state.chosen);
  const tiles = useSlice(inspect.store, (state) => state.tiles.progress);
  const share = (of: number, total: number) => (total > 0 && of <= total ? of / total : undefined);
  if (tiles !== undefined)
    return {
      text: say(tilesProgressText(tiles)),
      share: share(tiles.done, tiles.total),
      cancel: inspect.stop,
    };
  if (status === 'fitting')
    return {
      text: say(longWork.fitting)(bankDone, bankTotal),
      share: share(bankDone, bankTotal),
      cancel: inspect.stop,
    };
  if (status !== 'judging') return undefined;
  const total = Math.max(chosen, done); // an archive counts as one file until it was read
  return { text: say(longWork.judging)(done, total), share: share(done, total), cancel: inspect.stop };
}
