/** The network of a run that came from a file becomes the current one: to be evaluated on the images in use, and saved. */
import type { RunRecord } from '../../../state/runs/runs.ts';
import { isTraining } from '../../../state/training/training.ts';
import type { NetworkRefusal } from '../../../state/runs/transfer-stage.ts';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import type { Text } from '../../../core/text.ts';
import buttons from '../../controls/Buttons.module.css';
import notes from '../../controls/Notes.module.css';
import { runProblemText } from '../../text/problems.ts';
import { runFileProblemText, runFilesText } from '../../text/run-files.ts';
import { weightsRefusalText } from '../../text/weights.ts';

interface UseNetworkProps {
  readonly record: RunRecord;
  /** What the run is called. */
  readonly title: string;
}

/** Nothing where its weights did not come. */
export function UseNetworkButton({ record: { id }, title }: UseNetworkProps) {
  const { transfer, training, evaluation, preferences } = useStages();
  const { say } = useSpeech();
  const isThere = useSlice(transfer.store, ({ networks }) => networks.has(id));
  const isBusy = useSlice(transfer.store, ({ work }) => work !== undefined);
  const isTrainingNow = useSlice(training.store, isTraining);
  const isEvaluating = useSlice(evaluation.store, ({ status }) => status === 'running');
  if (!isThere) return null;
  const use = async () => {
    if (await transfer.useNetwork(id)) preferences.openStage('evaluate');
  };
  return (
    <button
      type="button"
      className={buttons.button}
      aria-label={`${say(runFilesText.useNetwork)}: ${title}`}
      disabled={isBusy || isTrainingNow || isEvaluating}
      onClick={() => void use()}
    >
      {say(runFilesText.useNetwork)}
    </button>
  );
}

function refusalText(refusal: NetworkRefusal): Text {
  switch (refusal.of) {
    case 'file':
      return runFileProblemText(refusal.problem);
    case 'weights':
      return weightsRefusalText(refusal.problem);
    case 'work':
      return runProblemText(refusal.problem, 'training');
  }
}

export function NetworkRefusalLine() {
  const { transfer } = useStages();
  const { say } = useSpeech();
  const refusal = useSlice(transfer.store, (state) => state.refusal);
  return refusal === undefined ? null : (
    <p role="alert" className={notes.problem}>
      {say(runFilesText.networkRefused)} {say(refusalText(refusal))}
    </p>
  );
}
