/** Beside the AUROC: what a number of the whole image alone reaches, and whether the detector beats it. */
import notes from '../../controls/Notes.module.css';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { statisticNames, statisticSentences, statisticText } from '../../text/statistics.ts';

export function StatisticLine() {
  const { evaluation } = useStages();
  const { say } = useSpeech();
  const results = useSlice(evaluation.store, (state) => state.results);
  const { auroc = null, statistic } = results?.evaluation ?? {};
  if (statistic === undefined || auroc === null) return null;
  const isBeaten = auroc > statistic.auroc;
  const words = say(statisticSentences.reaches)(
    say(statisticNames[statistic.statistic]),
    statistic.auroc.toFixed(3),
  );
  return (
    <p className={isBeaten ? notes.note : notes.reason}>
      {words} {say(isBeaten ? statisticText.beaten : statisticText.notBeaten)}
    </p>
  );
}
