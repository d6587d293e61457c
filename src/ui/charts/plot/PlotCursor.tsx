/** The line that reads the curves at one x; it lies over the plot, so that moving it draws no chart again. */
import { useSpeech } from '../../hooks/stages.ts';
import { chartSentences, chartText } from '../../text/charts.ts';
import type { Cursor } from './cursor.ts';
import type { LineView, Reading } from '../lines/line-view.ts';
import type { Mark } from '../lines/lines-props.ts';
import { usePlotInsets } from './plot-insets.ts';
import { nearestStop, pressKey } from './plot-pointer.ts';
import styles from './Plot.module.css';
import { shareOf } from './scale.ts';
import { useReadings, type CursorReading } from '../shared-x.ts';
import { shortNumber } from './ticks.ts';

interface PlotCursorProps {
  readonly view: LineView;
  readonly cursor: Cursor;
  /** What the chart shows. */
  readonly name: string;
  readonly xLabel: string;
  readonly marks: readonly Mark[];
  /** Ends of what is being dragged over, as shares of the plot. */
  readonly dragged: readonly [number, number] | undefined;
}

const percent = (share: number) => `${100 * Math.min(1, Math.max(0, share))}%`;

function Dots({ view, readings }: { readonly view: LineView; readonly readings: readonly Reading[] }) {
  return readings.map(({ label, x, y, smooth = y }) => {
    const [across, up] = [shareOf(view.x, x), shareOf(view.y, smooth)];
    if (!(across >= 0 && across <= 1 && up >= 0 && up <= 1)) return null;
    const colour = view.read.find(({ series }) => series.label === label)?.series.colour;
    return (
      <span
        key={label}
        className={styles.dot}
        style={{ insetInlineStart: percent(across), insetBlockEnd: percent(up), background: colour }}
      />
    );
  });
}

/** What happened where the cursor stands. */
export function marksAt(view: LineView, marks: readonly Mark[], x: number): string[] {
  return marks.filter((mark) => nearestStop(view, mark.x) === x).map(({ label }) => label);
}

function Dragged({ dragged }: Pick<PlotCursorProps, 'dragged'>) {
  if (dragged === undefined) return null;
  const [start, end] = [Math.min(...dragged), Math.max(...dragged)];
  return (
    <span
      className={styles.dragged}
      style={{ insetInlineStart: percent(start), insetInlineEnd: percent(1 - end) }}
    />
  );
}

interface LineProps {
  readonly view: LineView;
  readonly read: CursorReading | undefined;
}

function CursorLine({ view, read }: LineProps) {
  if (read === undefined) return null;
  const share = shareOf(view.x, read.x);
  if (!(share >= 0 && share <= 1)) return null;
  return (
    <>
      <span
        className={styles.cursorLine}
        data-pinned={read.isPinned}
        style={{ insetInlineStart: percent(share) }}
      />
      <Dots view={view} readings={read.readings} />
    </>
  );
}

/** Place, values and what happened there, as it is spoken. */
function useSpoken({ view, cursor, xLabel, marks }: PlotCursorProps): string {
  const { say } = useSpeech();
  const read = useReadings(cursor, view);
  if (read === undefined) return `${xLabel} ${shortNumber(view.x.domain[1])}`;
  const place = `${xLabel} ${shortNumber(read.x)}`;
  const values = read.readings.map(({ label, y, smooth }) => {
    const soft = smooth === undefined ? '' : ` (${say(chartText.smooth)} ${shortNumber(smooth)})`;
    return `${label} ${shortNumber(y)}${soft}`;
  });
  const words = read.isPinned ? say(chartSentences.pinned)(place) : place;
  return [words, ...values, ...marksAt(view, marks, read.x)].join(', ');
}

export function PlotCursor(props: PlotCursorProps) {
  const { view, cursor, name, dragged } = props;
  const { say } = useSpeech();
  const read = useReadings(cursor, view);
  const spoken = useSpoken(props);
  const { top, right, bottom, left } = usePlotInsets();
  const [low, high] = view.x.domain;
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={say(chartSentences.cursorOf)(name)}
      aria-valuemin={low}
      aria-valuemax={high}
      aria-valuenow={Math.min(high, Math.max(low, read?.x ?? high))}
      aria-valuetext={spoken}
      className={styles.cursorArea}
      style={{ inset: `${top}px ${right}px ${bottom}px ${left}px` }}
      onFocus={(event) => {
        const last = nearestStop(view, high);
        if (read === undefined && last !== undefined && event.currentTarget.matches(':focus-visible'))
          cursor.move(last);
      }}
      onBlur={() => {
        if (read?.isPinned === false) cursor.leave();
      }}
      onKeyDown={(event) => {
        if (!pressKey(event, view, cursor)) return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <Dragged dragged={dragged} />
      <CursorLine view={view} read={read} />
    </div>
  );
}
