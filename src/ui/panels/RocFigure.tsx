/** The ROC curve of the images scored so far. */
import { liveRoc } from '../../state/evaluation-selectors.ts';
import { LineFigure } from '../charts/LineFigure.tsx';
import { useSlice, useSpeech, useStages } from '../hooks/stages.ts';
import styles from './Panels.module.css';

/** Known once all images are scored. */
function Interval({ interval }: { readonly interval: readonly [number, number] | null }) {
  const { sentence } = useSpeech();
  if (interval === null) return null;
  const [low, high] = interval.map((end) => end.toFixed(3));
  return <span className={styles.note}>{sentence('intervalLine')(low ?? '', high ?? '')} </span>;
}

export function RocFigure() {
  const { evaluation } = useStages();
  const { t, sentence } = useSpeech();
  const items = useSlice(evaluation.store, (state) => state.items);
  const total = useSlice(evaluation.store, (state) => state.total);
  const results = useSlice(evaluation.store, (state) => state.results);
  const status = useSlice(evaluation.store, (state) => state.status);
  if (items.length === 0 && status !== 'running')
    return <p className={styles.waiting}>{t('beforeEvaluation')}</p>;
  const curve = liveRoc(items);
  const area = curve === undefined ? t('notComputed') : curve.auroc.toFixed(3);
  const points = curve?.points.map(({ fpr, tpr }) => ({ x: fpr, y: tpr })) ?? [];
  return (
    <>
      <p className={styles.headline}>
        AUROC <strong>{area}</strong> <Interval interval={results?.evaluation.aurocInterval ?? null} />
        <span className={styles.note}>{sentence('scoringLine')(items.length, total)}</span>
      </p>
      {curve === undefined && items.length > 0 && <p className={styles.note}>{t('oneClass')}</p>}
      <LineFigure
        summary={sentence('rocSummary')(area, items.length, total)}
        x={{ label: t('falsePositives'), domain: [0, 1] }}
        y={{ label: t('truePositives'), domain: [0, 1] }}
        series={[{ label: t('rocCurve'), points, colour: 'var(--normal)', dash: 'plain' }]}
        diagonal
        height={300}
      />
    </>
  );
}
