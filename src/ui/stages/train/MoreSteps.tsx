/** An ended or stopped training continues: for how many steps, and what the learning rate does then. */
import { useState } from 'react';
import { rateAt, withChange } from '../../../core/run/schedule-changes.ts';
import type { TrainingState } from '../../../state/training/training.ts';
import buttons from '../../controls/Buttons.module.css';
import fields from '../../controls/Fields.module.css';
import notes from '../../controls/Notes.module.css';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { lifecycleSentences, lifecycleText } from '../../text/lifecycle.ts';

/** More than anyone wants; so that a slip of the key is no life sentence. */
const most = 100_000;

/** The rest of what was planned, or half as much again. */
const suggested = (step: number, total: number) => (step < total ? total - step : Math.ceil(total / 2));

/** The rate of the first step that follows. */
function nextRate({ experiment, planned, changes, rateFactor }: TrainingState, step: number, steps: number) {
  if (experiment === undefined) return 0;
  const going = withChange(changes, { type: 'continued', step, steps });
  const changed = withChange(going, { type: 'rate-changed', step, factor: rateFactor });
  return rateAt({ ...experiment, steps: planned }, changed, step);
}

function Course({ step, steps }: { readonly step: number; readonly steps: number }) {
  const { training } = useStages();
  const { say } = useSpeech();
  const state = useSlice(training.store, (whole) => whole);
  const rate = String(Number(nextRate(state, step, steps).toPrecision(3)));
  const { asPlanned, replanned } = lifecycleSentences;
  const text = steps === state.total ? say(asPlanned)(step, steps) : say(replanned)(step, steps, rate);
  return <span className={notes.note}>{text}</span>;
}

export function MoreSteps() {
  const { training } = useStages();
  const { say } = useSpeech();
  const step = useSlice(training.store, (state) => state.steps.at(-1)?.step ?? 0);
  const total = useSlice(training.store, (state) => state.total);
  const [typed, setTyped] = useState<string>();
  const more = typed === undefined ? suggested(step, total) : Number(typed);
  const isSound = Number.isInteger(more) && more >= 1 && more <= most;
  return (
    <form
      className={fields.fields}
      onSubmit={(event) => {
        event.preventDefault();
        setTyped(undefined);
        if (isSound) void training.trainOn(step + more);
      }}
    >
      <label className={fields.labelled}>
        {say(lifecycleText.moreSteps)}
        <input
          type="number"
          className={fields.factor}
          min={1}
          max={most}
          step={1}
          value={typed ?? String(more)}
          onChange={(event) => {
            setTyped(event.target.value);
          }}
        />
      </label>
      <button type="submit" className={buttons.button} disabled={!isSound}>
        {say(lifecycleText.goOn)}
      </button>
      {isSound && <Course step={step} steps={step + more} />}
    </form>
  );
}
