/** A knob that a teacher's link holds: its value, to be read only. */
import { knobs, type Experiment, type KnobName } from '../../core/experiment/experiment.ts';
import { useSpeech } from '../hooks/stages.ts';
import { knobValue } from './knob-value.ts';
import styles from './KnobField.module.css';
import { KnobHelp } from './KnobHelp.tsx';

export function FixedKnob({
  name,
  value,
}: {
  readonly name: KnobName;
  readonly value: Experiment[KnobName];
}) {
  const speech = useSpeech();
  const knob = knobs[name];
  return (
    <div className={styles.field}>
      <div className={styles.head}>
        <span className={styles.label}>{speech.say(knob.label)}</span>
        <KnobHelp name={name} />
      </div>
      <span>{knobValue(name, value, speech)}</span>{' '}
      <span className={styles.badge}>
        <span aria-hidden="true">🔒 </span>
        {speech.t('fixed')}
      </span>
    </div>
  );
}
