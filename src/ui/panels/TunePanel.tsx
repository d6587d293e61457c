/** Tune: pseudo-anomalies as the knobs make them, with the gate's verdict on each. */
import { useSlice, useSpeech, useStages } from '../hooks/stages.ts';
import { CandidateView } from '../tune/CandidateView.tsx';
import { PositionMap } from '../tune/PositionMap.tsx';
import { SideBySide } from '../tune/SideBySide.tsx';
import { SsimScatter } from '../tune/SsimScatter.tsx';
import { TrailCards } from '../tune/TrailCards.tsx';
import tune from '../tune/Tune.module.css';
import { TuneTools } from '../tune/TuneTools.tsx';
import { EmptyStage } from './EmptyStage.tsx';
import { Gallery } from './Gallery.tsx';
import { KnobPanel } from './KnobPanel.tsx';
import styles from './Panels.module.css';
import { SsimHistogram } from './SsimHistogram.tsx';

function Candidates() {
  const { studio } = useStages();
  const { t } = useSpeech();
  const { gallery, detail, chosen } = useSlice(studio.store, (state) => state);
  return (
    <div className={tune.first}>
      <section aria-labelledby="candidate" className={tune.candidate}>
        <h2 id="candidate">{t('candidate')}</h2>
        {detail === undefined ? (
          <div className={styles.skeleton} aria-hidden="true" />
        ) : (
          <CandidateView detail={detail} />
        )}
      </section>
      <section aria-labelledby="pseudo-anomalies" className={styles.section}>
        <h2 id="pseudo-anomalies">{t('pseudoAnomalies')}</h2>
        {gallery === undefined ? (
          <div className={styles.skeleton} aria-hidden="true" />
        ) : (
          <Gallery gallery={gallery} chosen={chosen} onChoose={studio.choose} />
        )}
      </section>
    </div>
  );
}

function Charts() {
  const { studio } = useStages();
  const { gallery, detail, shown } = useSlice(studio.store, (state) => state);
  if (gallery === undefined || shown === undefined) return null;
  const threshold = shown.gateEnabled ? shown.gateThreshold : Infinity;
  return (
    <div className={tune.charts}>
      <SsimHistogram gallery={gallery} experiment={shown} />
      <SsimScatter gallery={gallery} threshold={threshold} />
      {detail !== undefined && <PositionMap gallery={gallery} detail={detail} threshold={threshold} />}
    </div>
  );
}

export function TunePanel() {
  const { dataset, studio } = useStages();
  const problem = useSlice(studio.store, (state) => state.problem);
  const status = useSlice(studio.store, (state) => state.status);
  const detail = useSlice(studio.store, (state) => state.detail);
  const current = useSlice(dataset.store, (state) => state.dataset);
  const isLoading = useSlice(dataset.store, (state) => state.status === 'loading');

  return (
    <div className={styles.stage}>
      <div className={styles.main}>
        {problem !== undefined && status === 'failed' && (
          <p role="alert" className={styles.problem}>
            {problem}
          </p>
        )}
        {current === undefined && !isLoading && (
          <EmptyStage words="noImagesYet" action="goToData" target="data" />
        )}
        <TuneTools />
        <Candidates />
        {detail !== undefined && <TrailCards detail={detail} />}
        <Charts />
        {current !== undefined && <SideBySide />}
      </div>
      <KnobPanel groups={['generator', 'gate', 'patch', 'transform', 'colour']} />
    </div>
  );
}
