/** Where the candidates' SSIM lies against T, and what share of them the gate keeps. */
import { edgesOver, evenEdges, histogram } from '../../core/metrics/histogram.ts';
import { acceptanceAt } from '../../state/studio-selectors.ts';
import type { Gallery } from '../../state/stages.ts';
import { Bars } from '../charts/Bars.tsx';
import { useSpeech } from '../hooks/stages.ts';
import styles from './Panels.module.css';

const bins = 30;

const percent = (share: number) => `${(100 * share).toFixed(0)} %`;

export function SsimHistogram({ gallery }: { readonly gallery: Gallery }) {
  const { t, sentence } = useSpeech();
  const ssims = [...gallery.ssims];
  const threshold = gallery.tiles[0]?.verdict.threshold ?? 1;
  const kept = ssims.filter((ssim) => ssim < threshold);
  const spread = edgesOver([...ssims, threshold], bins);
  const edges = evenEdges(spread[0] ?? 0, 1, bins);
  const { share = 0, interval } = acceptanceAt(threshold, gallery.ssims);
  const rejected = ssims.filter((ssim) => ssim >= threshold);
  return (
    <section aria-labelledby="ssim-histogram" className={styles.section}>
      <h2 id="ssim-histogram">{t('histogram')}</h2>
      <Bars
        edges={edges}
        groups={[
          { label: t('accepted'), counts: histogram(kept, edges), tone: 'accepted' },
          { label: t('rejected'), counts: histogram(rejected, edges), tone: 'rejected' },
        ]}
        threshold={{ value: threshold, label: `T ${threshold}` }}
        summary={sentence('ssimSummary')(ssims.length, String(threshold))}
        format={(value) => value.toFixed(3)}
      />
      <p className={styles.reason}>
        {sentence('acceptance')(kept.length, ssims.length, percent(share), interval.map(percent).join(' – '))}
      </p>
      {kept.length === 0 && ssims.length > 0 && <p role="alert">{sentence('noneKept')()}</p>}
    </section>
  );
}
