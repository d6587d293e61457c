/** Files that the last import left out, each with its reason: to be searched, copied, and tried again. */
import { useState } from 'react';
import { useSlice, useSpeech, useStages } from '../hooks/stages.ts';
import { fileProblemText } from '../text/file-problems.ts';
import styles from './Panels.module.css';

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
      <div className={styles.scroll}>
        <table className={styles.table}>
          <caption className={styles.hidden}>{t('leftOut')}</caption>
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
      {rows.length > shown && <p className={styles.note}>{sentence('moreRows')(rows.length - shown)}</p>}
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
    <div className={styles.buttons}>
      <button
        type="button"
        className={styles.button}
        onClick={() => {
          // Where the page may not write to the clipboard, the table can still be selected by hand.
          navigator.clipboard.writeText(asText(rows)).catch(() => undefined);
        }}
      >
        {t('copyList')}
      </button>
      {canRetry && (
        <button type="button" className={styles.button} onClick={() => void dataset.openMapped()}>
          {t('retry')}
        </button>
      )}
      <button type="button" className={styles.quiet} onClick={dataset.dismissProblems}>
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
    <details open className={styles.section}>
      <summary>{sentence('leftOutCount')(problems.length)}</summary>
      <label className={styles.fields}>
        {t('filter')}
        <input
          type="search"
          className={styles.select}
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
