/**
 * Original left, pseudo-anomaly right of a divider that is dragged, or moved by the arrow keys. Until it is moved it
 * stands beside what was changed, which is seen whole.
 */
import { useState } from 'react';
import type { Box, RgbImage } from '../../../core/image/image.ts';
import { useSpeech } from '../../hooks/stages.ts';
import { Picture } from '../../pictures/Picture.tsx';
import { tuneText } from '../../text/tune.ts';
import styles from './Overlays.module.css';

interface TwoUpProps {
  readonly original: RgbImage;
  readonly changed: RgbImage;
  readonly touched: Box;
}

/** Percent of the picture between the divider and the patch. */
const gap = 2;

function besideOf({ left, width }: Box, side: number): number {
  return width === 0 ? 50 : Math.max(0, (100 * left) / side - gap);
}

export function TwoUp({ original, changed, touched }: TwoUpProps) {
  const { say } = useSpeech();
  const [moved, setMoved] = useState<number>();
  const share = moved ?? besideOf(touched, changed.width);
  return (
    <div className={styles.twoUp}>
      <Picture alt={say(tuneText.pseudo)} image={changed} />
      <div className={styles.over} style={{ clipPath: `inset(0 ${100 - share}% 0 0)` }}>
        <Picture alt={say(tuneText.original)} image={original} />
      </div>
      <div className={styles.divider} style={{ insetInlineStart: `${share}%` }} aria-hidden="true" />
      <span className={styles.left} aria-hidden="true">
        {say(tuneText.original)}
      </span>
      <span className={styles.right} aria-hidden="true">
        {say(tuneText.pseudo)}
      </span>
      <input
        type="range"
        className={styles.handle}
        aria-label={say(tuneText.divider)}
        min={0}
        max={100}
        step={0.5}
        value={share}
        onChange={(event) => {
          setMoved(event.target.valueAsNumber);
        }}
      />
    </div>
  );
}
