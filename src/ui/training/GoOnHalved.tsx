/** The way on from a loss that is no number: the state before it, and a lower learning rate. */
import { useSlice, useSpeech, useStages } from '../hooks/stages.ts';
import styles from '../panels/Panels.module.css';
import { lifecycleSentences } from '../text/lifecycle.ts';

export function GoOnHalved() {
  const { training } = useStages();
  const { language } = useSpeech();
  const { problem, total, rateFactor } = useSlice(training.store, (state) => state);
  if (problem?.kind !== 'loss-not-finite') return null;
  return (
    <div className={styles.buttons}>
      <button
        type="button"
        className={styles.button}
        onClick={() => {
          training.changeRate(rateFactor / 2);
          void training.trainOn(total);
        }}
      >
        {lifecycleSentences.goOnHalved[language](problem.restored)}
      </button>
    </div>
  );
}
