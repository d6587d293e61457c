/** Form fields of lessons: a slider and a choice, each with its label. */
import styles from './Fields.module.css';

interface SliderProps {
  readonly label: string;
  readonly value: number;
  readonly range: { readonly min: number; readonly max: number; readonly step: number };
  /** The value as it is read, where that is not the number itself. */
  readonly shown?: string;
  readonly isDisabled?: boolean;
  readonly onChange: (value: number) => void;
}

export function Slider({
  label,
  value,
  range,
  shown = String(value),
  isDisabled = false,
  onChange,
}: SliderProps) {
  return (
    <label className={styles.field}>
      <span>
        {label} <span aria-hidden="true">{shown}</span>
      </span>
      <input
        type="range"
        {...range}
        value={value}
        disabled={isDisabled}
        aria-valuetext={shown}
        onChange={(event) => {
          onChange(event.target.valueAsNumber);
        }}
      />
    </label>
  );
}

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
}

export function Choice<Value extends string>({ label, value, options, onChange }: ChoiceProps<Value>) {
  return (
    <label className={styles.field}>
      {label}
      <select
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value);
          if (chosen !== undefined) onChange(chosen.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}

interface CheckProps {
  readonly label: string;
  readonly isChecked: boolean;
  readonly onChange: (isChecked: boolean) => void;
}

export function Check({ label, isChecked, onChange }: CheckProps) {
  return (
    <label className={styles.check}>
      <input
        type="checkbox"
        checked={isChecked}
        onChange={(event) => {
          onChange(event.target.checked);
        }}
      />
      {label}
    </label>
  );
}
