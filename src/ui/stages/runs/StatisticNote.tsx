/** What is reached on a run's test images without any learning, in few words: by a number of the whole image, and by the network before its first step. */
import type { RunResults } from '../../../core/run/results.ts';
import notes from '../../controls/Notes.module.css';
import { useSpeech } from '../../hooks/stages.ts';
import {
  statisticNames,
  statisticSentences,
  statisticText,
  untrainedSentences,
} from '../../text/statistics.ts';

function Untrained({ evaluation: { auroc, untrained } }: Pick<RunResults, 'evaluation'>) {
  const { say } = useSpeech();
  if (untrained === undefined) return null;
  const isBeaten = auroc === null || auroc > untrained.auroc;
  return (
    <span className={isBeaten ? notes.note : notes.reason}>
      {say(untrainedSentences.short)(untrained.auroc.toFixed(3))}
      {!isBeaten && ` (${say(statisticText.shortNotBeaten)})`}
    </span>
  );
}

function Statistic({ evaluation: { auroc, statistic } }: Pick<RunResults, 'evaluation'>) {
  const { say } = useSpeech();
  if (statistic === undefined) return null;
  const name = say(statisticNames[statistic.statistic]);
  const isBeaten = auroc === null || auroc > statistic.auroc;
  return (
    <span className={isBeaten ? notes.note : notes.reason}>
      {say(statisticSentences.short)(name, statistic.auroc.toFixed(3))}
      {!isBeaten && ` (${say(statisticText.shortNotBeaten)})`}
    </span>
  );
}

export function StatisticNote({ evaluation }: Pick<RunResults, 'evaluation'>) {
  return (
    <>
      <Statistic evaluation={evaluation} /> <Untrained evaluation={evaluation} />
    </>
  );
}
