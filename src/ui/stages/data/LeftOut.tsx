/** Files that the last import left out, each with its reason: to be searched, copied, and tried again. */
import { useState } from 'react';
import buttons from '../../controls/Buttons.module.css';
import fields from '../../controls/Fields.module.css';
import { ReasonTable, type ReasonRow } from '../../controls/ReasonTable.tsx';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { dataSentences } from '../../text/data-sentences.ts';
import { dataText } from '../../text/data.ts';
import { fileProblemText } from '../../text/file-problems.ts';
import { frameText } from '../../text/frame.ts';
import { sentences } from '../../text/sentences.ts';
import { stageText } from '../../text/stages.ts';
import layout from '../Layout.module.css';

/** Rows shown; a search brings up the others. */
const shown = 200;

/** One line a file: path, tab, reason. */
function asText(rows: readonly ReasonRow[]): string {
  return rows.map(({ path, reason }) => `${path}\t${reason}`).join('\n');
}

function Actions({ rows }: { readonly rows: readonly ReasonRow[] }) {
  const { dataset } = useStages();
  const { say } = useSpeech();
  const canRetry = useSlice(
    dataset.store,
    ({ mapping, status }) => mapping !== undefined && status !== 'loading',
  );
  return (
    <div className={buttons.row}>
      <button
        type="button"
        className={buttons.button}
        onClick={() => {
          // Where the page may not write to the clipboard, the table can still be selected by hand.
          navigator.clipboard.writeText(asText(rows)).catch(() => undefined);
        }}
      >
        {say(dataText.copyList)}
      </button>
      {canRetry && (
        <button type="button" className={buttons.button} onClick={() => void dataset.openMapped()}>
          {say(frameText.retry)}
        </button>
      )}
      <button type="button" className={buttons.quiet} onClick={dataset.dismissProblems}>
        {say(frameText.dismiss)}
      </button>
    </div>
  );
}

export function LeftOut() {
  const { dataset } = useStages();
  const { say } = useSpeech();
  const problems = useSlice(dataset.store, (state) => state.fileProblems);
  const [wanted, setWanted] = useState('');
  if (problems.length === 0) return null;
  const rows = problems
    .map((problem) => ({ path: problem.path, reason: say(fileProblemText(problem)) }))
    .filter(({ path, reason }) => `${path} ${reason}`.toLowerCase().includes(wanted.toLowerCase()));
  return (
    <details open className={layout.section}>
      <summary>{say(sentences.leftOutCount)(problems.length)}</summary>
      <label className={fields.fields}>
        {say(dataText.filter)}
        <input
          type="search"
          className={fields.select}
          value={wanted}
          onChange={({ target }) => {
            setWanted(target.value);
          }}
        />
      </label>
      <ReasonTable
        caption={say(stageText.leftOut)}
        rows={rows}
        most={shown}
        more={say(dataSentences.moreRows)}
      />
      <Actions rows={rows} />
    </details>
  );
}
