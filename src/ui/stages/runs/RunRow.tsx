/** One run of the history: its name, its numbers, and what may be done with it. */
import buttons from '../../controls/Buttons.module.css';
import notes from '../../controls/Notes.module.css';
import { stageText } from '../../text/stages.ts';
import styles from './Runs.module.css';
import { fileOf } from '../../../core/run/collected.ts';
import { mostCompared, type RunRecord } from '../../../state/runs/runs.ts';
import { faceOf } from '../../../detectors/faces.ts';
import { isTraining } from '../../../state/training/training.ts';
import { saveResults } from '../../hooks/save.ts';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { detectorSentences } from '../../text/detector.ts';
import { runFilesText } from '../../text/run-files.ts';
import { runsText } from '../../text/runs.ts';
import { RepeatButton } from './RepeatButton.tsx';
import { useSaveRuns } from './RunFiles.tsx';
import { StatisticNote } from './StatisticNote.tsx';
import { UseNetworkButton } from './UseNetwork.tsx';
import { datasetTitle, finishedText, runTitle } from './run-title.ts';

interface RowProps {
  readonly record: RunRecord;
  /** Unlike any other's. */
  readonly title: string;
}

function CompareBox({ record: { id }, title }: RowProps) {
  const { runs } = useStages();
  const { say } = useSpeech();
  const isCompared = useSlice(runs.store, ({ compared }) => compared.includes(id));
  const isFull = useSlice(runs.store, ({ compared }) => compared.length >= mostCompared);
  return (
    <input
      type="checkbox"
      className={styles.box}
      aria-label={`${say(runsText.compare)}: ${title}`}
      checked={isCompared}
      disabled={isFull && !isCompared}
      onChange={() => {
        runs.compare(id);
      }}
    />
  );
}

function NameField({ record }: Pick<RowProps, 'record'>) {
  const { runs } = useStages();
  const { say, language } = useSpeech();
  return (
    <input
      key={record.name}
      className={styles.name}
      aria-label={`${say(runsText.name)}: ${runTitle(record, language)}`}
      placeholder={datasetTitle(record, language)}
      defaultValue={record.name}
      maxLength={80}
      onBlur={(event) => {
        runs.rename(record.id, event.target.value.trim());
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) event.currentTarget.blur();
      }}
    />
  );
}

function ReplayButton({ record: { id }, title }: RowProps) {
  const { replay, preferences, training, evaluation } = useStages();
  const { say } = useSpeech();
  const isTrainingNow = useSlice(training.store, isTraining);
  const isEvaluating = useSlice(evaluation.store, ({ status }) => status === 'running');
  return (
    <button
      type="button"
      className={buttons.button}
      aria-label={`${say(runsText.replay)}: ${title}`}
      disabled={isTrainingNow || isEvaluating}
      onClick={() => {
        void replay.open(id).then(() => {
          preferences.openStage('train');
        });
      }}
    >
      {say(runsText.replay)}
    </button>
  );
}

function SaveButton({ record: { id }, title }: RowProps) {
  const { transfer } = useStages();
  const { say } = useSpeech();
  const isBusy = useSlice(transfer.store, ({ work }) => work !== undefined);
  const save = useSaveRuns();
  return (
    <button
      type="button"
      className={buttons.button}
      aria-label={`${say(runFilesText.saveRun)}: ${title}`}
      disabled={isBusy}
      onClick={() => {
        save([id]);
      }}
    >
      {say(runFilesText.saveRun)}
    </button>
  );
}

function Actions({ record, title }: RowProps) {
  const { runs } = useStages();
  const { say } = useSpeech();
  return (
    <div className={styles.actions}>
      <button
        type="button"
        className={`${buttons.button} ${styles.pin}`}
        aria-pressed={record.isBaseline}
        aria-label={`${say(runsText.pin)}: ${title}`}
        onClick={() => {
          runs.pin(record.id);
        }}
      >
        {record.isBaseline ? '★' : '☆'} {say(runsText.pin)}
      </button>
      <ReplayButton record={record} title={title} />
      <RepeatButton id={record.id} title={title} />
      <UseNetworkButton record={record} title={title} />
      <SaveButton record={record} title={title} />
      <button
        type="button"
        className={buttons.button}
        aria-label={`${say(stageText.downloadResults)}: ${title}`}
        onClick={() => {
          saveResults(record.results);
        }}
      >
        {say(stageText.downloadResults)}
      </button>
      <button
        type="button"
        className={buttons.quiet}
        aria-label={`${say(stageText.remove)}: ${title}`}
        onClick={() => {
          runs.remove(record.id);
        }}
      >
        {say(stageText.remove)}
      </button>
    </div>
  );
}

/** Which detector made it, and what of its settings this version does not know. */
function DetectorCell({ record: { results, dropped = [] } }: Pick<RowProps, 'record'>) {
  const { say } = useSpeech();
  const { id } = results.detector;
  const face = faceOf(id);
  const { unknown, dropped: droppedLine } = detectorSentences;
  return (
    <>
      {face === undefined ? id : say(face.label)}
      {face === undefined && <p className={notes.note}>{say(unknown)(id)}</p>}
      {dropped.length > 0 && <p className={notes.note}>{say(droppedLine)(dropped.join(', '))}</p>}
    </>
  );
}

export function RunRow({ record, title }: RowProps) {
  const { say, language } = useSpeech();
  const { finishedAt, results } = record;
  const file = fileOf(record);
  const { auroc, aurocInterval } = results.evaluation;
  return (
    <tr>
      <td>
        <CompareBox record={record} title={title} />
      </td>
      <th scope="row">
        <NameField record={record} />
        {file !== undefined && file !== record.name && <span className={notes.note}>{file}</span>}
      </th>
      <td>{datasetTitle(record, language)}</td>
      <td>
        <DetectorCell record={record} />
      </td>
      <td>
        {auroc?.toFixed(3) ?? say(stageText.notComputed)}
        {aurocInterval !== null && (
          <span className={notes.note}> {aurocInterval.map((end) => end.toFixed(3)).join('–')}</span>
        )}{' '}
        <StatisticNote evaluation={results.evaluation} />
      </td>
      <td>{results.training.steps}</td>
      <td>{finishedText(finishedAt, language)}</td>
      <td>
        <Actions record={record} title={title} />
      </td>
    </tr>
  );
}
