/** From the small detector to a network that is trained: on a GPU at once, elsewhere once its cost is known. */
import { needsTraining } from '../../../core/experiment/relevance.ts';
import { trainingPresetChanges, trainingPresets } from '../../../core/experiment/training-presets.ts';
import { isTraining } from '../../../state/training/training.ts';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { overviewText } from '../../text/overview.ts';
import styles from './Overview.module.css';

/** The paper's network as it is usually trained. */
const usual = trainingPresets.find(({ id }) => id === 'minutes');

export function PlayButton() {
  const { preferences, experiment, training } = useStages();
  const { say } = useSpeech();
  const isBusy = useSlice(training.store, isTraining);
  const play = async () => {
    const hasNetwork = needsTraining(experiment.store.getState().experiment);
    if (!isBusy && !hasNetwork && usual !== undefined) experiment.apply(trainingPresetChanges(usual));
    preferences.openStage('train');
    await training.inspectDevice();
    const { device } = training.store.getState();
    if (device?.backend === 'webgpu' && !device.isSoftware) await training.start();
  };
  return (
    <button
      type="button"
      className={styles.play}
      title={say(overviewText.playHint)}
      onClick={() => void play()}
    >
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d="M8 5l11 7-11 7z" />
      </svg>
      {say(overviewText.play)}
    </button>
  );
}
