/** Runs as files: all of them out, one or a whole class of them in, and what became of those that came. */
import buttons from '../../controls/Buttons.module.css';
import notes from '../../controls/Notes.module.css';
import { saveFile } from '../../hooks/save.ts';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { filesOf } from '../../frame/drop/read-entries.ts';
import { runFileProblemText, runFilesSentences, runFilesText } from '../../text/run-files.ts';

function Report() {
  const { transfer } = useStages();
  const { say } = useSpeech();
  const report = useSlice(transfer.store, (state) => state.report);
  const problem = useSlice(transfer.store, (state) => state.problem);
  return (
    <div role="status">
      {problem !== undefined && (
        <p className={notes.problem}>{say(runFilesSentences.exportFailed)(problem)}</p>
      )}
      {report !== undefined && (
        <>
          <p>
            {say(runFilesSentences.imported)(report.added, report.duplicates, report.refused.length)}{' '}
            <button type="button" className={buttons.button} onClick={transfer.dismissReport}>
              {say(runFilesText.dismiss)}
            </button>
          </p>
          {report.refused.length > 0 && (
            <ul aria-label={say(runFilesText.refused)}>
              {report.refused.map(({ file, problem: why }, i) => (
                <li key={i}>
                  <strong>{file}</strong>: {say(runFileProblemText(why))}
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </div>
  );
}

export function useSaveRuns(): (ids: readonly string[]) => void {
  const { transfer } = useStages();
  return (ids) => {
    void transfer.exportRuns(ids).then((file) => {
      if (file !== undefined) saveFile(file.content, file.name);
    });
  };
}

export function RunFiles() {
  const { runs, transfer } = useStages();
  const { say } = useSpeech();
  const records = useSlice(runs.store, (state) => state.records);
  const work = useSlice(transfer.store, (state) => state.work?.kind);
  const save = useSaveRuns();
  return (
    <>
      <p className={notes.note}>{say(runFilesText.openHint)}</p>
      <div className={buttons.row}>
        <label className={buttons.fileButton}>
          {say(work === 'import' ? runFilesText.opening : runFilesText.open)}
          <input
            type="file"
            accept=".zip,application/zip"
            multiple
            onChange={(event) => {
              const files = event.target.files === null ? [] : filesOf(event.target.files);
              void transfer.importFiles(files);
              event.target.value = '';
            }}
          />
        </label>
        <label className={buttons.fileButton}>
          {say(runFilesText.openFolder)}
          <input
            type="file"
            multiple
            {...{ webkitdirectory: '' }}
            onChange={(event) => {
              const files = event.target.files === null ? [] : filesOf(event.target.files);
              void transfer.importFiles(files);
              event.target.value = '';
            }}
          />
        </label>
        {records.length > 1 && (
          <button
            type="button"
            className={buttons.button}
            disabled={work !== undefined}
            onClick={() => {
              save(records.map(({ id }) => id));
            }}
          >
            {say(work === 'export' ? runFilesText.saving : runFilesText.saveAll)}
          </button>
        )}
      </div>
      <Report />
    </>
  );
}
