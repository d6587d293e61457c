/** What stands below the pictures of Tune: how one was made, charts, and a real defect beside every generator. */
import { useDeferredValue } from 'react';
import { useSlice, useStages } from '../../hooks/stages.ts';
import { PositionMap } from './PositionMap.tsx';
import { SideBySide } from './SideBySide.tsx';
import { SsimHistogram } from './SsimHistogram.tsx';
import { SsimScatter } from './SsimScatter.tsx';
import { TrailCards } from './TrailCards.tsx';
import styles from './Tune.module.css';

function Trail() {
  const { studio } = useStages();
  const detail = useSlice(studio.store, (state) => state.detail);
  return detail === undefined ? null : <TrailCards detail={detail} />;
}

/** The pictures come first: charts follow when the page has time. */
function Charts() {
  const { studio } = useStages();
  const gallery = useDeferredValue(useSlice(studio.store, (state) => state.gallery));
  const shown = useDeferredValue(useSlice(studio.store, (state) => state.shown));
  const detail = useSlice(studio.store, (state) => state.detail);
  if (gallery === undefined || shown === undefined) return null;
  const threshold = shown.gateEnabled ? shown.gateThreshold : Infinity;
  return (
    <div className={styles.charts}>
      <SsimHistogram gallery={gallery} experiment={shown} />
      <SsimScatter gallery={gallery} threshold={threshold} />
      {detail !== undefined && (
        <PositionMap gallery={gallery} background={detail.original} threshold={threshold} />
      )}
    </div>
  );
}

export function BelowPictures() {
  const { dataset } = useStages();
  const hasDataset = useSlice(dataset.store, (state) => state.dataset !== undefined);
  return (
    <>
      <Trail />
      <Charts />
      {hasDataset && <SideBySide />}
    </>
  );
}
