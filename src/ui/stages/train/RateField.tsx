/** The learning rate changed under way: what the schedule gives, times a factor. */
import { useState } from 'react';
import fields from '../../controls/Fields.module.css';
import notes from '../../controls/Notes.module.css';
import tables from '../../controls/Tables.module.css';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { lifecycleSentences, lifecycleText } from '../../text/lifecycle.ts';

const [least, most] = [0.01, 10];
const short = (value: number) => String(Number(value.toPrecision(3)));

/** A number counts when it is one within the range, at Enter or when the field is left. */
function FactorEntry({ factor, name }: { readonly factor: number; readonly name: string }) {
  const { training } = useStages();
  const [draft, setDraft] = useState<string>();
  const settle = () => {
    const typed = Number(draft);
    if (draft !== undefined && typed >= least && typed <= most) training.changeRate(typed);
    setDraft(undefined);
  };
  return (
    <input
      type="number"
      className={fields.factor}
      aria-label={name}
      min={least}
      max={most}
      step="any"
      value={draft ?? short(factor)}
      onChange={(event) => {
        setDraft(event.target.value);
      }}
      onBlur={settle}
      onKeyDown={(event) => {
        if (event.key === 'Enter') settle();
      }}
    />
  );
}

export function RateField() {
  const { training } = useStages();
  const { say } = useSpeech();
  const factor = useSlice(training.store, (state) => state.rateFactor);
  const rate = useSlice(training.store, (state) => state.steps.at(-1)?.learningRate);
  const name = say(lifecycleText.rateFactor);
  return (
    <div className={fields.fields}>
      <span aria-hidden="true">{name}</span>
      <input
        type="range"
        className={fields.slide}
        aria-label={name}
        aria-valuetext={`× ${short(factor)}`}
        min={Math.log10(least)}
        max={Math.log10(most)}
        step={0.05}
        value={Math.log10(factor)}
        onChange={(event) => {
          training.changeRate(Number((10 ** event.target.valueAsNumber).toPrecision(3)));
        }}
      />
      <FactorEntry factor={factor} name={name} />
      {rate !== undefined && (
        <span className={tables.number}>{say(lifecycleSentences.rateNow)(short(rate))}</span>
      )}
      <span className={notes.note}>{say(lifecycleText.rateHint)}</span>
    </div>
  );
}
