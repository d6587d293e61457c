/** Inspect: new images are chosen, judged, reviewed and taken away as a table or a report. */
import { verdictsCsv } from '../../../core/inspect/verdicts-csv.ts';
import { ChooseButton } from '../../frame/drop/ChooseButton.tsx';
import { acceptedImages } from '../../frame/drop/accepted.ts';
import { faces } from '../../../detectors/faces.ts';
import { limitsIn, verdictItems } from '../../../state/inspect/judged-list.ts';
import type { SourceFile } from '../../../state/worker-types.ts';
import buttons from '../../controls/Buttons.module.css';
import notes from '../../controls/Notes.module.css';
import { EmptyStage } from '../../frame/EmptyStage.tsx';
import { useNames } from '../../hooks/names.ts';
import { saveFile } from '../../hooks/save.ts';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { inspectProblemText, inspectText } from '../../text/inspect.ts';
import { stageText } from '../../text/stages.ts';
import { DetectorChooser } from '../train/DetectorChooser.tsx';
import { CameraSection } from './camera/CameraSection.tsx';
import { Corrections } from './Corrections.tsx';
import { DetectorFile } from './DetectorFile.tsx';
import { OpenedDetector } from './OpenedDetector.tsx';
import { PromiseSection } from './PromiseSection.tsx';
import { TilesSection } from './TilesSection.tsx';
import { Unlikeness } from './Unlikeness.tsx';
import { UnreadFiles } from './UnreadFiles.tsx';
import layout from '../Layout.module.css';
import styles from './Inspect.module.css';
import { VerdictFolders } from './VerdictFolders.tsx';
import { VerdictWall } from './VerdictWall.tsx';

function ResultButtons() {
  const { inspect } = useStages();
  const { say, language } = useSpeech();
  const names = useNames();
  const status = useSlice(inspect.store, (state) => state.status);
  const hasItems = useSlice(inspect.store, ({ items }) => items.length > 0);
  const isBusy = status === 'fitting' || status === 'judging';
  const save = async (kind: 'csv' | 'report') => {
    const state = inspect.store.getState();
    const limits = limitsIn(state);
    if (limits === undefined || state.basis === undefined) return;
    const items = verdictItems(state, limits);
    if (kind === 'csv') {
      const text = verdictsCsv(items, limits, state.fileProblems);
      saveFile(new Blob([text], { type: 'text/csv' }), 'verdicts.csv');
      return;
    }
    const { inspectionReport } = await import('./report.ts');
    const { basis, falseAlarmRate, fileProblems } = state;
    const corrections = state.corrections.list;
    const made = { items, limits, basis, falseAlarmRate, fileProblems, corrections, language };
    saveFile(
      await inspectionReport({
        ...made,
        dataset: basis.corrects === 'tiles' ? basis.dataset.name : names.dataset,
        detector: faces[basis.experiment.detector].label,
      }),
      'report.html',
    );
  };
  return (
    <>
      <button type="button" className={buttons.button} disabled={!isBusy} onClick={inspect.stop}>
        {say(stageText.stop)}
      </button>
      <button type="button" className={buttons.button} disabled={!hasItems} onClick={() => void save('csv')}>
        {say(inspectText.saveCsv)}
      </button>
      <button
        type="button"
        className={buttons.button}
        disabled={!hasItems}
        onClick={() => void save('report')}
      >
        {say(inspectText.saveReport)}
      </button>
      <VerdictFolders />
      <button type="button" className={buttons.quiet} disabled={!hasItems} onClick={inspect.clear}>
        {say(inspectText.clear)}
      </button>
    </>
  );
}

function Problem() {
  const { inspect } = useStages();
  const { say } = useSpeech();
  const problem = useSlice(inspect.store, (state) => state.problem);
  return problem === undefined ? null : (
    <p role="alert" className={notes.problem}>
      {say(inspectProblemText(problem))}
    </p>
  );
}

/** A detector that trains judges nothing before it has. */
function NotTrained() {
  const { experiment, training, inspect } = useStages();
  const isTrained = useSlice(training.store, ({ steps }) => steps.length > 0);
  const isDirect = useSlice(experiment.store, (state) => !faces[state.experiment.detector].needs.training);
  const hasItems = useSlice(inspect.store, ({ items }) => items.length > 0);
  if (isTrained || isDirect || hasItems) return null;
  return (
    <EmptyStage picture="images" words={inspectText.notTrained} action={stageText.goToTrain} target="train" />
  );
}

/** Images to judge, and what to do with what was found. */
function Start() {
  const { inspect } = useStages();
  const { say } = useSpeech();
  const hasItems = useSlice(inspect.store, ({ items }) => items.length > 0);
  const judge = (files: readonly SourceFile[]) => void inspect.judge(files);
  return (
    <section className={styles.start} aria-label={say(inspectText.chooseImages)}>
      {!hasItems && <p className={notes.note}>{say(inspectText.intro)}</p>}
      <DetectorChooser />
      <OpenedDetector />
      <div className={buttons.row}>
        <ChooseButton
          label={say(inspectText.chooseImages)}
          isFolder={false}
          accepted={acceptedImages}
          isMain
          onFiles={judge}
        />
        <ChooseButton
          label={say(inspectText.chooseImageFolder)}
          isFolder
          accepted={acceptedImages}
          isMain={false}
          onFiles={judge}
        />
        <ResultButtons />
      </div>
      {!hasItems && <p className={notes.note}>{say(inspectText.dropHere)}</p>}
    </section>
  );
}

/** The pictures come as high as they can: what is opened or saved once stands below them. */
export function InspectPanel() {
  return (
    <div className={styles.stage}>
      <div className={layout.twoColumns}>
        <div className={styles.start}>
          <Start />
          <CameraSection />
        </div>
        <PromiseSection />
      </div>
      <Problem />
      <NotTrained />
      <Unlikeness />
      <VerdictWall />
      <Corrections />
      <div className={layout.twoColumns}>
        <div className={styles.start}>
          <TilesSection />
        </div>
        <div className={styles.start}>
          <DetectorFile />
        </div>
      </div>
      <UnreadFiles />
    </div>
  );
}
