/** Runs a run again with the seeds that are missing for five. */
import { isTraining } from '../../../state/training/training.ts';
import buttons from '../../controls/Buttons.module.css';
import notes from '../../controls/Notes.module.css';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { repeatProblemText, runFilesText } from '../../text/run-files.ts';

interface RepeatButtonProps {
  readonly id: string;
  /** Said after the button's words, where there are several. */
  readonly title?: string;
}

export function RepeatButton({ id, title }: RepeatButtonProps) {
  const { repeat, training, evaluation } = useStages();
  const { say } = useSpeech();
  const isRepeating = useSlice(repeat.store, ({ status }) => status !== 'idle');
  const isTrainingNow = useSlice(training.store, isTraining);
  const isEvaluating = useSlice(evaluation.store, ({ status }) => status === 'running');
  const words = say(runFilesText.repeat);
  return (
    <button
      type="button"
      className={buttons.button}
      aria-label={title === undefined ? words : `${words}: ${title}`}
      disabled={isRepeating || isTrainingNow || isEvaluating}
      onClick={() => void repeat.start(id)}
    >
      {words}
    </button>
  );
}

export function RepeatProblemLine() {
  const { repeat } = useStages();
  const { say } = useSpeech();
  const problem = useSlice(repeat.store, (state) => state.problem);
  return problem === undefined ? null : (
    <p role="alert" className={notes.problem}>
      {say(repeatProblemText(problem))}
    </p>
  );
}

/** For the run that was evaluated last; nothing if there is none, or where it is only replayed. */
export function RepeatEvaluated() {
  const { evaluation, runs, replay } = useStages();
  const results = useSlice(evaluation.store, (state) => state.results);
  const isReplaying = useSlice(replay.store, ({ run }) => run !== undefined);
  const id = useSlice(runs.store, ({ records }) => records.find((one) => one.results === results)?.id);
  return id === undefined || isReplaying ? null : <RepeatButton id={id} />;
}
