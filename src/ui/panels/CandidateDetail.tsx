/** One candidate large: before, after, and what changed, with the reason for its verdict. */
import { useMemo } from 'react';
import { resizeArea } from '../../core/image/resize.ts';
import type { Gallery } from '../../state/stages.ts';
import { useSlice, useSpeech, useStages } from '../hooks/stages.ts';
import { Picture } from '../pictures/Picture.tsx';
import styles from './Panels.module.css';

const degrees = (radians: number) => `${((radians * 180) / Math.PI).toFixed(1)}°`;

export function CandidateDetail({ gallery, chosen }: { readonly gallery: Gallery; readonly chosen: number }) {
  const { dataset } = useStages();
  const { t, sentence } = useSpeech();
  const tile = gallery.tiles[Math.min(chosen, gallery.tiles.length - 1)];
  const items = useSlice(dataset.store, (state) => state.dataset?.items);
  const side = tile?.image.width ?? 1;
  const original = useMemo(() => {
    const source = items?.filter((item) => item.split === 'train')[tile?.source ?? 0];
    return source === undefined ? undefined : resizeArea(source.image, side, side);
  }, [items, tile?.source, side]);
  if (tile === undefined || original === undefined) return null;
  const { verdict, trail } = tile;
  const reason = sentence(verdict.isAccepted ? 'accepted' : 'rejected');
  return (
    <section aria-labelledby="candidate" className={styles.section}>
      <h2 id="candidate">{t('candidate')}</h2>
      <div className={styles.compare}>
        <figure>
          <Picture alt={t('original')} image={original} />
          <figcaption>{t('original')}</figcaption>
        </figure>
        <figure>
          <Picture alt={t('pseudo')} image={tile.image} />
          <figcaption>{t('pseudo')}</figcaption>
        </figure>
        <figure>
          <Picture alt={t('difference')} image={tile.image} differenceTo={original} />
          <figcaption>{t('difference')}</figcaption>
        </figure>
      </div>
      <p className={styles.reason}>{reason(verdict.ssim.toFixed(4), String(verdict.threshold))}</p>
      <p className={styles.facts}>
        {trail.source.width} × {trail.source.height} px · {degrees(trail.rotation)} ·{' '}
        {Math.hypot(trail.shiftX, trail.shiftY).toFixed(1)} px
      </p>
    </section>
  );
}
