/** What training would cost, measured on this device before it starts; and, where a step does not fit, one that does. */
import buttons from '../../controls/Buttons.module.css';
import notes from '../../controls/Notes.module.css';
import { totalMs, type CostEstimate } from '../../../core/run/cost.ts';
import { estimateFor } from '../../../state/training/cost.ts';
import { isTraining } from '../../../state/training/training.ts';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { trainSentences } from '../../text/train-sentences.ts';
import { stageText } from '../../text/stages.ts';
import { duration, megabytes } from '../../text/units.ts';
import { runProblemText } from '../../text/problems.ts';

function CostLine({ estimate }: { readonly estimate: CostEstimate }) {
  const { experiment } = useStages();
  const { say, language } = useSpeech();
  const steps = useSlice(experiment.store, (state) => state.experiment.steps);
  const { batchSize, wantedBatchSize, bytes, stepMs } = estimate;
  const time = duration(totalMs({ ...estimate, steps }), language);
  const memory = bytes === undefined ? '' : megabytes(bytes);
  return (
    <p role="status">
      {say(trainSentences.costLine)(time, steps, Math.round(stepMs), memory)}
      {batchSize < wantedBatchSize && (
        <>
          {' '}
          {say(trainSentences.batchTooLarge)(wantedBatchSize, batchSize)}{' '}
          <button
            type="button"
            className={buttons.button}
            onClick={() => {
              experiment.set('batchSize', batchSize);
            }}
          >
            {say(stageText.useThatMany)}
          </button>
        </>
      )}
    </p>
  );
}

export function MeasureButton() {
  const { cost, training, dataset } = useStages();
  const { say } = useSpeech();
  const isMeasuring = useSlice(cost.store, ({ status }) => status === 'measuring');
  const isBusy = useSlice(training.store, isTraining);
  const hasImages = useSlice(dataset.store, (state) => state.dataset !== undefined);
  return (
    <button
      type="button"
      className={buttons.button}
      disabled={isBusy || isMeasuring || !hasImages}
      onClick={() => void cost.measure()}
    >
      {say(isMeasuring ? stageText.measuringCost : stageText.measureCost)}
    </button>
  );
}

export function TrainingCost() {
  const { cost, experiment } = useStages();
  const { say } = useSpeech();
  const state = useSlice(cost.store, (whole) => whole);
  const settings = useSlice(experiment.store, (one) => one.experiment);
  const estimate = estimateFor(state, settings);
  return (
    <>
      {estimate !== undefined && <CostLine estimate={estimate} />}
      {state.problem !== undefined && (
        <p role="alert" className={notes.problem}>
          {say(runProblemText(state.problem, 'measurement'))}
        </p>
      )}
    </>
  );
}
