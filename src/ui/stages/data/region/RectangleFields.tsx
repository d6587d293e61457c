/** A rectangle by four numbers, in hundredths of the image's sides, and what becomes of it. */
import type { Rectangle } from '../../../../core/image/region-drawing.ts';
import notes from '../../../controls/Notes.module.css';
import { useSpeech } from '../../../hooks/stages.ts';
import { regionText } from '../../../text/region.ts';
import styles from './Region.module.css';
import { ShapeButtons } from './ShapeButtons.tsx';
import { ShareField } from './ShareField.tsx';
import type { ShapeUse } from './use-drawing.ts';

const edges = ['left', 'top', 'right', 'bottom'] as const;

interface RectangleFieldsProps {
  readonly rectangle: Rectangle;
  readonly onChange: (rectangle: Rectangle) => void;
  readonly onUse: (how: ShapeUse) => void;
}

export function RectangleFields({ rectangle, onChange, onUse }: RectangleFieldsProps) {
  const { say } = useSpeech();
  const isEmpty = rectangle.left >= rectangle.right || rectangle.top >= rectangle.bottom;
  return (
    <>
      <div className={styles.edges}>
        {edges.map((edge) => (
          <ShareField
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
      <ShapeButtons words={regionText.rectangleUse} isEmpty={isEmpty} onUse={onUse} />
    </>
  );
}
