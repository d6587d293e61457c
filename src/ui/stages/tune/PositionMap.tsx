/** Where on the object patches landed, and which of them the gate keeps, where it is on. */
import type { RgbImage } from '../../../core/image/image.ts';
import type { Gallery } from '../../../state/worker-types.ts';
import { useSpeech } from '../../hooks/stages.ts';
import { Picture } from '../../pictures/Picture.tsx';
import { gallerySentences, galleryText } from '../../text/gallery.ts';
import { sentences } from '../../text/sentences.ts';
import { tuneText } from '../../text/tune.ts';
import styles from './Spread.module.css';

interface PositionMapProps {
  readonly gallery: Gallery;
  readonly background: RgbImage;
  /** Infinite where the gate is off. */
  readonly threshold: number;
}

export function PositionMap({ gallery, background, threshold }: PositionMapProps) {
  const { say } = useSpeech();
  const { ssims, facts } = gallery;
  const places = [...ssims].flatMap((ssim, i) => {
    const [x, y] = [facts.x[i] ?? Number.NaN, facts.y[i] ?? Number.NaN];
    return Number.isFinite(x) ? [{ x: 100 * x, y: 100 * y, isKept: ssim < threshold }] : [];
  });
  const isGated = Number.isFinite(threshold);
  const kept = places.filter(({ isKept }) => isKept).length;
  return (
    <section aria-labelledby="positions" className={styles.chart}>
      <h2 id="positions">{say(isGated ? tuneText.positions : galleryText.places)}</h2>
      <div className={styles.positions}>
        <Picture alt="" image={background} />
        <svg
          viewBox="0 0 100 100"
          role="img"
          aria-label={
            isGated
              ? say(sentences.positionSummary)(kept, places.length)
              : say(gallerySentences.ungatedPlaces)(places.length)
          }
        >
          {places.map(({ x, y, isKept }, i) =>
            isKept ? (
              <circle
                key={i}
                cx={x}
                cy={y}
                r="1.3"
                className={isGated ? styles.placeAccepted : styles.place}
              />
            ) : (
              <path
                key={i}
                d={`M${x - 1.2} ${y - 1.2}l2.4 2.4m0 -2.4l-2.4 2.4`}
                className={styles.placeRejected}
              />
            ),
          )}
        </svg>
      </div>
      {isGated && (
        <p className={styles.key}>
          <span data-tone="accepted">● {say(tuneText.accepted)}</span> <span>✕ {say(tuneText.rejected)}</span>
        </p>
      )}
    </section>
  );
}
