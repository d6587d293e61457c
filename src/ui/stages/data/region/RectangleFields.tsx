/** A rectangle by four numbers, in hundredths of the image's sides, and what becomes of it. */
import type { Rectangle } from '../../../../core/image/region-drawing.ts';
import buttons from '../../../controls/Buttons.module.css';
import notes from '../../../controls/Notes.module.css';
import { useSpeech } from '../../../hooks/stages.ts';
import { regionText } from '../../../text/region.ts';
import styles from './Region.module.css';
import type { RectangleUse } from './use-drawing.ts';

const edges = ['left', 'top', 'right', 'bottom'] as const;

interface EdgeFieldProps {
  readonly label: string;
  /** From 0 to 1. */
  readonly value: number;
  readonly onChange: (value: number) => void;
}

function EdgeField({ label, value, onChange }: EdgeFieldProps) {
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

interface RectangleFieldsProps {
  readonly rectangle: Rectangle;
  readonly onChange: (rectangle: Rectangle) => void;
  readonly onUse: (how: RectangleUse) => void;
}

export function RectangleFields({ rectangle, onChange, onUse }: RectangleFieldsProps) {
  const { say } = useSpeech();
  const isEmpty = rectangle.left >= rectangle.right || rectangle.top >= rectangle.bottom;
  return (
    <>
      <div className={styles.edges}>
        {edges.map((edge) => (
          <EdgeField
            key={edge}
            label={say(regionText[edge])}
            value={rectangle[edge]}
            onChange={(value) => {
              onChange({ ...rectangle, [edge]: value });
            }}
          />
        ))}
      </div>
      {isEmpty && (
        <p role="status" className={notes.problem}>
          {say(regionText.noRectangle)}
        </p>
      )}
      <div className={buttons.row}>
        {(['only', 'ignoreRectangle', 'countRectangle'] as const).map((how) => (
          <button
            key={how}
            type="button"
            className={buttons.button}
            disabled={isEmpty}
            onClick={() => {
              onUse(how);
            }}
          >
            {say(regionText[how])}
          </button>
        ))}
      </div>
    </>
  );
}
