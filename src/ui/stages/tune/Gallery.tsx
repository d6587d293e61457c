/** Candidates side by side; each says whether the gate keeps it, by sign, word and border. */
import type { Gallery as GalleryData } from '../../../state/worker-types.ts';
import { useSpeech } from '../../hooks/stages.ts';
import { ReadyPicture } from '../../pictures/ReadyPicture.tsx';
import { sentences } from '../../text/sentences.ts';
import { tuneText } from '../../text/tune.ts';
import styles from './Gallery.module.css';

interface GalleryProps {
  readonly gallery: GalleryData;
  readonly chosen: number;
  readonly onChoose: (draw: number) => void;
}

export function Gallery({ gallery, chosen, onChoose }: GalleryProps) {
  const { say } = useSpeech();
  return (
    <div className={styles.tiles}>
      {gallery.tiles.map(({ draw, picture, verdict }) => (
        <figure
          key={draw}
          className={styles.tile}
          data-verdict={verdict.isAccepted ? 'accepted' : 'rejected'}
        >
          <button
            type="button"
            className={styles.choose}
            aria-pressed={draw === chosen}
            aria-label={say(sentences.candidateName)(draw + 1)}
            onClick={() => {
              onChoose(draw);
            }}
          >
            <ReadyPicture picture={picture} />
          </button>
          <figcaption>
            <span aria-hidden="true">{verdict.isAccepted ? '✓' : '✕'}</span>{' '}
            <span className={styles.verdict}>
              {say(verdict.isAccepted ? tuneText.accepted : tuneText.rejected)}
            </span>{' '}
            <span className={styles.ssim}>
              <span className={styles.ssimName}>SSIM </span>
              {verdict.ssim.toFixed(4)}
            </span>
          </figcaption>
        </figure>
      ))}
    </div>
  );
}
