/** Tune: pseudo-anomalies as the knobs make them, with the gate's verdict on each. */
import { lazy, Suspense } from 'react';
import type { KnobName } from '../../../core/experiment/experiment.ts';
import notes from '../../controls/Notes.module.css';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { galleryText } from '../../text/gallery.ts';
import { tuneText } from '../../text/tune.ts';
import styles from './Tune.module.css';
import { TuneTools } from './TuneTools.tsx';
import { EmptyStage } from '../../frame/EmptyStage.tsx';
import { FiveSliders } from './FiveSliders.tsx';
import { Gallery, GalleryTools } from './Gallery.tsx';
import { KnobPanel } from './KnobPanel.tsx';
import layout from '../Layout.module.css';

// The gallery comes first: the close look and what stands below follow in chunks of their own.
const CandidateView = lazy(async () => ({ default: (await import('./CandidateView.tsx')).CandidateView }));
const LivePanel = lazy(async () => ({ default: (await import('./live/LivePanel.tsx')).LivePanel }));
const UnusedNote = lazy(async () => ({ default: (await import('./UnusedNote.tsx')).UnusedNote }));
const PresetInTune = lazy(async () => ({ default: (await import('./PresetInTune.tsx')).PresetInTune }));
const BelowPictures = lazy(async () => ({ default: (await import('./BelowPictures.tsx')).BelowPictures }));

/** What the page is for: rotation, shift, colour, area and T. */
const firstKnobs: readonly KnobName[] = [
  'rotation',
  'shift',
  'brightness',
  'contrast',
  'saturation',
  'hue',
  'patchArea',
  'gateThreshold',
];

const skeleton = <div className={styles.skeleton} aria-hidden="true" />;

/** Whether what is shown was made by another generator than the one that is chosen now: pictures of the new one are on their way. */
function useIsStale(): boolean {
  const { studio, experiment } = useStages();
  const shown = useSlice(studio.store, (state) => state.shown?.generator);
  const generator = useSlice(experiment.store, (state) => state.experiment.generator);
  return shown !== undefined && shown !== generator;
}

function Chosen() {
  const { studio } = useStages();
  const { say } = useSpeech();
  const detail = useSlice(studio.store, (state) => state.detail);
  return (
    <section aria-labelledby="candidate" className={styles.candidate}>
      <h2 id="candidate">{say(tuneText.candidate)}</h2>
      {detail === undefined ? (
        skeleton
      ) : (
        <Suspense fallback={skeleton}>
          <CandidateView detail={detail} />
        </Suspense>
      )}
    </section>
  );
}

function Candidates() {
  const { studio } = useStages();
  const { say } = useSpeech();
  const gallery = useSlice(studio.store, (state) => state.gallery);
  const shown = useSlice(studio.store, (state) => state.shown);
  const chosen = useSlice(studio.store, (state) => state.chosen);
  return (
    <section aria-labelledby="pseudo-anomalies" className={layout.section}>
      <div className={styles.galleryHead}>
        <h2 id="pseudo-anomalies">{say(tuneText.pseudoAnomalies)}</h2>
        <GalleryTools gallery={gallery} />
      </div>
      {shown?.gateEnabled === false && <p className={notes.note}>{say(galleryText.gateOff)}</p>}
      {gallery === undefined || shown === undefined ? (
        <div className={styles.skeleton} aria-hidden="true" />
      ) : (
        <Gallery gallery={gallery} shown={shown} chosen={chosen} onChoose={studio.choose} />
      )}
    </section>
  );
}

function StudioProblem() {
  const { studio } = useStages();
  const problem = useSlice(studio.store, ({ problem: told, status }) =>
    status === 'failed' ? told : undefined,
  );
  if (problem === undefined) return null;
  return (
    <p role="alert" className={notes.problem}>
      {problem}
    </p>
  );
}

/** Each part listens for itself, so that a new gallery draws the gallery alone. */
export function TunePanel() {
  const { dataset, live } = useStages();
  const isLive = useSlice(live.store, (state) => state.isOn);
  const isStale = useIsStale();
  const hasDataset = useSlice(dataset.store, (state) => state.dataset !== undefined);
  const isLoading = useSlice(dataset.store, (state) => state.status === 'loading');
  return (
    <div className={layout.stage}>
      <div className={layout.main}>
        <StudioProblem />
        <Suspense>
          <UnusedNote />
          <PresetInTune />
        </Suspense>
        {!hasDataset && !isLoading && (
          <EmptyStage words={tuneText.noImagesYet} action={tuneText.goToData} target="data" />
        )}
        <TuneTools />
        <FiveSliders isRow />
        <div className={styles.first} data-live={isLive} data-stale={isStale} aria-busy={isStale}>
          {isLive && (
            <Suspense fallback={skeleton}>
              <LivePanel />
            </Suspense>
          )}
          <Chosen />
          <Candidates />
        </div>
        <Suspense>
          <BelowPictures />
        </Suspense>
      </div>
      <KnobPanel first={firstKnobs} groups={['generator', 'gate', 'patch', 'transform', 'colour']} />
    </div>
  );
}
