/** The newcomer's way in three steps. Each is ticked by doing it, and opens its stage. */
import type { StageName } from '../../state/frame/preferences.ts';
import buttons from '../controls/Buttons.module.css';
import hiding from '../controls/Hidden.module.css';
import { useSlice, useSpeech, useStages, type WordKey } from '../hooks/stages.ts';
import styles from './FirstSteps.module.css';

interface FirstStep {
  readonly stage: StageName;
  readonly word: WordKey;
  readonly hint: WordKey;
  readonly isDone: boolean;
}

function useFirstSteps(): readonly FirstStep[] {
  const { experiment, training, evaluation } = useStages();
  const hasMoved = useSlice(experiment.store, ({ history }) => history.past.length > 0);
  const isTrained = useSlice(training.store, ({ status }) => status === 'done');
  const isEvaluated = useSlice(evaluation.store, ({ results }) => results !== undefined);
  return [
    { stage: 'tune', word: 'stepTune', hint: 'stepTuneHint', isDone: hasMoved },
    { stage: 'train', word: 'stepTrain', hint: 'stepTrainHint', isDone: isTrained || isEvaluated },
    { stage: 'evaluate', word: 'stepRoc', hint: 'stepRocHint', isDone: isEvaluated },
  ];
}

function StepButton({ step, place }: { readonly step: FirstStep; readonly place: number }) {
  const { preferences } = useStages();
  const { t } = useSpeech();
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
          <strong>{t(step.word)}</strong>
          <span className={styles.hint}>{t(step.hint)}</span>
        </span>
        {step.isDone && <span className={hiding.hidden}>✓</span>}
      </button>
    </li>
  );
}

function Onward() {
  const { preferences, learn } = useStages();
  const { t } = useSpeech();
  return (
    <div className={styles.onward} role="status">
      <span>{t('stepsDone')}</span>
      <button
        type="button"
        className={buttons.button}
        onClick={() => {
          preferences.openStage('data');
        }}
      >
        {t('ownImages')}
      </button>
      <button
        type="button"
        className={buttons.button}
        onClick={() => {
          learn.open();
        }}
      >
        {t('openLessons')}
      </button>
    </div>
  );
}

function Steps() {
  const { frame } = useStages();
  const { t } = useSpeech();
  const steps = useFirstSteps();
  const isAllDone = steps.slice(1).every(({ isDone }) => isDone);
  return (
    <section className={styles.band} aria-label={t('firstSteps')}>
      {isAllDone ? (
        <Onward />
      ) : (
        <ol className={styles.steps}>
          {steps.map((step, i) => (
            <StepButton key={step.stage} step={step} place={i + 1} />
          ))}
        </ol>
      )}
      <button
        type="button"
        className={styles.close}
        aria-label={t('hideSteps')}
        title={t('hideSteps')}
        onClick={frame.dismissFirstSteps}
      >
        ×
      </button>
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
