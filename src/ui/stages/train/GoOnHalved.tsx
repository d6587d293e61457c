/** The way on from a loss that is no number: the state before it, and a lower learning rate. */
import buttons from '../../controls/Buttons.module.css';
import notes from '../../controls/Notes.module.css';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { drawerLost, lifecycleSentences, unkeptText } from '../../text/lifecycle.ts';

export function GoOnHalved() {
  const { training } = useStages();
  const { say } = useSpeech();
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
        {say(lifecycleSentences.goOnHalved)(problem.restored)}
      </button>
    </div>
  );
}

export function KeepingNote() {
  const { training } = useStages();
  const { say } = useSpeech();
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
    <p className={notes.note}>{say(lifecycleSentences.keptUpTo)(keptStep)}</p>
  );
}

/** Told while it matters: a thread that drew batches is gone. */
export function DrawingNote() {
  const { training } = useStages();
  const { say } = useSpeech();
  const drawing = useSlice(training.store, (state) => state.drawing);
  if (drawing === undefined) return null;
  return (
    <p role="status" className={notes.note}>
      {say(drawerLost)(drawing.left, drawing.detail)}
    </p>
  );
}
