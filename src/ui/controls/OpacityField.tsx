/** How much of a heat map lies over its picture. */
import { useSpeech } from '../hooks/stages.ts';
import { stageText } from '../text/stages.ts';
import fields from './Fields.module.css';

interface OpacityFieldProps {
  /** 0 to 1. */
  readonly value: number;
  readonly onChange: (opacity: number) => void;
}

export function OpacityField({ value, onChange }: OpacityFieldProps) {
  const { say } = useSpeech();
  return (
    <label className={fields.opacity}>
      {say(stageText.mapOpacity)}
      <input
        type="range"
        min={0}
        max={1}
        step={0.05}
        value={value}
        onChange={(event) => {
          onChange(event.target.valueAsNumber);
        }}
      />
    </label>
  );
}
