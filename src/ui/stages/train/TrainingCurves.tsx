/** Loss, similarities and held-out AUROC over steps, and what else a step tells. */
import { useState } from 'react';
import { lossFloor } from '../../../core/run/loss-floor.ts';
import type { StepEvent, WatchedEvent } from '../../../core/run/events.ts';
import { createCursor } from '../../charts/plot/cursor.ts';
import { LineFigure } from '../../charts/lines/LineFigure.tsx';
import { SharedCursor } from '../../charts/shared-x.ts';
import notes from '../../controls/Notes.module.css';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { useRunMarks } from './run-marks.ts';
import layout from '../Layout.module.css';
import styles from '../Results.module.css';

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

/** The excess above the least that the loss can be: what is left to learn. */
function LossCurve({ steps, last, total }: CurveProps) {
  const { training } = useStages();
  const { t, sentence } = useSpeech();
  const marks = useRunMarks();
  const experiment = useSlice(training.store, (state) => state.experiment);
  const floor = experiment === undefined ? 0 : lossFloor(experiment, experiment.batchSize);
  const excess = steps.map(({ loss }) => loss - floor);
  const points = steps.map(({ step }, i) => ({ x: step, y: excess[i] ?? 0 }));
  return (
    <LineFigure
      summary={sentence('lossSummary')(last.step, last.loss.toFixed(4))}
      x={{ label: t('step'), domain: [0, total] }}
      marks={marks}
      y={{ label: t('excessLoss'), domain: [0, roundedRange(excess)[1]] }}
      series={[{ label: t('excessLoss'), points, colour: 'var(--normal)', dash: 'plain', isNoisy: true }]}
    />
  );
}

function SimilarityCurve({ steps, last, total }: CurveProps) {
  const { t, sentence } = useSpeech();
  const marks = useRunMarks();
  const positive = steps.map((one) => ({ x: one.step, y: one.positiveSimilarity }));
  const negative = steps.map((one) => ({ x: one.step, y: one.negativeSimilarity }));
  return (
    <LineFigure
      summary={sentence('similaritySummary')(
        last.positiveSimilarity.toFixed(3),
        last.negativeSimilarity.toFixed(3),
      )}
      x={{ label: t('step'), domain: [0, total] }}
      marks={marks}
      y={{ label: t('similarity'), domain: [-1, 1] }}
      series={[
        { label: t('positives'), points: positive, colour: 'var(--normal)', dash: 'plain' },
        { label: t('negatives'), points: negative, colour: 'var(--pseudo)', dash: 'dashed' },
      ]}
    />
  );
}

function HeldOutCurve({
  watched,
  total,
}: {
  readonly watched: readonly WatchedEvent[];
  readonly total: number;
}) {
  const { t, sentence } = useSpeech();
  const marks = useRunMarks();
  const last = watched.at(-1);
  if (last === undefined) return null;
  const heldOut = watched.map(({ step, heldOutAuroc }) => ({ x: step, y: heldOutAuroc }));
  const tests = watched.flatMap(({ step, testAuroc }) =>
    testAuroc === undefined ? [] : [{ x: step, y: testAuroc }],
  );
  const low = Math.min(0.5, ...heldOut.map(({ y }) => y), ...tests.map(({ y }) => y));
  return (
    <LineFigure
      summary={sentence('heldOutSummary')(last.step, last.heldOutAuroc.toFixed(3))}
      x={{ label: t('step'), domain: [0, total] }}
      marks={marks}
      y={{ label: 'AUROC', domain: [Math.floor(10 * low) / 10, 1] }}
      series={[
        { label: t('heldOutCurve'), points: heldOut, colour: 'var(--pseudo)', dash: 'plain' },
        ...(tests.length === 0
          ? []
          : [{ label: t('testCurve'), points: tests, colour: 'var(--defective)', dash: 'dotted' } as const]),
      ]}
    />
  );
}

function AlignmentCurve({ steps, last, total }: CurveProps) {
  const { t, sentence } = useSpeech();
  const marks = useRunMarks();
  const alignment = steps.map((one) => ({ x: one.step, y: one.alignment }));
  const uniformity = steps.map((one) => ({ x: one.step, y: one.uniformity }));
  return (
    <LineFigure
      summary={sentence('alignmentSummary')(last.alignment.toFixed(3), last.uniformity.toFixed(3))}
      x={{ label: t('step'), domain: [0, total] }}
      marks={marks}
      y={{ label: '', domain: roundedRange([...alignment, ...uniformity, { x: 0, y: 0 }].map(({ y }) => y)) }}
      series={[
        { label: t('alignment'), points: alignment, colour: 'var(--normal)', dash: 'plain' },
        { label: t('uniformity'), points: uniformity, colour: 'var(--pseudo)', dash: 'dashed' },
      ]}
    />
  );
}

function RateCurve({ steps, last, total }: CurveProps) {
  const { t, sentence } = useSpeech();
  const marks = useRunMarks();
  const points = steps.map(({ step, learningRate }) => ({ x: step, y: learningRate }));
  return (
    <LineFigure
      summary={sentence('rateSummary')(String(Number(last.learningRate.toPrecision(3))))}
      x={{ label: t('step'), domain: [0, total] }}
      marks={marks}
      y={{ label: t('learningRate'), domain: [0, 'auto'] }}
      series={[{ label: t('learningRate'), points, colour: 'var(--normal)', dash: 'plain' }]}
    />
  );
}

/** Drawn only while open: five charts at once would cost a slow machine its frames. */
function MoreCurves(props: CurveProps) {
  const { t } = useSpeech();
  const [isOpen, setOpen] = useState(false);
  return (
    <details
      open={isOpen}
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
      }}
    >
      <summary>{t('moreCurves')}</summary>
      {isOpen && (
        <>
          <p className={notes.note}>{t('alignmentMeaning')}</p>
          <div className={layout.twoColumns}>
            <AlignmentCurve {...props} />
            <RateCurve {...props} />
          </div>
        </>
      )}
    </details>
  );
}

export function TrainingCurves() {
  const { training } = useStages();
  const { t } = useSpeech();
  const steps = useSlice(training.store, (state) => state.steps);
  const watched = useSlice(training.store, (state) => state.watched);
  const total = useSlice(training.store, (state) => state.total);
  const [cursor] = useState(createCursor);
  const last = steps.at(-1);
  if (last === undefined) return <p className={styles.waiting}>{t('beforeTraining')}</p>;
  return (
    <SharedCursor value={cursor}>
      <div className={layout.twoColumns}>
        <LossCurve steps={steps} last={last} total={total} />
        <SimilarityCurve steps={steps} last={last} total={total} />
        <HeldOutCurve watched={watched} total={total} />
      </div>
      <MoreCurves steps={steps} last={last} total={total} />
    </SharedCursor>
  );
}
