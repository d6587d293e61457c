/** Files that the last import left out, each with its reason: to be searched, copied, and tried again. */
import { useState } from 'react';
import buttons from '../../controls/Buttons.module.css';
import fields from '../../controls/Fields.module.css';
import hiding from '../../controls/Hidden.module.css';
import notes from '../../controls/Notes.module.css';
import tables from '../../controls/Tables.module.css';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { fileProblemText } from '../../text/file-problems.ts';
import layout from '../Layout.module.css';

/** Rows shown; a search brings up the others. */
const shown = 200;

/** One line a file: path, tab, reason. */
function asText(rows: readonly Row[]): string {
  return rows.map(({ path, reason }) => `${path}\t${reason}`).join('\n');
}

interface Row {
  readonly path: string;
  readonly reason: string;
}

function Rows({ rows }: { readonly rows: readonly Row[] }) {
  const { t, sentence } = useSpeech();
  return (
    <>
      <div className={tables.scroll}>
        <table className={tables.table}>
          <caption className={hiding.hidden}>{t('leftOut')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('file')}</th>
              <th scope="col">{t('reason')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, shown).map(({ path, reason }) => (
              <tr key={`${path} ${reason}`}>
                <th scope="row">{path}</th>
                <td>{reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > shown && <p className={notes.note}>{sentence('moreRows')(rows.length - shown)}</p>}
    </>
  );
}

function Actions({ rows }: { readonly rows: readonly Row[] }) {
  const { dataset } = useStages();
  const { t } = useSpeech();
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
        {t('copyList')}
      </button>
      {canRetry && (
        <button type="button" className={buttons.button} onClick={() => void dataset.openMapped()}>
          {t('retry')}
        </button>
      )}
      <button type="button" className={buttons.quiet} onClick={dataset.dismissProblems}>
        {t('dismiss')}
      </button>
    </div>
  );
}

export function LeftOut() {
  const { dataset } = useStages();
  const { t, say, sentence } = useSpeech();
  const problems = useSlice(dataset.store, (state) => state.fileProblems);
  const [wanted, setWanted] = useState('');
  if (problems.length === 0) return null;
  const rows = problems
    .map((problem) => ({ path: problem.path, reason: say(fileProblemText(problem)) }))
    .filter(({ path, reason }) => `${path} ${reason}`.toLowerCase().includes(wanted.toLowerCase()));
  return (
    <details open className={layout.section}>
      <summary>{sentence('leftOutCount')(problems.length)}</summary>
      <label className={fields.fields}>
        {t('filter')}
        <input
          type="search"
          className={fields.select}
          value={wanted}
          onChange={({ target }) => {
            setWanted(target.value);
          }}
        />
      </label>
      <Rows rows={rows} />
      <Actions rows={rows} />
    </details>
  );
}
