/** Beside the AUROC of a trained network: what the same network reached before its first step. */
import { beforeTraining } from '../../../state/evaluation/before-training.ts';
import notes from '../../controls/Notes.module.css';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { untrainedSentences } from '../../text/statistics.ts';

/** As shown, by three places. */
const shown = (area: number) => area.toFixed(3);

export function BeforeTrainingLine() {
  const { evaluation, training } = useStages();
  const { say } = useSpeech();
  const results = useSlice(evaluation.store, (state) => state.results);
  const watched = useSlice(training.store, (state) => state.watched);
  const experiment = useSlice(training.store, (state) => state.experiment);
  const dataset = useSlice(training.store, (state) => state.dataset);
  const found = results && beforeTraining(results, { watched, experiment, dataset });
  if (found === undefined) return null;
  const { before, after, basis } = found;
  const isBeaten = Number(shown(after)) > Number(shown(before));
  const { testBefore, heldOutBefore } = untrainedSentences;
  const sentence = basis === 'test' ? testBefore : heldOutBefore;
  return (
    <p className={isBeaten ? notes.note : notes.reason}>
      {say(sentence)(shown(before), shown(after), isBeaten)}
    </p>
  );
}
