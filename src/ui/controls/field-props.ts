/** What every control of a knob is given. */
export interface FieldProps<Row, Held> {
  readonly knob: Row;
  readonly value: Held;
  readonly onChange: (value: Held) => void;
}
