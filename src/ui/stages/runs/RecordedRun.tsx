/** The way to the run that comes with the page. */
import { wantsMotion } from '../../hooks/motion.ts';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { runFilesSentences, runFilesText } from '../../text/run-files.ts';
import { isTraining } from '../../../state/training/training.ts';
import buttons from '../../controls/Buttons.module.css';
import notes from '../../controls/Notes.module.css';

export function WatchButton() {
  const { replay, preferences, training, evaluation } = useStages();
  const { say } = useSpeech();
  const shipped = useSlice(replay.store, (state) => state.shipped);
  const isTrainingNow = useSlice(training.store, isTraining);
  const isEvaluating = useSlice(evaluation.store, ({ status }) => status === 'running');
  const isFetching = shipped === 'fetching';
  return (
    <>
      <button
        type="button"
        className={buttons.button}
        disabled={isTrainingNow || isEvaluating || isFetching}
        onClick={() => {
          preferences.openStage('train');
          // Where motion is not wanted, it waits to be played.
          void replay.openShipped(wantsMotion());
        }}
      >
        {say(isFetching ? runFilesText.fetching : runFilesText.watch)}
      </button>
      {typeof shipped === 'object' && (
        <span role="alert" className={notes.problem}>
          {say(runFilesSentences.shippedFailed)(shipped.detail)}
        </span>
      )}
    </>
  );
}

/** Where no GPU is fast enough. */
export function SlowDeviceOffer() {
  const { training, replay } = useStages();
  const { say } = useSpeech();
  const device = useSlice(training.store, (state) => state.device);
  const isReplaying = useSlice(replay.store, ({ run }) => run !== undefined);
  const isSlow = device !== undefined && (device.backend !== 'webgpu' || device.isSoftware);
  if (!isSlow || isReplaying) return null;
  return (
    <div className={notes.warning}>
      <p>
        {say(runFilesText.noGpu)} {say(runFilesText.shippedHint)}
      </p>
      <WatchButton />
    </div>
  );
}
