/** The threshold from normal images set apart for it, with what it promises about false alarms. */
import { useState } from 'react';
import { alarmShareRange, conformalThreshold, finestPromise } from '../../../core/metrics/conformal.ts';
import buttons from '../../controls/Buttons.module.css';
import fields from '../../controls/Fields.module.css';
import notes from '../../controls/Notes.module.css';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { fieldSentences, fieldText } from '../../text/field.ts';

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

/** What the share promises, or why it cannot be promised. */
function PromiseLine({ scores, share }: { readonly scores: readonly number[]; readonly share: number }) {
  const { say } = useSpeech();
  if (!(share > 0 && share < 1)) return <p className={notes.note}>{say(fieldText.shareWanted)}</p>;
  const found = conformalThreshold(scores, share);
  const { length } = scores;
  if (found === undefined) {
    return (
      <p className={notes.note}>{say(fieldSentences.tooFine)(length, percent(finestPromise(length)))}</p>
    );
  }
  const [low, high] = alarmShareRange(found).map(percent);
  const words = say(fieldSentences.promise)(length, percent(found.promised), low ?? '', high ?? '');
  return <p className={notes.note}>{words}</p>;
}

/** Nothing where the dataset sets no normal images apart. */
export function ValidationThreshold() {
  const { evaluation } = useStages();
  const { say } = useSpeech();
  const [asked, setAsked] = useState(5);
  const validation = useSlice(evaluation.store, (state) => state.validation);
  const isDone = useSlice(evaluation.store, (state) => state.results !== undefined);
  if (validation.length === 0 || !isDone) return null;
  const scores = validation.map(({ score }) => score);
  const share = asked / 100;
  const found = share > 0 && share < 1 ? conformalThreshold(scores, share) : undefined;
  return (
    <>
      <label className={fields.inlineField}>
        {say(fieldText.promisedShare)}
        <input
          type="number"
          min={0.1}
          max={99}
          step="any"
          value={asked}
          onChange={(event) => {
            setAsked(event.target.valueAsNumber);
          }}
        />
        <button
          type="button"
          className={buttons.button}
          disabled={found === undefined}
          onClick={() => {
            if (found !== undefined) evaluation.moveThreshold(found.threshold);
          }}
        >
          {say(fieldText.fromValidation)}
        </button>
      </label>
      <PromiseLine scores={scores} share={share} />
    </>
  );
}
