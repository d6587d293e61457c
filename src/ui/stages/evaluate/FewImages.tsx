/** Says what few test images can show at all, before any number of theirs. */
import { normalClass } from '../../../core/dataset/dataset.ts';
import { sampleLimits } from '../../../core/metrics/few-images.ts';
import notes from '../../controls/Notes.module.css';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { numberSentences } from '../../text/numbers.ts';

export function FewImages() {
  const { evaluation } = useStages();
  const { say } = useSpeech();
  const dataset = useSlice(evaluation.store, (state) => state.dataset);
  const tests = dataset?.items.filter(({ split }) => split === 'test') ?? [];
  const defectives = tests.filter(({ defect }) => defect !== normalClass).length;
  const limits = sampleLimits(tests.length - defectives, defectives);
  if (limits === undefined) return null;
  const { lowestOfPerfect, falseAlarmStep, normals } = limits;
  return (
    <p className={notes.note}>
      {say(numberSentences.fewImages)(
        normals,
        defectives,
        lowestOfPerfect.toFixed(2),
        String(Math.round(100 * falseAlarmStep)),
      )}
    </p>
  );
}
