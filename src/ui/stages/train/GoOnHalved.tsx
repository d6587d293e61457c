/** The way on from a loss that is no number: the state before it, and a lower learning rate. */
import buttons from '../../controls/Buttons.module.css';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { lifecycleSentences } from '../../text/lifecycle.ts';

export function GoOnHalved() {
  const { training } = useStages();
  const { language } = useSpeech();
  const { problem, total, rateFactor } = useSlice(training.store, (state) => state);
  if (problem?.kind !== 'loss-not-finite') return null;
  return (
    <div className={buttons.row}>
      <button
        type="button"
        className={buttons.button}
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
