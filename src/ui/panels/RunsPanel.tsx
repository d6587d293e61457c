/** Runs: the finished ones of this visit, with their numbers to take away. */
import { knobs } from '../../core/experiment/experiment.ts';
import type { RunRecord } from '../../state/stages.ts';
import { saveResults } from '../hooks/save.ts';
import { useSlice, useSpeech, useStages } from '../hooks/stages.ts';
import { EmptyStage } from './EmptyStage.tsx';
import styles from './Panels.module.css';
import { ResultsTable } from './ResultsTable.tsx';

function RunRow({ record }: { readonly record: RunRecord }) {
  const { runs } = useStages();
  const { t, say, language } = useSpeech();
  const { id, finishedAt, results } = record;
  const objective = knobs.objective.options.find(({ value }) => value === results.config.objective);
  return (
    <tr>
      <th scope="row">{new Date(finishedAt).toLocaleTimeString(language)}</th>
      <td>{results.dataset.name}</td>
      <td>{results.evaluation.auroc?.toFixed(3) ?? t('notComputed')}</td>
      <td>{results.training.steps}</td>
      <td>{objective === undefined ? results.config.objective : say(objective.label)}</td>
      <td>
        <div className={styles.buttons}>
          <button
            type="button"
            className={styles.button}
            onClick={() => {
              saveResults(results);
            }}
          >
            {t('downloadResults')}
          </button>
          <button
            type="button"
            className={styles.button}
            onClick={() => {
              runs.remove(id);
            }}
          >
            {t('remove')}
          </button>
        </div>
      </td>
    </tr>
  );
}

const columns = ['finished', 'dataset', 'auroc', 'steps', 'objective', 'actions'] as const;

export function RunsPanel() {
  const { runs } = useStages();
  const { t } = useSpeech();
  const records = useSlice(runs.store, (state) => state.records);
  if (records.length === 0) {
    return (
      <div className={styles.page}>
        <EmptyStage words="noRuns" action="goToTrain" target="train" />
      </div>
    );
  }
  return (
    <div className={styles.page}>
      <h2>{t('runs')}</h2>
      <p className={styles.note}>{t('sessionOnly')}</p>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {t(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {records.map((record) => (
              <RunRow key={record.id} record={record} />
            ))}
          </tbody>
        </table>
      </div>
      <ResultsTable />
    </div>
  );
}
