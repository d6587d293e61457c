/** What the verdicts promise, by how many false alarms are allowed; said in words, with what it rests on. */
import { useState } from 'react';
import { faces } from '../../../detectors/faces.ts';
import { limitsIn } from '../../../state/inspect/judged-list.ts';
import fields from '../../controls/Fields.module.css';
import notes from '../../controls/Notes.module.css';
import { useNames } from '../../hooks/names.ts';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { inspectSentences, inspectText } from '../../text/inspect.ts';
import layout from '../Layout.module.css';
import { shownScore } from './shown-score.ts';

/** Per cent. */
const [least, most] = [0.1, 50];

function RateField() {
  const { inspect } = useStages();
  const { say } = useSpeech();
  const rate = useSlice(inspect.store, (state) => state.falseAlarmRate);
  const [typed, setTyped] = useState(String(Number((100 * rate).toFixed(2))));
  const value = Number(typed);
  const isUsable = typed.trim() !== '' && value >= least && value <= most;
  return (
    <>
      <label className={fields.inlineField}>
        {say(inspectText.rate)}
        <input
          type="number"
          min={least}
          max={most}
          step={0.1}
          value={typed}
          onChange={({ target }) => {
            setTyped(target.value);
            const percent = target.valueAsNumber;
            if (percent >= least && percent <= most) inspect.setRate(percent / 100);
          }}
        />
      </label>
      {!isUsable && <p className={notes.reason}>{say(inspectText.rateWanted)}</p>}
    </>
  );
}

function Words() {
  const { inspect } = useStages();
  const { say } = useSpeech();
  const names = useNames();
  const basis = useSlice(inspect.store, (state) => state.basis);
  const falseAlarmRate = useSlice(inspect.store, (state) => state.falseAlarmRate);
  const limits = limitsIn({ basis, falseAlarmRate });
  if (basis === undefined || limits === undefined) return null;
  const { calibration, experiment, dataset } = basis;
  const detector = say(faces[experiment.detector].label);
  return (
    <>
      <p>
        <strong>{say(inspectSentences.promise(limits, falseAlarmRate))}</strong>
      </p>
      <p className={notes.note}>
        {say(inspectSentences.detector)(detector, names.dataset || dataset.name)}{' '}
        {say(inspectSentences.basis(calibration.basis, limits.images, calibration.fitted))}{' '}
        {say(inspectSentences.limitValues)(shownScore(limits.look), shownScore(limits.bad))}{' '}
        {say(inspectText.badNote)}
      </p>
    </>
  );
}

export function PromiseSection() {
  const { say } = useSpeech();
  return (
    <section className={layout.section} aria-labelledby="promise">
      <h2 id="promise">{say(inspectText.limits)}</h2>
      <RateField />
      <Words />
    </section>
  );
}
