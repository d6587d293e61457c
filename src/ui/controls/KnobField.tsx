/** One knob of the table as a form control: slider and number, two-thumb range, choice or switch. */
import { Slider } from 'radix-ui';
import { memo, useId, useState } from 'react';
import { frameText } from '../text/frame.ts';
import styles from './KnobField.module.css';
import { knobs, type Experiment, type KnobName } from '../../core/experiment/experiment.ts';
import type { NumberKnob, RangeKnob, ToggleKnob } from '../../core/experiment/knob.ts';
import { snap } from '../../core/experiment/parse.ts';
import { useSpeech } from '../hooks/stages.ts';
import { ChoiceField, type FieldProps } from './ChoiceField.tsx';
import { KnobHead } from './KnobHelp.tsx';
import notes from './Notes.module.css';

type Value = Experiment[KnobName];

interface NumberEntryProps {
  readonly name: string;
  readonly knob: NumberKnob | RangeKnob;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

/** A number as it is typed counts when it is one; leaving the field shows the value in force. */
function NumberEntry({ name, knob, value, onChange }: NumberEntryProps) {
  const [draft, setDraft] = useState<string>();
  const take = (text: string) => {
    setDraft(text);
    const typed = Number(text);
    if (text.trim() !== '' && Number.isFinite(typed) && typed >= knob.min && typed <= knob.max)
      onChange(snap(knob, typed));
  };
  const settle = () => {
    const typed = Number(draft);
    if (draft !== undefined && draft.trim() !== '' && Number.isFinite(typed)) onChange(snap(knob, typed));
    setDraft(undefined);
  };
  return (
    <input
      className={styles.number}
      type="number"
      tabIndex={-1} // one stop a slider: Enter on it leads here
      aria-label={name}
      min={knob.min}
      max={knob.max}
      step={knob.step}
      value={draft ?? value}
      onChange={(event) => {
        take(event.target.value);
      }}
      onBlur={settle}
      onKeyDown={(event) => {
        if (event.key === 'Enter') settle();
      }}
    />
  );
}

function NumberField({ knob, value, onChange }: FieldProps<NumberKnob, number>) {
  const { say } = useSpeech();
  const name = say(knob.label);
  return (
    <div className={styles.row}>
      <input
        className={styles.slider}
        type="range"
        aria-label={name}
        min={knob.min}
        max={knob.max}
        step={knob.step}
        value={value}
        onChange={(event) => {
          onChange(snap(knob, event.target.valueAsNumber));
        }}
      />
      <NumberEntry name={name} knob={knob} value={value} onChange={onChange} />
      <span className={styles.unit}>{knob.unit}</span>
    </div>
  );
}

/** Where the slider of a logarithmic knob stands, and back. */
function isLog({ scale, isLogTrack }: RangeKnob): boolean {
  return scale === 'log' || isLogTrack === true;
}

function toTrack(knob: RangeKnob, value: number): number {
  return isLog(knob) ? Math.log(value) : value;
}

function fromTrack(knob: RangeKnob, position: number): number {
  return snap(knob, isLog(knob) ? Math.exp(position) : position);
}

function RangeField({ knob, value, onChange }: FieldProps<RangeKnob, readonly [number, number]>) {
  const { say } = useSpeech();
  const [low, high] = value;
  const names = [
    `${say(knob.label)} ${say(frameText.minimum)}`,
    `${say(knob.label)} ${say(frameText.maximum)}`,
  ] as const;
  return (
    <div className={styles.row}>
      <NumberEntry
        name={names[0]}
        knob={knob}
        value={low}
        onChange={(next) => {
          onChange([next, Math.max(next, high)]);
        }}
      />
      <Slider.Root
        className={styles.range}
        min={toTrack(knob, knob.min)}
        max={toTrack(knob, knob.max)}
        step={isLog(knob) ? 0.01 : knob.step}
        value={[toTrack(knob, low), toTrack(knob, high)]}
        onValueChange={([first, second]) => {
          if (first !== undefined && second !== undefined)
            onChange([fromTrack(knob, first), fromTrack(knob, second)]);
        }}
      >
        <Slider.Track className={styles.track}>
          <Slider.Range className={styles.between} />
        </Slider.Track>
        <Slider.Thumb className={styles.thumb} aria-label={names[0]} aria-valuetext={`${low} ${knob.unit}`} />
        <Slider.Thumb
          className={styles.thumb}
          aria-label={names[1]}
          aria-valuetext={`${high} ${knob.unit}`}
        />
      </Slider.Root>
      <NumberEntry
        name={names[1]}
        knob={knob}
        value={high}
        onChange={(next) => {
          onChange([Math.min(low, next), next]);
        }}
      />
      <span className={styles.unit}>{knob.unit}</span>
    </div>
  );
}

function ToggleField({ knob, value, onChange }: FieldProps<ToggleKnob, boolean>) {
  const { say } = useSpeech();
  return (
    <input
      className={styles.toggle}
      type="checkbox"
      role="switch"
      aria-label={say(knob.label)}
      checked={value}
      onChange={(event) => {
        onChange(event.target.checked);
      }}
    />
  );
}

interface ControlProps {
  readonly name: KnobName;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

/** The table says which kind a knob is, so the value's type is known with it. */
function Control({ name, value, onChange }: ControlProps) {
  const knob = knobs[name];
  switch (knob.kind) {
    case 'number':
      return <NumberField knob={knob} value={value as number} onChange={onChange} />;
    case 'range':
      return <RangeField knob={knob} value={value as readonly [number, number]} onChange={onChange} />;
    case 'toggle':
      return <ToggleField knob={knob} value={value as boolean} onChange={onChange} />;
    case 'choice':
      return (
        <ChoiceField
          knob={knob}
          value={value as string | number}
          onChange={onChange as (value: string | number) => void}
        />
      );
  }
}

/** Enter on a slider leads to the number of the same name, which is no stop of its own. */
function typeNumber(event: React.KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'Enter' || !(event.target instanceof HTMLElement)) return;
  if (!event.target.matches('input[type="range"], [role="slider"]')) return;
  const name = event.target.getAttribute('aria-label');
  const numbers = event.currentTarget.querySelectorAll<HTMLInputElement>('input[type="number"]');
  const number = [...numbers].find((one) => one.getAttribute('aria-label') === name);
  number?.focus();
  number?.select();
}

interface KnobFieldProps {
  readonly name: KnobName;
  readonly value: Value;
  /** The same function every time, or every field is drawn again with each change of one. */
  readonly onChange: (name: KnobName, value: Value) => void;
  /** What is to be said of it just now. */
  readonly note?: string | undefined;
}

export const KnobField = memo(function KnobField({ name, value, onChange, note }: KnobFieldProps) {
  const knob = knobs[name];
  const labelId = useId();
  return (
    <div
      className={styles.field}
      role="group"
      aria-labelledby={labelId}
      data-kind={knob.kind}
      onKeyDown={typeNumber}
      data-knob={name}
    >
      <KnobHead name={name} labelId={labelId} />
      <Control
        name={name}
        value={value}
        onChange={(next) => {
          onChange(name, next);
        }}
      />
      {note !== undefined && <p className={notes.note}>{note}</p>}
    </div>
  );
});
