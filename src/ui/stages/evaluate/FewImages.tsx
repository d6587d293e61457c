/** Says what few test images can show at all, before any number of theirs. */
import { sampleLimits } from '../../../core/metrics/few-images.ts';
import notes from '../../controls/Notes.module.css';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { numberSentences } from '../../text/numbers.ts';

export function FewImages() {
  const { evaluation } = useStages();
  const { say } = useSpeech();
  // A replay has results and no images.
  const dataset = useSlice(evaluation.store, (state) => state.results?.dataset ?? state.dataset);
  const { testNormal = 0, testDefective = 0 } = dataset?.counts ?? {};
  const limits = sampleLimits(testNormal, testDefective);
  if (limits === undefined) return null;
  const { lowestOfPerfect, falseAlarmStep } = limits;
  return (
    <p className={notes.note}>
      {say(numberSentences.fewImages)(
        testNormal,
        testDefective,
        lowestOfPerfect.toFixed(2),
        String(Math.round(100 * falseAlarmStep)),
      )}
    </p>
  );
}
