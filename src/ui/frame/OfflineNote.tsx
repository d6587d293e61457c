/** Says that the app works offline, and offers a newer version; not while work is under way that it would end. */
import { isAtWork } from '../../state/training/work.ts';
import { useSlice, useSpeech, useStages } from '../hooks/stages.ts';
import { frameText } from '../text/frame.ts';
import styles from './StatusBar.module.css';

/** Renders again when any of the work begins or ends. */
function useIsAtWork(): boolean {
  const stages = useStages();
  useSlice(stages.dataset.store, ({ status }) => status);
  useSlice(stages.training.store, ({ status }) => status);
  useSlice(stages.cost.store, ({ status }) => status);
  useSlice(stages.evaluation.store, ({ status }) => status);
  useSlice(stages.pseudoComparison.store, ({ status }) => status);
  useSlice(stages.untrained.store, ({ status }) => status);
  return isAtWork(stages);
}

export function OfflineNote() {
  const { offline } = useStages();
  const { say } = useSpeech();
  const status = useSlice(offline.store, (state) => state.status);
  const isBusy = useIsAtWork();
  return (
    <div role="status" className={styles.offline}>
      {status === 'ready' && <span className={styles.quiet}>{say(frameText.worksOffline)}</span>}
      {status === 'update' && (
        <>
          <span>{say(isBusy ? frameText.updateAfterWork : frameText.updateWaits)}</span>
          {!isBusy && (
            <button type="button" onClick={offline.update}>
              {say(frameText.updateNow)}
            </button>
          )}
        </>
      )}
    </div>
  );
}
