/** Where the candidates' SSIM lies against T, and what share of them the gate keeps. T is dragged, or found by Otsu. */
import { useState } from 'react';
import { knobs, type Experiment } from '../../../core/experiment/experiment.ts';
import { snap } from '../../../core/experiment/parse.ts';
import { edgesOver, evenEdges, histogram } from '../../../core/metrics/histogram.ts';
import { otsuThreshold } from '../../../core/similarity/otsu.ts';
import { drawCount } from '../../../state/studio/studio.ts';
import { acceptanceAt } from '../../../state/studio/studio-selectors.ts';
import type { Gallery } from '../../../state/worker-types.ts';
import { Bars } from '../../charts/Bars.tsx';
import buttons from '../../controls/Buttons.module.css';
import notes from '../../controls/Notes.module.css';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import layout from '../Layout.module.css';

const bins = 30;

const percent = (share: number) => `${(100 * share).toFixed(0)} %`;

interface SsimHistogramProps {
  readonly gallery: Gallery;
  /** What the gallery shows. */
  readonly experiment: Experiment;
}

/** The share kept, and how sure that is. */
function Acceptance({ gallery, experiment }: SsimHistogramProps) {
  const { sentence } = useSpeech();
  const limit = experiment.gateEnabled ? experiment.gateThreshold : Infinity;
  const { kept, draws, share = 0, interval } = acceptanceAt(limit, gallery.ssims);
  return (
    <>
      <p className={notes.reason}>
        {sentence('acceptance')(kept, draws, percent(share), interval.map(percent).join(' – '))}
      </p>
      {kept === 0 && draws > 0 && <p role="alert">{sentence('noneKept')()}</p>}
    </>
  );
}

function OtsuButton({ gallery }: Pick<SsimHistogramProps, 'gallery'>) {
  const { experiment } = useStages();
  const { t } = useSpeech();
  const [isStuck, setIsStuck] = useState(false);
  return (
    <div className={buttons.smallRow}>
      <button
        type="button"
        className={buttons.button}
        disabled={gallery.ssims.length < drawCount}
        onClick={() => {
          const found = otsuThreshold(gallery.ssims);
          setIsStuck(found === undefined);
          if (found !== undefined) experiment.set('gateThreshold', snap(knobs.gateThreshold, found));
        }}
      >
        {t('otsu')}
      </button>
      <span role="status">{isStuck && t('otsuNone')}</span>
    </div>
  );
}

export function SsimHistogram({ gallery, experiment }: SsimHistogramProps) {
  const { experiment: stage } = useStages();
  const { t, sentence } = useSpeech();
  const threshold = useSlice(stage.store, (state) => state.experiment.gateThreshold);
  const ssims = [...gallery.ssims];
  const limit = experiment.gateEnabled ? threshold : Infinity;
  const edges = evenEdges(edgesOver(ssims, bins)[0] ?? 0, 1, bins);
  const groupOf = (isKept: boolean) =>
    histogram(
      ssims.filter((ssim) => ssim < limit === isKept),
      edges,
    );
  return (
    <section aria-labelledby="ssim-histogram" className={layout.section}>
      <h2 id="ssim-histogram">{t('histogram')}</h2>
      <Bars
        name={t('histogram')}
        edges={edges}
        groups={[
          { label: t('accepted'), counts: groupOf(true), tone: 'accepted' },
          { label: t('rejected'), counts: groupOf(false), tone: 'rejected' },
        ]}
        threshold={{
          value: threshold,
          label: `T ${threshold}`,
          name: t('dragThreshold'),
          onMove: (value) => {
            stage.set('gateThreshold', snap(knobs.gateThreshold, value));
          },
        }}
        summary={sentence('ssimSummary')(ssims.length, String(threshold))}
        format={(value) => value.toFixed(3)}
      />
      <Acceptance gallery={gallery} experiment={{ ...experiment, gateThreshold: threshold }} />
      <OtsuButton gallery={gallery} />
    </section>
  );
}
