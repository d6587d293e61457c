/** Which network is evaluated and saved: as it is after the last step, or as it was when it separated held-out pictures best. */
import fields from '../../controls/Fields.module.css';
import notes from '../../controls/Notes.module.css';
import { Segments } from '../../controls/Segments.tsx';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { lifecycleSentences, lifecycleText } from '../../text/lifecycle.ts';

/** Nothing if there is no choice: before the end, in a replay, if nothing was held out. */
export function NetworkChoice() {
  const { training, evaluation } = useStages();
  const { say } = useSpeech();
  const { status, best, network } = useSlice(training.store, (state) => state);
  const step = useSlice(training.store, (state) => state.steps.at(-1)?.step ?? 0);
  const isScoring = useSlice(evaluation.store, (state) => state.status === 'running');
  if (status !== 'done' || best === undefined || isScoring) return null;
  const name = say(lifecycleText.network);
  const { last, best: bestLine } = lifecycleSentences;
  return (
    <div>
      <div className={fields.fields}>
        <span aria-hidden="true">{name}</span>
        <Segments
          name={name}
          value={network}
          options={[
            { value: 'last', label: say(last)(step) },
            { value: 'best', label: say(bestLine)(best.step, best.heldOutAuroc.toFixed(3)) },
          ]}
          onChange={(wanted) => void training.chooseNetwork(wanted)}
        />
      </div>
      <p className={notes.note}>{say(lifecycleText.networkHint)}</p>
    </div>
  );
}
