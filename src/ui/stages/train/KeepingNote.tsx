/** How far the training would outlive the page. */
import notes from '../../controls/Notes.module.css';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { lifecycleSentences, unkeptText } from '../../text/lifecycle.ts';

export function KeepingNote() {
  const { training } = useStages();
  const { say, language } = useSpeech();
  const unkept = useSlice(training.store, (state) => state.unkept);
  const keptStep = useSlice(training.store, (state) => state.keptStep);
  if (unkept !== undefined) {
    return (
      <p role="status" className={notes.warning}>
        {say(unkeptText(unkept.reason, unkept.detail))}
      </p>
    );
  }
  return keptStep === undefined ? null : (
    <p className={notes.note}>{lifecycleSentences.keptUpTo[language](keptStep)}</p>
  );
}
