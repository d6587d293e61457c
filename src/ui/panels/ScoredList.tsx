/** Test images, the most anomalous first. */
import { useState } from 'react';
import { useSlice, useSpeech, useStages } from '../hooks/stages.ts';
import styles from './Panels.module.css';

interface ScoredListProps {
  readonly chosen: string | undefined;
  readonly onChoose: (path: string) => void;
}

export function ScoredList({ chosen, onChoose }: ScoredListProps) {
  const { evaluation } = useStages();
  const { t } = useSpeech();
  const items = useSlice(evaluation.store, (state) => state.items);
  const [kind, setKind] = useState('all');
  const defects = [...new Set(items.map((item) => item.defect))].sort();
  const rows = items
    .filter((item) => kind === 'all' || item.defect === kind)
    .sort((a, b) => b.score - a.score);
  return (
    <section aria-labelledby="test-images" className={styles.section}>
      <div className={styles.sectionHead}>
        <h2 id="test-images">{t('testImages')}</h2>
        <select
          aria-label={t('show')}
          value={kind}
          onChange={(event) => {
            setKind(event.target.value);
          }}
        >
          <option value="all">{t('all')}</option>
          {defects.map((defect) => (
            <option key={defect}>{defect}</option>
          ))}
        </select>
      </div>
      <ol className={styles.scored}>
        {rows.map(({ path, defect, label, score }) => (
          <li key={path}>
            <button
              type="button"
              aria-pressed={path === chosen}
              onClick={() => {
                onChoose(path);
              }}
            >
              <span className={styles.kind} data-tone={label === 0 ? 'normal' : 'defective'}>
                {label === 0 ? '○' : '●'} {label === 0 ? t('normal') : defect}
              </span>
              <span className={styles.path}>{path}</span>
              <span className={styles.number}>{score.toFixed(4)}</span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
