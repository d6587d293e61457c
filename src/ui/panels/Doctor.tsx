/** What is wrong, or may mislead, in the images in use; each with what it means and what to do. */
import { useSlice, useSpeech, useStages } from '../hooks/stages.ts';
import { findingText } from '../text/findings.ts';
import styles from './Panels.module.css';

/** Kinds that a common median grey mends. */
const mended = ['median-gray', 'odd-lighting'];

function Equalise({ isWanted }: { readonly isWanted: boolean }) {
  const { dataset } = useStages();
  const { t } = useSpeech();
  const isLoading = useSlice(dataset.store, ({ status }) => status === 'loading');
  return (
    <button
      type="button"
      className={styles.button}
      disabled={isLoading}
      onClick={() => void dataset.equalise(isWanted)}
    >
      {t(isWanted ? 'equalise' : 'unequalise')}
    </button>
  );
}

export function Doctor() {
  const { dataset } = useStages();
  const { t, say } = useSpeech();
  const current = useSlice(dataset.store, (state) => state.dataset);
  const isEqualised = useSlice(dataset.store, (state) => state.isEqualised);
  const findings = useSlice(dataset.store, (state) => state.findings);
  if (current === undefined) return null;
  const canEqualise = current.origin === 'imported' && !isEqualised;
  return (
    <section aria-labelledby="doctor" className={styles.section}>
      <h2 id="doctor">{t('doctor')}</h2>
      {findings?.length === 0 && <p className={styles.note}>{t('healthy')}</p>}
      {isEqualised && (
        <p className={styles.note}>
          {t('isEqualised')} <Equalise isWanted={false} />
        </p>
      )}
      <ul className={styles.findings}>
        {findings?.map((finding) => {
          const { what, advice } = findingText(finding);
          const name = finding.kind === 'leak' ? finding.statistic : finding.kind;
          return (
            <li key={name}>
              <strong>{say(what)}</strong> {say(advice)}{' '}
              {canEqualise && mended.includes(name) && <Equalise isWanted />}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
