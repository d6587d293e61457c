/** What a number of the whole image alone reaches on a run's test images, in few words. */
import type { RunResults } from '../../../core/run/results.ts';
import notes from '../../controls/Notes.module.css';
import { useSpeech } from '../../hooks/stages.ts';
import { statisticNames, statisticSentences, statisticText } from '../../text/statistics.ts';

export function StatisticNote({ evaluation: { auroc, statistic } }: Pick<RunResults, 'evaluation'>) {
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
