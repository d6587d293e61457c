/** Runs: the history, several of them over each other, and the paper's table. */
import { lazy, Suspense } from 'react';
import buttons from '../../controls/Buttons.module.css';
import hiding from '../../controls/Hidden.module.css';
import notes from '../../controls/Notes.module.css';
import tables from '../../controls/Tables.module.css';
import { frameText } from '../../text/frame.ts';
import { stageText } from '../../text/stages.ts';
import layout from '../Layout.module.css';
import { HeadRow, TableBox } from '../../controls/TableBox.tsx';
import { RemovedNote } from '../../controls/RemovedNote.tsx';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { CollectedRuns } from './CollectedRuns.tsx';
import { WatchButton } from './RecordedRun.tsx';
import { RepeatProblemLine } from './RepeatButton.tsx';
import { RunComparison } from './RunComparison.tsx';
import { RunFiles } from './RunFiles.tsx';
import { RunRow } from './RunRow.tsx';
import { SeedGroups } from './SeedGroups.tsx';
import { UnreadableRuns } from './UnreadableRuns.tsx';
import { NetworkRefusalLine } from './UseNetwork.tsx';
import { runTitle } from './run-title.ts';
import { detectorText } from '../../text/detector.ts';
import { runFilesText } from '../../text/run-files.ts';
import { runsText } from '../../text/runs.ts';
import { EmptyStage } from '../../frame/EmptyStage.tsx';
import { ResultsTable } from './ResultsTable.tsx';

const SideBySide = lazy(() => import('./SideBySide.tsx').then(({ SideBySide }) => ({ default: SideBySide })));

const BenchmarkPanel = lazy(() =>
  import('./benchmark/BenchmarkPanel.tsx').then(({ BenchmarkPanel }) => ({ default: BenchmarkPanel })),
);

/** What was just deleted, and the way back. */
function Leaving() {
  const { runs } = useStages();
  const { language } = useSpeech();
  const leaving = useSlice(runs.store, (state) => state.leaving);
  return <RemovedNote name={leaving && runTitle(leaving, language)} onUndo={runs.undoRemove} />;
}

function Keeping() {
  const { runs } = useStages();
  const { say } = useSpeech();
  const problem = useSlice(runs.store, (state) => state.problem);
  if (problem === undefined) return <p className={notes.note}>{say(runsText.kept)}</p>;
  return (
    <p role="alert" className={notes.warning}>
      {say(runsText.noLongerKept)} ({problem})
    </p>
  );
}

function History() {
  const { runs } = useStages();
  const { say, language } = useSpeech();
  const records = useSlice(runs.store, (state) => state.records);
  const titles = records.map((record) => runTitle(record, language));
  const columns = [
    say(runsText.compare),
    say(runsText.name),
    say(stageText.dataset),
    say(detectorText.chooser),
    say(stageText.auroc),
    say(stageText.steps),
    say(stageText.finished),
    say(stageText.actions),
  ];
  return (
    <TableBox label={say(frameText.runs)}>
      <table className={tables.table}>
        <caption className={hiding.hidden}>{say(frameText.runs)}</caption>
        <HeadRow columns={columns} />
        <tbody>
          {records.map((record, i) => {
            const title = titles[i] ?? '';
            const earlier = titles.slice(0, i).filter((other) => other === title).length;
            return (
              <RunRow
                key={record.id}
                record={record}
                title={earlier === 0 ? title : `${title} (${earlier + 1})`}
              />
            );
          })}
        </tbody>
      </table>
    </TableBox>
  );
}

/** The way out and in, and the run that comes with the page. */
function Files() {
  const { say } = useSpeech();
  return (
    <section aria-labelledby="run-files" className={layout.section}>
      <h2 id="run-files">{say(runFilesText.files)}</h2>
      <RunFiles />
      <h2>{say(runsText.recorded)}</h2>
      <p className={notes.note}>{say(runFilesText.shippedHint)}</p>
      <div className={buttons.row}>
        <WatchButton />
      </div>
    </section>
  );
}

export function RunsPanel() {
  const { runs } = useStages();
  const { say } = useSpeech();
  const isEmpty = useSlice(runs.store, ({ records }) => records.length === 0);
  return (
    <div className={layout.page}>
      <Leaving />
      <UnreadableRuns />
      {isEmpty ? (
        <EmptyStage picture="runs" words={stageText.noRuns} action={stageText.goToTrain} target="train" />
      ) : (
        <section aria-labelledby="history" className={layout.section}>
          <h2 id="history">{say(frameText.runs)}</h2>
          <Keeping />
          <RepeatProblemLine />
          <NetworkRefusalLine />
          <History />
        </section>
      )}
      <Suspense>
        <BenchmarkPanel />
      </Suspense>
      <RunComparison />
      <SeedGroups />
      <CollectedRuns />
      <Files />
      <ResultsTable />
      <Suspense>
        <SideBySide />
      </Suspense>
    </div>
  );
}
