/** Loss and similarities over steps. */
import type { StepEvent } from '../../core/run/events.ts';
import { smoothed } from '../../state/training-selectors.ts';
import { LineFigure } from '../charts/LineFigure.tsx';
import { useSlice, useSpeech, useStages } from '../hooks/stages.ts';
import styles from './Panels.module.css';

interface CurveProps {
  readonly steps: readonly StepEvent[];
  readonly last: StepEvent;
  readonly total: number;
}

/** Ends at quarters, so that ticks are short numbers and none collide. */
function roundedRange(values: readonly number[]): [number, number] {
  const finite = values.filter(Number.isFinite);
  const low = Math.floor(4 * Math.min(...finite)) / 4;
  return [low, Math.max(low + 0.25, Math.ceil(4 * Math.max(...finite)) / 4)];
}

function LossCurve({ steps, last, total }: CurveProps) {
  const { t, sentence } = useSpeech();
  const smooth = smoothed(steps.map(({ loss }) => loss));
  const raw = steps.map(({ step, loss }) => ({ x: step, y: loss }));
  const mean = steps.map(({ step }, i) => ({ x: step, y: smooth[i] ?? 0 }));
  return (
    <LineFigure
      summary={sentence('lossSummary')(last.step, last.loss.toFixed(4))}
      x={{ label: t('step'), domain: [0, total] }}
      y={{ label: t('loss'), domain: roundedRange(raw.map(({ y }) => y)) }}
      series={[
        { label: t('loss'), points: raw, colour: 'var(--normal)', dash: 'plain', opacity: 0.35 },
        { label: t('smoothed'), points: mean, colour: 'var(--normal)', dash: 'plain' },
      ]}
    />
  );
}

function SimilarityCurve({ steps, last, total }: CurveProps) {
  const { t, sentence } = useSpeech();
  const positive = steps.map((one) => ({ x: one.step, y: one.positiveSimilarity }));
  const negative = steps.map((one) => ({ x: one.step, y: one.negativeSimilarity }));
  return (
    <LineFigure
      summary={sentence('similaritySummary')(
        last.positiveSimilarity.toFixed(3),
        last.negativeSimilarity.toFixed(3),
      )}
      x={{ label: t('step'), domain: [0, total] }}
      y={{ label: t('similarity'), domain: [-1, 1] }}
      series={[
        { label: t('positives'), points: positive, colour: 'var(--normal)', dash: 'plain' },
        { label: t('negatives'), points: negative, colour: 'var(--pseudo)', dash: 'dashed' },
      ]}
    />
  );
}

export function TrainingCurves() {
  const { training } = useStages();
  const { t } = useSpeech();
  const steps = useSlice(training.store, (state) => state.steps);
  const total = useSlice(training.store, (state) => state.total);
  const last = steps.at(-1);
  if (last === undefined) return <p className={styles.waiting}>{t('beforeTraining')}</p>;
  return (
    <div className={styles.twoColumns}>
      <LossCurve steps={steps} last={last} total={total} />
      <SimilarityCurve steps={steps} last={last} total={total} />
    </div>
  );
}
