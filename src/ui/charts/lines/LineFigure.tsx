/** A line chart with all that people do with one; drawn at most four times a second. */
import { lazy, Suspense, useMemo, useState, type ComponentProps, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { useSpeech } from '../../hooks/stages.ts';
import { useThrottled } from '../../hooks/throttled.ts';
import { chartText } from '../../text/charts.ts';
import { frameText } from '../../text/frame.ts';
import chart from '../Chart.module.css';
import { ChartTools } from '../ChartTools.tsx';
import type { Cursor } from '../plot/cursor.ts';
import { CurveTable, curvesCsv } from '../CurveTable.tsx';
import legend from './Legend.module.css';
import { LineControls } from './LineControls.tsx';
import { LineLegend } from './LineLegend.tsx';
import { viewOf, type LineView, type ViewChoice } from './line-view.ts';
import type { LinesProps, Mark } from './lines-props.ts';
import { PlotCursor } from '../plot/PlotCursor.tsx';
import { usePlotPointer } from '../plot/plot-pointer.ts';
import { useTextScale } from '../plot/plot-insets.ts';
import { PlotView } from '../plot/PlotHandle.tsx';
import { useCursor } from '../shared-x.ts';

const Lines = lazy(() => import('./Lines.tsx'));

const redrawMs = 250;
/** A screen reader hears of changes less often than the eye sees them. */
const spokenMs = 5000;
const defaultHeight = 240;
const noMarks: readonly Mark[] = [];

const firstChoice: Omit<ViewChoice, 'zoom'> = {
  hidden: new Set(),
  wantsLogX: false,
  wantsLogY: false,
  smoothing: 0.9,
};

interface PlotProps {
  readonly shown: LinesProps;
  readonly view: LineView;
  readonly cursor: Cursor;
  readonly name: string;
  readonly summary: string;
  readonly handle: ReactNode;
}

function Plot({ shown, view, cursor, name, summary, handle }: PlotProps) {
  const { say } = useSpeech();
  const spoken = useThrottled(summary, spokenMs);
  const hasHandle = handle !== undefined && handle !== false;
  const { handlers, dragged } = usePlotPointer(view, cursor, !hasHandle);
  const { x, y, diagonal = false, marks = noMarks } = shown;
  const textScale = useTextScale();
  const height = Math.round((shown.height ?? defaultHeight) * textScale); // or an axis is too short for its name
  const scales = useMemo(() => ({ x: view.x, y: view.y }), [view]);
  return (
    <div className={chart.plot} style={{ blockSize: height }} {...handlers}>
      <div role="img" aria-label={spoken} data-chart>
        <Suspense fallback={<p className={chart.waiting}>{say(frameText.loadingChart)}</p>}>
          <Lines
            view={view}
            xLabel={x.label}
            yLabel={y.label}
            diagonal={diagonal}
            marks={marks}
            height={height}
            textScale={textScale}
          />
        </Suspense>
      </div>
      <PlotCursor view={view} cursor={cursor} name={name} xLabel={x.label} marks={marks} dragged={dragged} />
      <PlotView value={scales}>{handle}</PlotView>
    </div>
  );
}

interface ToolsProps extends Omit<ComponentProps<typeof LineControls>, 'isNoisy'> {
  readonly shown: LinesProps;
  readonly name: string;
}

function Tools({ shown: { series, x, marks = noMarks }, name, ...controls }: ToolsProps) {
  const { say } = useSpeech();
  const { view, cursor } = controls;
  const words = { x: x.label, smooth: say(chartText.smooth), mark: say(chartText.mark) };
  return (
    <>
      {view.isZoomed && (
        <button
          type="button"
          className={legend.tool}
          onClick={() => {
            cursor.zoomTo(undefined);
          }}
        >
          {say(chartText.resetZoom)}
        </button>
      )}
      <ChartTools name={name} csv={() => curvesCsv(view, marks, words)}>
        <LineControls {...controls} isNoisy={series.some(({ isNoisy }) => isNoisy)} />
      </ChartTools>
    </>
  );
}

/** Rows are made only while they are seen: a long run has thousands. */
function TableUnder({ view, xLabel, name }: { view: LineView; xLabel: string; name: string }) {
  const { say } = useSpeech();
  const [isOpen, setOpen] = useState(false);
  return (
    <details
      className={chart.table}
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
      }}
    >
      <summary>{say(frameText.viewAsTable)}</summary>
      {isOpen && <CurveTable view={view} xLabel={xLabel} name={name} />}
    </details>
  );
}

function toggled(labels: ReadonlySet<string>, label: string): ReadonlySet<string> {
  const changed = new Set(labels);
  if (!changed.delete(label)) changed.add(label);
  return changed;
}

interface LineFigureProps extends LinesProps {
  /** The chart in a sentence. */
  readonly summary: string;
  /** Lies over the plot. */
  readonly handle?: ReactNode;
}

export function LineFigure({ summary, handle, ...props }: LineFigureProps) {
  const shown = useThrottled(props, redrawMs);
  const cursor = useCursor();
  const zoom = useStore(cursor.store, (state) => state.zoom);
  const [choice, setChoice] = useState(firstChoice);
  const view = useMemo(() => viewOf(shown, { ...choice, zoom }), [shown, choice, zoom]);
  const { series, x, y, marks = noMarks } = shown;
  const name = y.label === '' ? series.map(({ label }) => label).join(', ') : y.label;
  const choose = (change: Partial<typeof choice>) => {
    setChoice((now) => ({ ...now, ...change }));
  };
  return (
    <figure className={chart.figure}>
      <Plot shown={shown} view={view} cursor={cursor} name={name} summary={summary} handle={handle} />
      <figcaption className={legend.lines}>
        <div className={legend.legendItems}>
          <LineLegend
            series={series}
            hidden={choice.hidden}
            onToggle={(label) => {
              choose({ hidden: toggled(choice.hidden, label) });
            }}
            view={view}
            cursor={cursor}
            xLabel={x.label}
            marks={marks}
          />
        </div>
        <Tools shown={shown} name={name} view={view} cursor={cursor} choice={choice} onChoose={choose} />
      </figcaption>
      <TableUnder view={view} xLabel={x.label} name={name} />
    </figure>
  );
}
