/** Files that could not be judged, each with its reason. */
import { ReasonTable } from '../../controls/ReasonTable.tsx';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { fileProblemText } from '../../text/file-problems.ts';
import { inspectSentences, inspectText } from '../../text/inspect.ts';
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
      <ReasonTable
        caption={say(inspectText.unread)}
        rows={problems.map((problem) => ({ path: problem.path, reason: say(fileProblemText(problem)) }))}
        most={most}
        more={say(inspectSentences.moreUnread)}
      />
    </section>
  );
}
