/** A choice of a knob, with what the chosen one means. */
import { useId } from 'react';
import styles from './KnobField.module.css';
import type { ChoiceKnob } from '../../core/experiment/knob.ts';
import { useSpeech } from '../hooks/stages.ts';

export function ChoiceField({ knob, value, onChange }: FieldProps<ChoiceKnob, string | number>) {
  const { say } = useSpeech();
  const meaningId = useId();
  const meaning = knob.options.find((option) => option.value === value)?.meaning;
  return (
    <>
      <select
        className={styles.select}
        aria-label={say(knob.label)}
        aria-describedby={meaning && meaningId}
        value={String(value)}
        onChange={(event) => {
          const chosen = knob.options.find((option) => String(option.value) === event.target.value);
          if (chosen !== undefined) onChange(chosen.value);
        }}
      >
        {knob.options.map((option) => (
          <option key={String(option.value)} value={String(option.value)}>
            {say(option.label)}
          </option>
        ))}
      </select>
      {meaning && (
        <p id={meaningId} className={styles.meaning}>
          {say(meaning)}
        </p>
      )}
    </>
  );
}

/** What every control of a knob is given. */
export interface FieldProps<Row, Held> {
  readonly knob: Row;
  readonly value: Held;
  readonly onChange: (value: Held) => void;
}
