/** A polygon by its corners: set on the picture, or by two numbers each. */
import { useState } from 'react';
import type { Point } from '../../../../core/image/region-drawing.ts';
import buttons from '../../../controls/Buttons.module.css';
import notes from '../../../controls/Notes.module.css';
import { useSpeech } from '../../../hooks/stages.ts';
import { regionSentences, regionText } from '../../../text/region.ts';
import styles from './Region.module.css';
import { ShapeButtons } from './ShapeButtons.tsx';
import { ShareField } from './ShareField.tsx';
import type { ShapeUse } from './use-drawing.ts';

interface PolygonFieldsProps {
  readonly corners: readonly Point[];
  readonly onChange: (corners: readonly Point[]) => void;
  readonly onUse: (how: ShapeUse) => void;
}

export function PolygonFields({ corners, onChange, onUse }: PolygonFieldsProps) {
  const { say } = useSpeech();
  const [next, setNext] = useState<Point>({ x: 0.5, y: 0.5 });
  return (
    <>
      <div className={styles.edges}>
        {(['x', 'y'] as const).map((axis) => (
          <ShareField
            key={axis}
            label={say(regionText.corner[axis])}
            value={next[axis]}
            onChange={(value) => {
              setNext({ ...next, [axis]: value });
            }}
          />
        ))}
      </div>
      <div className={buttons.row}>
        <button
          type="button"
          className={buttons.button}
          onClick={() => {
            onChange([...corners, next]);
          }}
        >
          {say(regionText.addCorner)}
        </button>
        <button
          type="button"
          className={buttons.button}
          disabled={corners.length === 0}
          onClick={() => {
            onChange(corners.slice(0, -1));
          }}
        >
          {say(regionText.removeCorner)}
        </button>
      </div>
      <p role="status" className={notes.note}>
        {say(regionSentences.corners)(corners.length)}
      </p>
      <ShapeButtons words={regionText.polygonUse} isEmpty={corners.length < 3} onUse={onUse} />
    </>
  );
}
