/** Where the candidates' SSIM lies against T, and what share of them the gate keeps. T is dragged, or found by Otsu. */
import { useState } from 'react';
import { knobs, type Experiment } from '../../../core/experiment/experiment.ts';
import { snap } from '../../../core/experiment/parse.ts';
import { edgesOver, evenEdges, histogram } from '../../../core/metrics/histogram.ts';
import { otsuThreshold } from '../../../core/similarity/otsu.ts';
import { thresholdForShare } from '../../../core/similarity/target-share.ts';
import { drawCount } from '../../../state/studio/studio.ts';
import { acceptanceAt } from '../../../state/studio/studio-selectors.ts';
import type { Gallery } from '../../../state/worker-types.ts';
import { Bars } from '../../charts/Bars.tsx';
import buttons from '../../controls/Buttons.module.css';
import fields from '../../controls/Fields.module.css';
import notes from '../../controls/Notes.module.css';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { gallerySentences, galleryText } from '../../text/gallery.ts';
import { sentences } from '../../text/sentences.ts';
import { tuneText } from '../../text/tune.ts';
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
  const { say } = useSpeech();
  const { kept, draws, share = 0, interval } = acceptanceAt(experiment.gateThreshold, gallery.ssims);
  return (
    <>
      <p className={notes.reason}>
        {say(sentences.acceptance)(kept, draws, percent(share), interval.map(percent).join(' – '))}
      </p>
      {kept === 0 && draws > 0 && <p role="alert">{say(sentences.noneKept)()}</p>}
    </>
  );
}

/** Sets T from the candidates that are shown: by Otsu, or so that a wanted share of them is kept. */
function Calibrate({ gallery }: Pick<SsimHistogramProps, 'gallery'>) {
  const { experiment } = useStages();
  const { say } = useSpeech();
  const [isStuck, setIsStuck] = useState(false);
  const [keep, setKeep] = useState(50);
  const isReady = gallery.ssims.length >= drawCount;
  const take = (found: number | undefined) => {
    setIsStuck(found === undefined);
    if (found !== undefined) experiment.set('gateThreshold', snap(knobs.gateThreshold, found));
  };
  return (
    <>
      <div className={buttons.smallRow}>
        <button
          type="button"
          className={buttons.button}
          disabled={!isReady}
          onClick={() => {
            take(otsuThreshold(gallery.ssims));
          }}
        >
          {say(tuneText.otsu)}
        </button>
        <label className={fields.inlineField}>
          {say(tuneText.keepShare)}
          <input
            type="number"
            min={1}
            max={100}
            value={keep}
            onChange={(event) => {
              setKeep(event.target.valueAsNumber);
            }}
          />
        </label>
        <button
          type="button"
          className={buttons.button}
          disabled={!isReady || !(keep > 0 && keep <= 100)}
          onClick={() => {
            take(thresholdForShare(gallery.ssims, keep / 100));
          }}
        >
          {say(tuneText.shareT)}
        </button>
        <span role="status">{isStuck && say(tuneText.otsuNone)}</span>
      </div>
      <p className={notes.note}>{say(tuneText.fixedT)}</p>
    </>
  );
}

export function SsimHistogram({ gallery, experiment }: SsimHistogramProps) {
  const { experiment: stage } = useStages();
  const { say } = useSpeech();
  const threshold = useSlice(stage.store, (state) => state.experiment.gateThreshold);
  const ssims = [...gallery.ssims];
  const isGated = experiment.gateEnabled;
  const edges = evenEdges(edgesOver(ssims, bins)[0] ?? 0, 1, bins);
  const groupOf = (isKept: boolean) =>
    histogram(
      ssims.filter((ssim) => ssim < threshold === isKept),
      edges,
    );
  return (
    <section aria-labelledby="ssim-histogram" className={layout.section}>
      <h2 id="ssim-histogram">{say(tuneText.histogram)}</h2>
      <Bars
        name={say(tuneText.histogram)}
        edges={edges}
        groups={
          isGated
            ? [
                { label: say(tuneText.accepted), counts: groupOf(true), tone: 'accepted' },
                { label: say(tuneText.rejected), counts: groupOf(false), tone: 'rejected' },
              ]
            : [{ label: say(galleryText.candidates), counts: histogram(ssims, edges), tone: 'normal' }]
        }
        threshold={
          isGated
            ? {
                value: threshold,
                label: `T ${threshold}`,
                name: say(tuneText.dragThreshold),
                onMove: (value) => {
                  stage.set('gateThreshold', snap(knobs.gateThreshold, value));
                },
              }
            : undefined
        }
        summary={
          isGated
            ? say(sentences.ssimSummary)(ssims.length, String(threshold))
            : say(gallerySentences.ungatedSsim)(ssims.length)
        }
        format={(value) => value.toFixed(3)}
      />
      {isGated ? (
        <>
          <Acceptance gallery={gallery} experiment={{ ...experiment, gateThreshold: threshold }} />
          <Calibrate gallery={gallery} />
        </>
      ) : (
        <p className={notes.note}>{say(galleryText.gateOff)}</p>
      )}
    </section>
  );
}
