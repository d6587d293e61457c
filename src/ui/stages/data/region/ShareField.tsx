/** A place along a side of the image, in hundredths. */
interface ShareFieldProps {
  readonly label: string;
  /** From 0 to 1. */
  readonly value: number;
  readonly onChange: (value: number) => void;
}

export function ShareField({ label, value, onChange }: ShareFieldProps) {
  return (
    <label>
      {label} (%)
      <input
        type="number"
        min={0}
        max={100}
        step={1}
        value={Math.round(100 * value)}
        onChange={({ target }) => {
          const typed = target.valueAsNumber;
          if (Number.isFinite(typed)) onChange(Math.min(100, Math.max(0, typed)) / 100);
        }}
      />
    </label>
  );
}
