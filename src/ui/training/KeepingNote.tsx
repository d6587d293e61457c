/** How far the training would outlive the page. */
import { useSlice, useSpeech, useStages } from '../hooks/stages.ts';
import styles from '../panels/Panels.module.css';
import { lifecycleSentences, unkeptText } from '../text/lifecycle.ts';

export function KeepingNote() {
  const { training } = useStages();
  const { say, language } = useSpeech();
  const unkept = useSlice(training.store, (state) => state.unkept);
  const keptStep = useSlice(training.store, (state) => state.keptStep);
  if (unkept !== undefined) {
    return (
      <p role="status" className={styles.warning}>
        {say(unkeptText(unkept.reason, unkept.detail))}
      </p>
    );
  }
  return keptStep === undefined ? null : (
    <p className={styles.note}>{lifecycleSentences.keptUpTo[language](keptStep)}</p>
  );
}
