/** What the colours of an SSIM map mean. */
import { useSpeech } from '../../hooks/stages.ts';
import { viridis } from '../../pictures/colour-map.ts';
import { tuneText } from '../../text/tune.ts';
import styles from './Tune.module.css';

const stops = [0, 0.25, 0.5, 0.75, 1].map((share) => `rgb(${viridis(share).join(' ')})`);

export function SsimLegend() {
  const { say } = useSpeech();
  return (
    <div className={styles.legend}>
      <span>{say(tuneText.ssimHigh)}</span>
      <div style={{ background: `linear-gradient(to right, ${stops.join(', ')})` }} />
      <span>0: {say(tuneText.ssimLow)}</span>
    </div>
  );
}
