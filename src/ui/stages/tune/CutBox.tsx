/** A box over the picture: drawn with the pointer, or typed. Pixels of the working image. */
import { useId, useRef } from 'react';
import type { Box, RgbImage } from '../../../core/image/image.ts';
import type { Text } from '../../../core/text.ts';
import { useSpeech } from '../../hooks/stages.ts';
import { tuneText } from '../../text/tune.ts';
import styles from './Overlays.module.css';

interface CutBoxProps {
  readonly box: Box;
  readonly image: Pick<RgbImage, 'width' | 'height'>;
  readonly onBox: (box: Box) => void;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function boxBetween(a: Point, b: Point): Box {
  const [left, top] = [Math.round(Math.min(a.x, b.x)), Math.round(Math.min(a.y, b.y))];
  return {
    left,
    top,
    width: Math.max(2, Math.round(Math.abs(a.x - b.x))),
    height: Math.max(2, Math.round(Math.abs(a.y - b.y))),
  };
}

const sides: readonly { readonly key: keyof Box; readonly word: Text; readonly of: 'width' | 'height' }[] = [
  { key: 'left', word: tuneText.boxLeft, of: 'width' },
  { key: 'top', word: tuneText.boxTop, of: 'height' },
  { key: 'width', word: tuneText.boxWidth, of: 'width' },
  { key: 'height', word: tuneText.boxHeight, of: 'height' },
];

/** Numbers for those who do not drag. */
function BoxNumbers({ box, image, onBox }: CutBoxProps) {
  const { say } = useSpeech();
  const id = useId();
  return (
    <div className={styles.boxNumbers}>
      {sides.map(({ key, word, of }) => (
        <label key={key} htmlFor={`${id}${key}`}>
          {say(word)}
          <input
            id={`${id}${key}`}
            type="number"
            min={key === 'width' || key === 'height' ? 2 : 0}
            max={image[of]}
            value={box[key]}
            onChange={(event) => {
              const value = event.target.valueAsNumber;
              if (Number.isFinite(value)) onBox({ ...box, [key]: value });
            }}
          />
        </label>
      ))}
    </div>
  );
}

export function CutBox({ box, image, onBox }: CutBoxProps) {
  const start = useRef<Point | undefined>(undefined);
  const placeOf = ({ clientX, clientY, currentTarget }: React.PointerEvent<HTMLElement>): Point => {
    const { left, top, width, height } = currentTarget.getBoundingClientRect();
    const inside = (share: number) => Math.min(1, Math.max(0, share));
    return {
      x: inside((clientX - left) / width) * image.width,
      y: inside((clientY - top) / height) * image.height,
    };
  };
  const percent = (value: number, side: number) => `${(100 * value) / side}%`;
  return (
    <>
      <div
        className={styles.cutSurface}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          start.current = placeOf(event);
        }}
        onPointerMove={(event) => {
          if (start.current !== undefined) onBox(boxBetween(start.current, placeOf(event)));
        }}
        onPointerUp={() => {
          start.current = undefined;
        }}
      >
        <div
          className={styles.cutBox}
          style={{
            insetInlineStart: percent(box.left, image.width),
            insetBlockStart: percent(box.top, image.height),
            inlineSize: percent(box.width, image.width),
            blockSize: percent(box.height, image.height),
          }}
        />
      </div>
      <BoxNumbers box={box} image={image} onBox={onBox} />
    </>
  );
}
