/** Candidates side by side; each says whether the gate keeps it, by sign, word and border. */
import type { Gallery as GalleryData } from '../../state/stages.ts';
import { useSpeech } from '../hooks/stages.ts';
import { Picture } from '../pictures/Picture.tsx';
import styles from './Gallery.module.css';

interface GalleryProps {
  readonly gallery: GalleryData;
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
}

export function Gallery({ gallery, chosen, onChoose }: GalleryProps) {
  const { t, sentence } = useSpeech();
  return (
    <div className={styles.tiles}>
      {gallery.tiles.map(({ image, mask, verdict }, i) => (
        <figure key={i} className={styles.tile} data-verdict={verdict.isAccepted ? 'accepted' : 'rejected'}>
          <button
            type="button"
            className={styles.choose}
            aria-pressed={i === chosen}
            aria-label={sentence('candidateName')(i + 1)}
            onClick={() => {
              onChoose(i);
            }}
          >
            <Picture alt="" image={image} mask={mask} />
          </button>
          <figcaption>
            <span aria-hidden="true">{verdict.isAccepted ? '✓' : '✕'}</span>{' '}
            <span className={styles.verdict}>{t(verdict.isAccepted ? 'accepted' : 'rejected')}</span>{' '}
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
