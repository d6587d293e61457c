/** Test images, the most anomalous first. */
import { useState } from 'react';
import type { ScoredItem } from '../../../core/run/events.ts';
import fields from '../../controls/Fields.module.css';
import tables from '../../controls/Tables.module.css';
import { useNames } from '../../hooks/names.ts';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { stageText } from '../../text/stages.ts';
import layout from '../Layout.module.css';
import styles from './Scored.module.css';

interface ScoredListProps {
  readonly chosen: string | undefined;
  readonly onChoose: (path: string) => void;
}

interface RowProps {
  readonly item: ScoredItem;
  readonly isChosen: boolean;
  readonly onChoose: (path: string) => void;
}

function Row({ item: { path, label, defect, score }, isChosen, onChoose }: RowProps) {
  const { say } = useSpeech();
  const names = useNames();
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      onClick={() => {
        onChoose(path);
      }}
    >
      <span className={styles.kind} data-tone={label === 0 ? 'normal' : 'defective'}>
        {label === 0 ? '○' : '●'} {label === 0 ? say(stageText.normal) : names.defect(defect)}
      </span>
      <span className={styles.path}>{path}</span>
      <span className={tables.number}>{score.toFixed(4)}</span>
    </button>
  );
}

export function ScoredList({ chosen, onChoose }: ScoredListProps) {
  const { evaluation } = useStages();
  const { say } = useSpeech();
  const names = useNames();
  const items = useSlice(evaluation.store, (state) => state.items);
  const [kind, setKind] = useState('all');
  const defects = [...new Set(items.map((item) => item.defect))].sort();
  const rows = items
    .filter((item) => kind === 'all' || item.defect === kind)
    .sort((a, b) => b.score - a.score);
  return (
    <section aria-labelledby="test-images" className={layout.section}>
      <div className={layout.sectionHead}>
        <h2 id="test-images">{say(stageText.testImages)}</h2>
        <select
          className={fields.select}
          aria-label={say(stageText.show)}
          value={kind}
          onChange={(event) => {
            setKind(event.target.value);
          }}
        >
          <option value="all">{say(stageText.all)}</option>
          {defects.map((defect) => (
            <option key={defect} value={defect}>
              {names.defect(defect)}
            </option>
          ))}
        </select>
      </div>
      <ol className={styles.scored}>
        {rows.map((item) => (
          <li key={item.path}>
            <Row item={item} isChosen={item.path === chosen} onChoose={onChoose} />
          </li>
        ))}
      </ol>
    </section>
  );
}
