/** What the colours of an SSIM map mean. */
import { useSpeech } from '../../hooks/stages.ts';
import { viridis } from '../../pictures/colour-map.ts';
import styles from './Tune.module.css';

const stops = [0, 0.25, 0.5, 0.75, 1].map((share) => `rgb(${viridis(share).join(' ')})`);

export function SsimLegend() {
  const { t } = useSpeech();
  return (
    <div className={styles.legend}>
      <span>{t('ssimHigh')}</span>
      <div style={{ background: `linear-gradient(to right, ${stops.join(', ')})` }} />
      <span>0: {t('ssimLow')}</span>
    </div>
  );
}
