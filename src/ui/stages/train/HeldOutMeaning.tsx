/** What the held-out AUROC is worth: beside the network before training, and beside the mean of the pixels. */
import { pixelMeanAuroc } from '../../../core/run/pixel-baseline.ts';
import notes from '../../controls/Notes.module.css';
import { useSlice, useSpeech, useStages, type Speech } from '../../hooks/stages.ts';
import { trainSentences } from '../../text/train-sentences.ts';

interface HeldOutBaselines {
  readonly step: number;
  readonly area: number;
  /** Of the network before its first step; `undefined` if it was not looked at then, as in a run that was opened half-way. */
  readonly untrained: number | undefined;
  readonly pixels: number | undefined;
}

/** `undefined` before the first look. */
export function useHeldOut(): HeldOutBaselines | undefined {
  const { training } = useStages();
  const last = useSlice(training.store, (state) => state.watched.at(-1));
  const untrained = useSlice(
    training.store,
    (state) => state.watched.find(({ step }) => step === 0)?.heldOutAuroc,
  );
  const watching = useSlice(training.store, (state) => state.watching);
  if (last === undefined) return undefined;
  return {
    step: last.step,
    area: last.heldOutAuroc,
    untrained,
    pixels: watching && pixelMeanAuroc(watching.pictures),
  };
}

/** Compared as they are shown, by three places. */
function sentenceOf(
  { step, area, untrained, pixels }: HeldOutBaselines,
  say: Speech['say'],
): string | undefined {
  if (step === 0) return say(trainSentences.heldOutAtStart)();
  const shown = (value: number) => value.toFixed(3);
  const isBeaten = (other: number) => Number(shown(area)) > Number(shown(other));
  if (untrained !== undefined && !isBeaten(untrained))
    return say(trainSentences.heldOutNoBetterThanBefore)(shown(untrained));
  if (pixels !== undefined && !isBeaten(pixels))
    return say(trainSentences.heldOutNoBetterThanPixels)(shown(pixels));
  if (untrained === undefined || pixels === undefined) return undefined;
  return say(trainSentences.heldOutBetter)(shown(untrained), shown(pixels));
}

export function HeldOutMeaning() {
  const { say } = useSpeech();
  const heldOut = useHeldOut();
  const sentence = heldOut && sentenceOf(heldOut, say);
  return sentence === undefined ? null : <p className={notes.note}>{sentence}</p>;
}
