/** Files that could not be judged, each with its reason. */
import { TableBox } from '../../controls/TableBox.tsx';
import notes from '../../controls/Notes.module.css';
import tables from '../../controls/Tables.module.css';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { dataSentences } from '../../text/data-sentences.ts';
import { fileProblemText } from '../../text/file-problems.ts';
import { inspectText } from '../../text/inspect.ts';
import { stageText } from '../../text/stages.ts';
import layout from '../Layout.module.css';

/** Rows shown; the CSV has all of them. */
const most = 100;

export function UnreadFiles() {
  const { inspect } = useStages();
  const { say } = useSpeech();
  const problems = useSlice(inspect.store, (state) => state.fileProblems);
  if (problems.length === 0) return null;
  return (
    <section className={layout.section} aria-labelledby="unread-files">
      <h2 id="unread-files">
        {say(inspectText.unread)} ({problems.length})
      </h2>
      <TableBox label={say(inspectText.unread)}>
        <table className={tables.table}>
          <thead>
            <tr>
              <th scope="col">{say(stageText.file)}</th>
              <th scope="col">{say(stageText.reason)}</th>
            </tr>
          </thead>
          <tbody>
            {problems.slice(0, most).map((problem) => (
              <tr key={`${problem.path} ${problem.kind} ${problem.came}`}>
                <th scope="row">{problem.path}</th>
                <td>{say(fileProblemText(problem))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
      {problems.length > most && (
        <p className={notes.note}>{say(dataSentences.moreRows)(problems.length - most)}</p>
      )}
    </section>
  );
}
