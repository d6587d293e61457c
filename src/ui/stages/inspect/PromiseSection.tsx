/** What the verdicts promise, by how many false alarms are allowed; said in words, with what it rests on. */
import { faces } from '../../../detectors/faces.ts';
import { limitsIn } from '../../../state/inspect/judged-list.ts';
import notes from '../../controls/Notes.module.css';
import { useNames } from '../../hooks/names.ts';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { inspectSentences, inspectText } from '../../text/inspect.ts';
import { promiseOf } from '../../text/promise.ts';
import layout from '../Layout.module.css';
import { AlarmChoice } from '../promise/AlarmChoice.tsx';
import { shownScore } from './shown-score.ts';

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
  const isTiled = basis.corrects === 'tiles';
  return (
    <>
      <p>
        <strong>{say(promiseOf(limits, falseAlarmRate, calibration.basis))}</strong>
      </p>
      <p className={notes.note}>
        {say(inspectSentences.detector)(detector, isTiled ? dataset.name : names.dataset || dataset.name)}{' '}
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
      <AlarmChoice />
      <Words />
    </section>
  );
}
