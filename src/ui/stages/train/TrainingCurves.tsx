/** Loss, held-out AUROC and what the detector measures, over steps. */
import { useState } from 'react';
import type { StepEvent, WatchedEvent } from '../../../core/run/events.ts';
import type { ChartSpec, SeriesSpec } from '../../../detectors/detector-face.ts';
import { faces } from '../../../detectors/faces.ts';
import { createCursor } from '../../charts/plot/cursor.ts';
import { LineFigure } from '../../charts/lines/LineFigure.tsx';
import { SharedCursor } from '../../charts/shared-x.ts';
import notes from '../../controls/Notes.module.css';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { trainSentences } from '../../text/train-sentences.ts';
import { stageText } from '../../text/stages.ts';
import { trainText } from '../../text/train.ts';
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

/** The excess above the least that the loss can be, where that is known: what is left to learn. */
function LossCurve({ steps, last, total }: CurveProps) {
  const { training } = useStages();
  const { say } = useSpeech();
  const marks = useRunMarks();
  const experiment = useSlice(training.store, (state) => state.experiment);
  const floor = experiment && faces[experiment.detector].lossFloor?.(experiment);
  const excess = steps.map(({ loss }) => loss - (floor ?? 0));
  const label = say(floor === undefined ? stageText.loss : trainText.excessLoss);
  const points = steps.map(({ step }, i) => ({ x: step, y: excess[i] ?? 0 }));
  return (
    <LineFigure
      summary={say(trainSentences.lossSummary)(last.step, last.loss.toFixed(4))}
      x={{ label: say(stageText.step), domain: [0, total] }}
      marks={marks}
      y={{ label, domain: [0, roundedRange(excess)[1]] }}
      series={[{ label, points, colour: 'var(--normal)', dash: 'plain', isNoisy: true }]}
    />
  );
}

const colours = ['var(--normal)', 'var(--pseudo)', 'var(--defective)'] as const;
const dashes = ['plain', 'dashed', 'dotted'] as const;

interface SeriesCurveProps extends CurveProps {
  readonly chart: ChartSpec;
  /** Those of the chart. */
  readonly series: readonly SeriesSpec[];
}

/** What the detector measures at each step, as its face says. */
function SeriesCurve({ steps, last, total, chart, series }: SeriesCurveProps) {
  const { say } = useSpeech();
  const marks = useRunMarks();
  const lines = series.map(({ name, label }, i) => ({
    label: say(label),
    points: steps.flatMap(({ step, numbers }) =>
      name in numbers ? [{ x: step, y: numbers[name] ?? 0 }] : [],
    ),
    colour: colours[i % colours.length] ?? colours[0],
    dash: dashes[i % dashes.length] ?? dashes[0],
  }));
  const values = lines.flatMap(({ points }) => points.map(({ y }) => y));
  const readings = series.map(
    ({ name, label }) => `${say(label)} ${last.numbers[name]?.toFixed(3) ?? say(stageText.notComputed)}`,
  );
  return (
    <LineFigure
      summary={say(trainSentences.seriesSummary)(say(chart.label), readings)}
      x={{ label: say(stageText.step), domain: [0, total] }}
      marks={marks}
      y={{ label: say(chart.label), domain: chart.range ?? roundedRange([0, ...values]) }}
      series={lines}
    />
  );
}

/** A curve for each chart that the series name, in the order of the face. */
function SeriesCurves({ isExtra, ...props }: CurveProps & { readonly isExtra: boolean }) {
  const { training } = useStages();
  const detector = useSlice(training.store, (state) => state.experiment?.detector);
  if (detector === undefined) return null;
  const { series } = faces[detector];
  const charts = [...new Set(series.map(({ chart }) => chart))].filter(
    (chart) => (chart.isExtra ?? false) === isExtra,
  );
  return charts.map((chart) => (
    <SeriesCurve
      key={chart.label.en}
      {...props}
      chart={chart}
      series={series.filter((one) => one.chart === chart)}
    />
  ));
}

/** What the numbers of the extra charts say. */
function SeriesNotes() {
  const { training } = useStages();
  const { say } = useSpeech();
  const detector = useSlice(training.store, (state) => state.experiment?.detector);
  const series = detector === undefined ? [] : faces[detector].series;
  const noted = [...new Set(series.map(({ chart }) => chart.note))].filter((note) => note !== undefined);
  return noted.map((note) => (
    <p key={note.en} className={notes.note}>
      {say(note)}
    </p>
  ));
}

function HeldOutCurve({
  watched,
  total,
}: {
  readonly watched: readonly WatchedEvent[];
  readonly total: number;
}) {
  const { say } = useSpeech();
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
      summary={say(trainSentences.heldOutSummary)(last.step, last.heldOutAuroc.toFixed(3))}
      x={{ label: say(stageText.step), domain: [0, total] }}
      marks={marks}
      y={{ label: 'AUROC', domain: [Math.floor(10 * low) / 10, 1] }}
      series={[
        { label: say(trainText.heldOutCurve), points: heldOut, colour: 'var(--pseudo)', dash: 'plain' },
        ...(tests.length === 0
          ? []
          : [
              {
                label: say(trainText.testCurve),
                points: tests,
                colour: 'var(--defective)',
                dash: 'dotted',
              } as const,
            ]),
      ]}
    />
  );
}

function RateCurve({ steps, last, total }: CurveProps) {
  const { say } = useSpeech();
  const marks = useRunMarks();
  const points = steps.map(({ step, learningRate }) => ({ x: step, y: learningRate }));
  return (
    <LineFigure
      summary={say(trainSentences.rateSummary)(String(Number(last.learningRate.toPrecision(3))))}
      x={{ label: say(stageText.step), domain: [0, total] }}
      marks={marks}
      y={{ label: say(trainText.learningRate), domain: [0, 'auto'] }}
      series={[{ label: say(trainText.learningRate), points, colour: 'var(--normal)', dash: 'plain' }]}
    />
  );
}

/** Drawn only while open: five charts at once would cost a slow machine its frames. */
function MoreCurves(props: CurveProps) {
  const { say } = useSpeech();
  const [isOpen, setOpen] = useState(false);
  return (
    <details
      open={isOpen}
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
      }}
    >
      <summary>{say(trainText.moreCurves)}</summary>
      {isOpen && (
        <>
          <SeriesNotes />
          <div className={layout.twoColumns}>
            <SeriesCurves {...props} isExtra />
            <RateCurve {...props} />
          </div>
        </>
      )}
    </details>
  );
}

export function TrainingCurves() {
  const { training } = useStages();
  const { say } = useSpeech();
  const steps = useSlice(training.store, (state) => state.steps);
  const watched = useSlice(training.store, (state) => state.watched);
  const total = useSlice(training.store, (state) => state.total);
  const [cursor] = useState(createCursor);
  const last = steps.at(-1);
  if (last === undefined) return <p className={styles.waiting}>{say(stageText.beforeTraining)}</p>;
  return (
    <SharedCursor value={cursor}>
      <div className={layout.twoColumns}>
        <LossCurve steps={steps} last={last} total={total} />
        <SeriesCurves steps={steps} last={last} total={total} isExtra={false} />
        <HeldOutCurve watched={watched} total={total} />
      </div>
      <MoreCurves steps={steps} last={last} total={total} />
    </SharedCursor>
  );
}
