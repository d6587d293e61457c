/** A knob that a teacher's link holds: its value, to be read only. */
import { frameText } from '../text/frame.ts';
import styles from './KnobField.module.css';
import { knobs, type Experiment, type KnobName } from '../../core/experiment/experiment.ts';
import { useSpeech, type Speech } from '../hooks/stages.ts';
import { KnobHead } from './KnobHelp.tsx';

export function FixedKnob({
  name,
  value,
}: {
  readonly name: KnobName;
  readonly value: Experiment[KnobName];
}) {
  const speech = useSpeech();
  return (
    <div className={styles.field}>
      <KnobHead name={name} />
      <span>{knobValue(name, value, speech)}</span>{' '}
      <span className={styles.badge}>
        <svg className={styles.lock} viewBox="0 0 12 12" aria-hidden="true">
          <path d="M2 5.5h8V11H2zM4 5.5V4a2 2 0 0 1 4 0v1.5" />
        </svg>
        {speech.say(frameText.fixed)}
      </span>
    </div>
  );
}

export function knobValue(name: KnobName, value: Experiment[KnobName], { say }: Pick<Speech, 'say'>): string {
  const knob = knobs[name];
  if (typeof value === 'boolean') return value ? '✓' : '–';
  if (knob.kind === 'choice') {
    const option = knob.options.find((one) => one.value === value);
    return option === undefined ? String(value) : say(option.label);
  }
  const unit = 'unit' in knob ? knob.unit : '';
  return `${typeof value === 'object' ? value.join('–') : String(value)} ${unit}`.trim();
}
