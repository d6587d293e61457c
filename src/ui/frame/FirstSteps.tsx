/** The newcomer's way in three steps. Each is ticked by doing it, and opens its stage. */
import type { Text } from '../../core/text.ts';
import type { StageName } from '../../state/frame/preferences.ts';
import buttons from '../controls/Buttons.module.css';
import hiding from '../controls/Hidden.module.css';
import { useSlice, useSpeech, useStages } from '../hooks/stages.ts';
import { firstStepsText } from '../text/first-steps.ts';
import { CloseButton } from './CloseButton.tsx';
import styles from './FirstSteps.module.css';

interface FirstStep {
  readonly stage: StageName;
  readonly word: Text;
  readonly hint: Text;
  readonly isDone: boolean;
}

function useFirstSteps(): readonly FirstStep[] {
  const { experiment, training, evaluation } = useStages();
  const hasMoved = useSlice(experiment.store, ({ history }) => history.past.length > 0);
  const isTrained = useSlice(training.store, ({ status }) => status === 'done');
  const isEvaluated = useSlice(evaluation.store, ({ results }) => results !== undefined);
  return [
    { stage: 'tune', word: firstStepsText.stepTune, hint: firstStepsText.stepTuneHint, isDone: hasMoved },
    {
      stage: 'train',
      word: firstStepsText.stepTrain,
      hint: firstStepsText.stepTrainHint,
      isDone: isTrained || isEvaluated,
    },
    {
      stage: 'evaluate',
      word: firstStepsText.stepRoc,
      hint: firstStepsText.stepRocHint,
      isDone: isEvaluated,
    },
  ];
}

function StepButton({ step, place }: { readonly step: FirstStep; readonly place: number }) {
  const { preferences } = useStages();
  const { say } = useSpeech();
  const isHere = useSlice(preferences.store, ({ stage }) => stage === step.stage);
  return (
    <li data-done={step.isDone} aria-current={isHere ? 'step' : undefined}>
      <button
        type="button"
        className={styles.step}
        onClick={() => {
          preferences.openStage(step.stage);
        }}
      >
        <span className={styles.place} aria-hidden="true">
          {step.isDone ? '✓' : place}
        </span>
        <span>
          <strong>{say(step.word)}</strong>
          <span className={styles.hint}>{say(step.hint)}</span>
        </span>
        {step.isDone && <span className={hiding.hidden}>✓</span>}
      </button>
    </li>
  );
}

function Onward() {
  const { preferences, learn } = useStages();
  const { say } = useSpeech();
  return (
    <div className={styles.onward} role="status">
      <span>{say(firstStepsText.stepsDone)}</span>
      <button
        type="button"
        className={buttons.button}
        onClick={() => {
          preferences.openStage('data');
        }}
      >
        {say(firstStepsText.ownImages)}
      </button>
      <button
        type="button"
        className={buttons.button}
        onClick={() => {
          learn.open();
        }}
      >
        {say(firstStepsText.openLessons)}
      </button>
    </div>
  );
}

function Steps() {
  const { frame } = useStages();
  const { say } = useSpeech();
  const steps = useFirstSteps();
  const isAllDone = steps.slice(1).every(({ isDone }) => isDone);
  return (
    <section className={styles.band} aria-label={say(firstStepsText.firstSteps)}>
      {isAllDone ? (
        <Onward />
      ) : (
        <ol className={styles.steps}>
          {steps.map((step, i) => (
            <StepButton key={step.stage} step={step} place={i + 1} />
          ))}
        </ol>
      )}
      <CloseButton label={say(firstStepsText.hideSteps)} onClick={frame.dismissFirstSteps} />
    </section>
  );
}

/** Until it is put away, and on built-in images only: who brings images knows what for. */
export function FirstSteps() {
  const { frame, dataset, learn, replay } = useStages();
  const isWanted = useSlice(frame.store, ({ hasFirstSteps }) => hasFirstSteps);
  const isOwn = useSlice(dataset.store, (state) => state.dataset?.origin === 'imported');
  const isLearning = useSlice(learn.store, ({ isOpen }) => isOpen);
  const isReplaying = useSlice(replay.store, ({ run }) => run !== undefined);
  return isWanted && !isOwn && !isLearning && !isReplaying ? <Steps /> : null;
}
