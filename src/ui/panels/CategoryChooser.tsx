/** Several categories were dropped at once: the user says which one to open. */
import { useSlice, useSpeech, useStages } from '../hooks/stages.ts';
import styles from './Panels.module.css';

export function CategoryChooser() {
  const { dataset } = useStages();
  const { t } = useSpeech();
  const choices = useSlice(dataset.store, (state) => state.choices);
  if (choices.length === 0) return null;
  return (
    <section aria-labelledby="choose-category" className={styles.section}>
      <h2 id="choose-category">{t('chooseCategory')}</h2>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('category')}</th>
              <th scope="col">{t('trainNormal')}</th>
              <th scope="col">{t('test')}</th>
              <th scope="col">{t('masks')}</th>
              <th scope="col">{t('actions')}</th>
            </tr>
          </thead>
          <tbody>
            {choices.map(({ name, train, test, masks }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{train}</td>
                <td>{test}</td>
                <td>{masks}</td>
                <td>
                  <button
                    type="button"
                    className={styles.button}
                    aria-label={`${t('open')} ${name}`}
                    onClick={() => void dataset.chooseCategory(name)}
                  >
                    {t('open')}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
