/** Files that the last import left out, each with its reason. */
import { useSlice, useSpeech, useStages } from '../hooks/stages.ts';
import { fileProblemText } from '../text/problems.ts';
import styles from './Panels.module.css';

export function LeftOut() {
  const { dataset } = useStages();
  const { t, say, sentence } = useSpeech();
  const problems = useSlice(dataset.store, (state) => state.fileProblems);
  if (problems.length === 0) return null;
  return (
    <details open className={styles.section}>
      <summary>{sentence('leftOutCount')(problems.length)}</summary>
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
            {problems.map((problem) => (
              <tr key={problem.path + problem.kind}>
                <th scope="row">{problem.path}</th>
                <td>{say(fileProblemText(problem))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <button type="button" className={styles.quiet} onClick={dataset.dismissProblems}>
        {t('dismiss')}
      </button>
    </details>
  );
}
