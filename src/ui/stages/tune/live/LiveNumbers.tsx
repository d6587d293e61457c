/** Two numbers side by side: one to choose settings by, and one that labels of test images are in. */
import { liveRoc } from '../../../../state/evaluation/evaluation-selectors.ts';
import type { StatisticAuroc } from '../../../../core/dataset/doctor/statistics.ts';
import notes from '../../../controls/Notes.module.css';
import { useSlice, useSpeech, useStages } from '../../../hooks/stages.ts';
import { liveSentences, liveText } from '../../../text/live.ts';
import styles from './Live.module.css';
import { useAnswer, type ShownAnswer } from './use-answer.ts';
import { sentences } from '../../../text/sentences.ts';
import { stageText } from '../../../text/stages.ts';
import { statisticNames, statisticSentences, statisticText } from '../../../text/statistics.ts';

/** Whether the detector beats what a number of the whole image alone reaches. */
function Beaten({ area, statistic }: { readonly area: number; readonly statistic: StatisticAuroc }) {
  const { say } = useSpeech();
  const isBeaten = area > statistic.auroc;
  const name = say(statisticNames[statistic.statistic]);
  return (
    <p className={isBeaten ? notes.note : notes.reason}>
      {say(statisticSentences.reaches)(name, statistic.auroc.toFixed(3))}{' '}
      {say(isBeaten ? statisticText.beaten : statisticText.notBeaten)}
    </p>
  );
}

interface AreaProps {
  readonly label: string;
  readonly area: number | undefined;
  /** What it is of, or why there is none. */
  readonly note: string;
  readonly isPartial: boolean;
}

function Area({ label, area, note, isPartial }: AreaProps) {
  return (
    <div data-partial={isPartial}>
      <h3>{label}</h3>
      <p className={styles.number}>{area?.toFixed(3) ?? '–'}</p>
      <p className={notes.note}>{note}</p>
    </div>
  );
}

function useTestNote({ items, isTest, isPartial }: ShownAnswer, area: number | undefined): string {
  const { say } = useSpeech();
  if (!isTest) return say(liveText.noTests);
  if (items.length === 0) return '';
  return area === undefined && !isPartial ? say(stageText.oneClass) : say(sentences.counts)(items.length);
}

function useHeldOutNote({ signal }: ShownAnswer): string {
  const { say } = useSpeech();
  if (signal === undefined) return '';
  return signal.auroc === undefined
    ? say(liveText.noHeldOut)
    : say(liveSentences.heldOut)(signal.normals, signal.pseudo);
}

export function LiveNumbers() {
  const { live } = useStages();
  const { say } = useSpeech();
  const statistic = useSlice(live.store, (state) => state.shown?.end.statistic);
  const answer = useAnswer();
  const { items, signal, isTest, isPartial } = answer;
  const area = isTest ? liveRoc(items)?.auroc : undefined;
  const shared = { isPartial };
  return (
    <div className={styles.numbers}>
      <Area {...shared} label={say(liveText.testArea)} area={area} note={useTestNote(answer, area)} />
      <Area
        {...shared}
        label={say(liveText.heldOutArea)}
        area={signal?.auroc}
        note={useHeldOutNote(answer)}
      />
      {area !== undefined && !isPartial && statistic !== undefined && (
        <Beaten area={area} statistic={statistic} />
      )}
    </div>
  );
}
