/** Tune: pseudo-anomalies as the knobs make them, with the gate's verdict on each. */
import { useState } from 'react';
import { useSlice, useSpeech, useStages } from '../hooks/stages.ts';
import { CandidateDetail } from './CandidateDetail.tsx';
import { EmptyStage } from './EmptyStage.tsx';
import { Gallery } from './Gallery.tsx';
import { KnobPanel } from './KnobPanel.tsx';
import styles from './Panels.module.css';
import { SsimHistogram } from './SsimHistogram.tsx';

export function TunePanel() {
  const { dataset, studio, experiment } = useStages();
  const { t } = useSpeech();
  const gallery = useSlice(studio.store, (state) => state.gallery);
  const problem = useSlice(studio.store, (state) => state.problem);
  const status = useSlice(studio.store, (state) => state.status);
  const current = useSlice(dataset.store, (state) => state.dataset);
  const isLoading = useSlice(dataset.store, (state) => state.status === 'loading');
  const [chosen, setChosen] = useState(0);

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
        <section aria-labelledby="pseudo-anomalies" className={styles.section}>
          <div className={styles.sectionHead}>
            <h2 id="pseudo-anomalies">{t('pseudoAnomalies')}</h2>
            <button type="button" className={styles.button} onClick={experiment.newSeed}>
              {t('newSeed')}
            </button>
          </div>
          {gallery === undefined ? (
            <div className={styles.skeleton} aria-hidden="true" />
          ) : (
            <Gallery gallery={gallery} chosen={chosen} onChoose={setChosen} />
          )}
        </section>
        {gallery !== undefined && (
          <div className={styles.twoColumns}>
            <CandidateDetail gallery={gallery} chosen={chosen} />
            <SsimHistogram gallery={gallery} />
          </div>
        )}
      </div>
      <KnobPanel groups={['gate', 'patch', 'transform', 'colour']} />
    </div>
  );
}
