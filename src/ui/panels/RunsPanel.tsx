/** Runs: the finished ones of this visit, with their numbers to take away. */
import { knobs } from '../../core/experiment/experiment.ts';
import { saveResults } from '../hooks/save.ts';
import { useSlice, useSpeech, useStages } from '../hooks/stages.ts';
import { EmptyStage } from './EmptyStage.tsx';
import styles from './Panels.module.css';

export function RunsPanel() {
  const { runs } = useStages();
  const { t, say, language } = useSpeech();
  const records = useSlice(runs.store, (state) => state.records);
  if (records.length === 0) {
    return (
      <div className={styles.page}>
        <EmptyStage words="noRuns" action="goToTrain" target="train" />
      </div>
    );
  }
  const objectiveOf = (value: string) => {
    const option = knobs.objective.options.find((candidate) => candidate.value === value);
    return option === undefined ? value : say(option.label);
  };
  return (
    <div className={styles.page}>
      <h2>{t('runs')}</h2>
      <p className={styles.note}>{t('sessionOnly')}</p>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('finished')}</th>
              <th scope="col">{t('dataset')}</th>
              <th scope="col">AUROC</th>
              <th scope="col">{t('steps')}</th>
              <th scope="col">{t('objective')}</th>
              <th scope="col">{t('actions')}</th>
            </tr>
          </thead>
          <tbody>
            {records.map(({ id, finishedAt, results }) => (
              <tr key={id}>
                <th scope="row">{new Date(finishedAt).toLocaleTimeString(language)}</th>
                <td>{results.dataset.name}</td>
                <td>{results.evaluation.auroc?.toFixed(3) ?? t('notComputed')}</td>
                <td>{results.training.steps}</td>
                <td>{objectiveOf(results.config.objective)}</td>
                <td className={styles.buttons}>
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
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
