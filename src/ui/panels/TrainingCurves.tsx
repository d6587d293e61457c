/** Loss and similarities over steps. */
import { smoothed } from '../../state/training-selectors.ts';
import { LineFigure } from '../charts/LineFigure.tsx';
import { useSlice, useSpeech, useStages } from '../hooks/stages.ts';
import styles from './Panels.module.css';

export function TrainingCurves() {
  const { training } = useStages();
  const { t, sentence } = useSpeech();
  const steps = useSlice(training.store, (state) => state.steps);
  const total = useSlice(training.store, (state) => state.total);
  const last = steps.at(-1);
  if (last === undefined) return <p className={styles.waiting}>{t('beforeTraining')}</p>;
  const smooth = smoothed(steps.map(({ loss }) => loss));
  const x = { label: t('step'), domain: [0, total] as [number, number] };
  return (
    <div className={styles.twoColumns}>
      <LineFigure
        summary={sentence('lossSummary')(last.step, last.loss.toFixed(4))}
        x={x}
        y={{ label: t('loss'), domain: ['auto', 'auto'] }}
        series={[
          {
            label: t('loss'),
            points: steps.map(({ step, loss }) => ({ x: step, y: loss })),
            colour: 'var(--normal)',
            dash: 'plain',
            opacity: 0.35,
          },
          {
            label: t('smoothed'),
            points: steps.map(({ step }, i) => ({ x: step, y: smooth[i] ?? 0 })),
            colour: 'var(--normal)',
            dash: 'plain',
          },
        ]}
      />
      <LineFigure
        summary={sentence('similaritySummary')(
          last.positiveSimilarity.toFixed(3),
          last.negativeSimilarity.toFixed(3),
        )}
        x={x}
        y={{ label: t('similarity'), domain: [-1, 1] }}
        series={[
          {
            label: t('positives'),
            points: steps.map((one) => ({ x: one.step, y: one.positiveSimilarity })),
            colour: 'var(--normal)',
            dash: 'plain',
          },
          {
            label: t('negatives'),
            points: steps.map((one) => ({ x: one.step, y: one.negativeSimilarity })),
            colour: 'var(--pseudo)',
            dash: 'dashed',
          },
        ]}
      />
    </div>
  );
}
