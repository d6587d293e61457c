/** Evaluate: the ROC curve as scores come in, their histogram, and the images behind them. */
import { lazy, Suspense, useState } from 'react';
import { faces } from '../../../detectors/faces.ts';
import buttons from '../../controls/Buttons.module.css';
import notes from '../../controls/Notes.module.css';
import { useResultsElsewhere, useTrainedElsewhere } from '../../hooks/elsewhere.ts';
import { useNames } from '../../hooks/names.ts';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { useRowFocus } from '../../hooks/row-focus.ts';
import { saveResults } from '../../hooks/save.ts';
import { elsewhereSentences } from '../../text/elsewhere.ts';
import { frameText } from '../../text/frame.ts';
import { stageText } from '../../text/stages.ts';
import { WatchButton } from '../runs/RecordedRun.tsx';
import { RepeatEvaluated, RepeatProblemLine } from '../runs/RepeatButton.tsx';
import { runProblemText } from '../../text/problems.ts';
import { EvaluatedNetwork } from '../train/EvaluatedNetwork.tsx';
import { KeptRunOffer } from '../train/KeptRunOffer.tsx';
import { NetworkChoice } from '../train/NetworkChoice.tsx';
import { AlarmRates } from './AlarmRates.tsx';
import { DefectTable } from './DefectTable.tsx';
import { FieldTable } from './FieldTable.tsx';
import { EmptyStage } from '../../frame/EmptyStage.tsx';
import { PseudoComparison } from './PseudoComparison.tsx';
import { KnobPanel } from '../tune/KnobPanel.tsx';
import layout from '../Layout.module.css';
import { OperatingPointSection } from './OperatingPoint.tsx';
import { RocFigure } from './RocFigure.tsx';
import { ScoreHistogram } from './ScoreHistogram.tsx';
import { ScoredDetail } from './ScoredDetail.tsx';
import { ScoreTable } from './ScoreTable.tsx';
import styles from './Evaluate.module.css';
import { TestWall } from './wall/TestWall.tsx';

const StressTest = lazy(() => import('./stress/StressTest.tsx'));

/** Whether the chosen detector learns nothing by steps. */
function useIsDirect(): boolean {
  const { experiment } = useStages();
  return useSlice(experiment.store, (state) => !faces[state.experiment.detector].needs.training);
}

/** Whether there is something to evaluate: a trained network, or images for a detector that needs none. */
function useIsReady(): boolean {
  const { training, dataset } = useStages();
  const isTrained = useSlice(training.store, (state) => state.steps.length > 0);
  const isDirect = useIsDirect();
  const hasImages = useSlice(dataset.store, (state) => state.dataset !== undefined);
  return isDirect ? hasImages : isTrained;
}

function EvaluateButtons() {
  const { evaluation } = useStages();
  const { say } = useSpeech();
  const isReady = useIsReady();
  const status = useSlice(evaluation.store, (state) => state.status);
  const results = useSlice(evaluation.store, (state) => state.results);
  const isDirect = useIsDirect();
  const isOfOthers = useTrainedElsewhere() !== undefined && !isDirect;
  const row = useRowFocus(status);
  return (
    <div className={buttons.row} data-part="evaluate" {...row}>
      <button
        type="button"
        className={buttons.primary}
        disabled={status === 'running' || !isReady || isOfOthers}
        onClick={() => void evaluation.start()}
      >
        {say(frameText.evaluate)}
      </button>
      <button
        type="button"
        className={buttons.button}
        disabled={status !== 'running'}
        onClick={evaluation.stop}
      >
        {say(stageText.stop)}
      </button>
      <button
        type="button"
        className={buttons.button}
        disabled={results === undefined}
        onClick={() => {
          if (results !== undefined) saveResults(results);
        }}
      >
        {say(stageText.downloadResults)}
      </button>
      <RepeatEvaluated />
    </div>
  );
}

function Problem() {
  const { evaluation } = useStages();
  const { say } = useSpeech();
  const problem = useSlice(evaluation.store, (state) => state.problem);
  return problem === undefined ? null : (
    <p role="alert" className={notes.problem}>
      {say(runProblemText(problem, 'evaluation'))}
    </p>
  );
}

/** Nothing in a replay, which has no images. */
function Stress() {
  const { evaluation } = useStages();
  const isThere = useSlice(
    evaluation.store,
    ({ results, dataset }) => results !== undefined && dataset !== undefined,
  );
  return isThere ? (
    <Suspense fallback={null}>
      <StressTest />
    </Suspense>
  ) : null;
}

/** Says of what the results or the network are, where other images are open. */
function Elsewhere() {
  const { say } = useSpeech();
  const isDirect = useIsDirect();
  const open = useNames().dataset;
  const results = useResultsElsewhere();
  const trained = useTrainedElsewhere();
  const { results: resultsOf, trained: trainedOn } = elsewhereSentences;
  return (
    <>
      {trained !== undefined && !isDirect && <p className={notes.warning}>{say(trainedOn)(trained, open)}</p>}
      {results !== undefined && (
        <p className={notes.warning} role="status">
          {say(resultsOf)(results, open)}
        </p>
      )}
    </>
  );
}

function Outcome({ hasScores }: { readonly hasScores: boolean }) {
  const { say } = useSpeech();
  const isDirect = useIsDirect();
  const [chosen, setChosen] = useState<string>();
  const isOld = useResultsElsewhere() !== undefined;
  return (
    <div className={styles.outcome} data-old={isOld}>
      <div className={hasScores ? styles.pictures : undefined}>
        {hasScores && <TestWall chosen={chosen} onChoose={setChosen} />}
        <div className={styles.beside}>
          <section aria-labelledby="roc" className={layout.section}>
            <h2 id="roc">{say(stageText.rocCurve)}</h2>
            <RocFigure />
          </section>
          {hasScores && <ScoredDetail chosen={chosen} />}
        </div>
      </div>
      <div className={layout.twoColumns}>
        {hasScores && <ScoreHistogram />}
        <OperatingPointSection />
      </div>
      <DefectTable />
      <AlarmRates />
      <FieldTable />
      <ScoreTable />
      {hasScores && !isDirect && <PseudoComparison />}
      <Stress />
    </div>
  );
}

export function EvaluatePanel() {
  const { evaluation } = useStages();
  const isReady = useIsReady();
  const isDirect = useIsDirect();
  const hasScores = useSlice(evaluation.store, (state) => state.items.length > 0);
  const hasNothing = !isReady && !hasScores;
  return (
    <div className={layout.stage}>
      <div className={layout.main}>
        {hasNothing && (
          <EmptyStage
            picture="roc"
            words={stageText.notTrainedYet}
            action={stageText.goToTrain}
            target="train"
          >
            <WatchButton />
          </EmptyStage>
        )}
        {!isDirect && <KeptRunOffer />}
        {!isDirect && <NetworkChoice />}
        {!hasNothing && <EvaluateButtons />}
        <Elsewhere />
        <Problem />
        <EvaluatedNetwork />
        <RepeatProblemLine />
        {!hasNothing && <Outcome hasScores={hasScores} />}
      </div>
      <KnobPanel groups={['score']} isOfRun />
    </div>
  );
}
