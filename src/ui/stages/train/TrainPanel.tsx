/** Train: what will be trained and the buttons; once a run has begun that folds to a line, and the run has the screen. */
import { lazy, Suspense, useState, type ReactNode } from 'react';
import buttons from '../../controls/Buttons.module.css';
import notes from '../../controls/Notes.module.css';
import { trainSentences } from '../../text/train-sentences.ts';
import { stageText } from '../../text/stages.ts';
import { tuneText } from '../../text/tune.ts';
import { trainText } from '../../text/train.ts';
import layout from '../Layout.module.css';
import styles from './Train.module.css';
import { knobs } from '../../../core/experiment/experiment.ts';
import { isRelevant } from '../../../core/experiment/relevance.ts';
import { faces } from '../../../detectors/faces.ts';
import { isTraining } from '../../../state/training/training.ts';
import { useTrainedElsewhere } from '../../hooks/elsewhere.ts';
import { useNames } from '../../hooks/names.ts';
import { useRowFocus } from '../../hooks/row-focus.ts';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { detectorText } from '../../text/detector.ts';
import { lifecycleText } from '../../text/lifecycle.ts';
import { SlowDeviceOffer } from '../runs/RecordedRun.tsx';
import { runProblemText } from '../../text/problems.ts';
import { deviceName, deviceText, storageText } from '../../text/device.ts';
import { elsewhereSentences } from '../../text/elsewhere.ts';
import { DetectorChooser, RecordedDetector } from './DetectorChooser.tsx';
import { DrawingNote, GoOnHalved, KeepingNote } from './GoOnHalved.tsx';
import { KeptRunOffer } from './KeptRunOffer.tsx';
import { MoreSteps } from './MoreSteps.tsx';
import { NetworkChoice } from './NetworkChoice.tsx';
import { OriginNote } from './EvaluatedNetwork.tsx';
import { RateField } from './RateField.tsx';
import { BatchView } from './BatchView.tsx';
import { EmptyStage } from '../../frame/EmptyStage.tsx';
import { KnobPanel } from '../tune/KnobPanel.tsx';
import { PresetInTune } from '../tune/PresetInTune.tsx';
import { Projections } from './Projections.tsx';
import { MeasureButton, TrainingCost } from './TrainingCost.tsx';
import { TrainingCurves } from './TrainingCurves.tsx';
import { TrainingNumbers } from './TrainingNumbers.tsx';
import { TrainingPresets } from './TrainingPresets.tsx';
import { WeightsSection } from './WeightsSection.tsx';

const OutputsView = lazy(() => import('./OutputsView.tsx'));

/** Pictures that the network makes, of a detector that makes some. */
function Outputs() {
  const { training } = useStages();
  const watched = useSlice(training.store, (state) => state.watched);
  if (watched.at(-1)?.outputs === undefined) return null;
  return (
    <Suspense>
      <OutputsView watched={watched} />
    </Suspense>
  );
}

/** What will be trained, or is trained once a run has begun, in a line; `undefined` without images. */
function useTrainingPlan(): string | undefined {
  const { dataset, experiment, training } = useStages();
  const { say } = useSpeech();
  const names = useNames();
  const open = useSlice(dataset.store, (state) => state.dataset);
  const chosen = useSlice(experiment.store, (state) => state.experiment);
  const begun = useSlice(training.store, (state) => state.experiment);
  const learntFrom = useSlice(training.store, (state) => state.dataset);
  const settings = begun ?? chosen;
  const current = begun === undefined ? open : learntFrom;
  const { detector, inputSize, imageSize, steps } = settings;
  if (current === undefined) return undefined;
  const labelOf = (name: 'width' | 'draemWidth' | 'trainOn') => {
    const option = knobs[name].options.find(({ value }) => value === settings[name]);
    return option === undefined ? settings[name] : say(option.label);
  };
  const width = labelOf(isRelevant('width', settings) ? 'width' : 'draemWidth');
  const { network } = faces[detector];
  const model = `${network === undefined ? 'ResNet18' : say(network)} (${width}) · ${labelOf('trainOn')} ${inputSize} / ${imageSize} px`;
  const name = current.fingerprint === open?.fingerprint ? names.dataset : current.name;
  return say(trainSentences.willTrain)(name, current.counts.train, model, steps);
}

/** Whether there is a run to look at. */
function useHasBegun(): boolean {
  const { training } = useStages();
  return useSlice(training.store, (state) => isTraining(state) || state.steps.length > 0);
}

/** What was set up; it folds to a line when a run begins. Give it a key that changes then. */
function SetUp({ children, isFolded }: { readonly children: ReactNode; readonly isFolded: boolean }) {
  const { say } = useSpeech();
  const plan = useTrainingPlan();
  const [isOpen, setOpen] = useState(!isFolded);
  if (!isFolded)
    return (
      <>
        {children}
        {plan !== undefined && <p className={notes.reason}>{plan}</p>}
      </>
    );
  return (
    <details
      className={styles.setUp}
      open={isOpen}
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
      }}
    >
      <summary>
        {say(trainText.setUp)}: {plan}
      </summary>
      {isOpen && children}
    </details>
  );
}

function TrainingButtons() {
  const { training, dataset } = useStages();
  const { say } = useSpeech();
  const status = useSlice(training.store, (state) => state.status);
  const hasImages = useSlice(dataset.store, (state) => state.dataset !== undefined);
  const isBusy = ['starting', 'running', 'paused', 'stopping'].includes(status);
  const row = useRowFocus(status);
  return (
    <div className={buttons.row} data-part="training" {...row}>
      <button
        type="button"
        className={buttons.primary}
        disabled={isBusy || !hasImages}
        onClick={() => void training.start()}
      >
        {say(stageText.startTraining)}
      </button>
      <button
        type="button"
        className={buttons.button}
        disabled={status !== 'running'}
        onClick={training.pause}
      >
        {say(stageText.pause)}
      </button>
      <button
        type="button"
        className={buttons.button}
        disabled={status !== 'paused'}
        onClick={training.resume}
      >
        {say(stageText.resume)}
      </button>
      <button type="button" className={buttons.button} disabled={status !== 'paused'} onClick={training.step}>
        {say(lifecycleText.step)}
      </button>
      <button
        type="button"
        className={buttons.button}
        disabled={status !== 'running' && status !== 'paused'}
        onClick={training.stop}
      >
        {say(stageText.stop)}
      </button>
      <MeasureButton />
    </div>
  );
}

/** What can be changed of a run that is there; a replayed one is only looked at. */
function RunChanges() {
  const { training, replay } = useStages();
  const { status, steps, problem, origin } = useSlice(training.store, (state) => state);
  const isReplaying = useSlice(replay.store, ({ run }) => run !== undefined);
  if (isReplaying || steps.length === 0) return null;
  if (origin !== undefined) return <OriginNote dataset={origin.name} />;
  const isAtHand = status === 'done' || problem?.kind === 'loss-not-finite';
  return (
    <>
      <KeepingNote />
      <DrawingNote />
      <GoOnHalved />
      {(status === 'running' || status === 'paused' || isAtHand) && <RateField />}
      {status === 'done' && <MoreSteps />}
      <NetworkChoice />
    </>
  );
}

function NextStep({ words }: { readonly words: string }) {
  const { preferences } = useStages();
  const { say } = useSpeech();
  return (
    <p className={notes.next}>
      {words}{' '}
      <button
        type="button"
        className={buttons.button}
        onClick={() => {
          preferences.openStage('evaluate');
        }}
      >
        {say(stageText.goToEvaluate)}
      </button>
    </p>
  );
}

function RunsOn() {
  const { training, experiment, replay } = useStages();
  const { say } = useSpeech();
  const recorded = useSlice(replay.store, ({ run }) => run?.results.device);
  const device = useSlice(training.store, (state) => state.device);
  const isWished = useSlice(experiment.store, (state) => state.experiment.halfStorage);
  if (recorded !== undefined)
    return (
      <p className={notes.note}>
        {say(lifecycleText.ranOn)}: {say(deviceName(recorded))}
        {recorded.adapter !== '' && ` (${recorded.adapter})`}
      </p>
    );
  if (device === undefined) return <p className={notes.note} />;
  return (
    <p className={notes.note}>
      {say(stageText.runsOn)}: {say(deviceText(device))} {say(storageText(device, isWished))}
    </p>
  );
}

/** The run as it is, in grey where it is of other images than those that are open: numbers, curves beside where the network puts pictures, then what it makes and what it is fed. */
function Run() {
  const hasBegun = useHasBegun();
  const isOld = useTrainedElsewhere() !== undefined;
  return (
    <div className={styles.course} data-old={isOld}>
      <TrainingNumbers />
      <div className={styles.run} data-running={hasBegun}>
        <div className={styles.curves}>
          <TrainingCurves />
        </div>
        <Projections />
      </div>
      <Outputs />
      <BatchView />
    </div>
  );
}

function NoTraining() {
  const { say } = useSpeech();
  return <NextStep words={say(detectorText.readyAtOnce)} />;
}

/** Whether training is shown: a run continues, or is replayed, whatever detector is chosen for the next. */
function useIsTrainingShown(): boolean {
  const { training, replay, experiment } = useStages();
  const isNeeded = useSlice(experiment.store, (state) => faces[state.experiment.detector].needs.training);
  const isGoing = useSlice(training.store, isTraining);
  const isReplaying = useSlice(replay.store, ({ run }) => run !== undefined);
  return isNeeded || isGoing || isReplaying;
}

/** The way on, or of what the training is where other images are open. */
function Trained() {
  const { say } = useSpeech();
  const open = useNames().dataset;
  const other = useTrainedElsewhere();
  if (other === undefined) return <NextStep words={say(stageText.nextEvaluate)} />;
  return (
    <p className={notes.warning} role="status">
      {say(elsewhereSentences.trained)(other, open)}
    </p>
  );
}

/** What is trained is chosen, or stands fixed in a recording. */
function DetectorOrRecorded() {
  const { replay } = useStages();
  const isReplaying = useSlice(replay.store, ({ run }) => run !== undefined);
  if (isReplaying) return <RecordedDetector />;
  return (
    <>
      <DetectorChooser isCards />
      <TrainingPresets />
      <PresetInTune />
    </>
  );
}

/** What went wrong, or was mended. */
function Incidents() {
  const { training } = useStages();
  const { say } = useSpeech();
  const restored = useSlice(training.store, (state) => state.restored);
  const problem = useSlice(training.store, (state) => state.problem);
  return (
    <>
      {restored !== undefined && <p role="status">{say(trainSentences.restoredLine)(restored)}</p>}
      {problem !== undefined && (
        <p role="alert" className={notes.problem}>
          {say(runProblemText(problem, 'training'))}
        </p>
      )}
    </>
  );
}

/** Of a detector that learns by steps: its buttons, and the run. */
function Training() {
  const { training } = useStages();
  const isDone = useSlice(training.store, ({ status }) => status === 'done');
  return (
    <>
      <KeptRunOffer />
      <TrainingButtons />
      <TrainingCost />
      <Incidents />
      {isDone && <Trained />}
      <RunChanges />
      <Run />
    </>
  );
}

export function TrainPanel() {
  const isNeeded = useIsTrainingShown();
  const hasBegun = useHasBegun();
  const { dataset } = useStages();
  const { say } = useSpeech();
  const hasNoImages = useSlice(
    dataset.store,
    (state) => state.dataset === undefined && state.status !== 'loading',
  );
  return (
    <div className={layout.stage}>
      <div className={layout.main}>
        {hasNoImages && <EmptyStage words={tuneText.noImagesYet} action={tuneText.goToData} target="data" />}
        <section aria-labelledby="training" className={layout.section}>
          <h2 id="training">{say(stageText.training)}</h2>
          <SetUp key={String(hasBegun)} isFolded={isNeeded && hasBegun}>
            <DetectorOrRecorded />
            {isNeeded && <RunsOn />}
            {isNeeded && !hasBegun && <SlowDeviceOffer />}
          </SetUp>
          {isNeeded ? (
            <Training />
          ) : (
            <>
              <NoTraining />
              <Incidents />
            </>
          )}
        </section>
        <WeightsSection />
      </div>
      <KnobPanel
        groups={isNeeded ? ['training', 'network', 'views'] : ['network', 'views', 'score']}
        isOfRun
      />
    </div>
  );
}
