/** The curves of a chart: a button each that shows or hides it, and its value under the cursor. */
import { useSpeech } from '../../hooks/stages.ts';
import { chartText } from '../../text/charts.ts';
import type { Cursor } from '../plot/cursor.ts';
import styles from './Legend.module.css';
import type { LineView } from './line-view.ts';
import type { Mark, Series } from './lines-props.ts';
import { marksAt } from '../plot/PlotCursor.tsx';
import { useReadings } from '../shared-x.ts';
import { shortNumber } from '../plot/ticks.ts';

const dashes = { plain: '', dashed: '6 4', dotted: '2 3' } as const;

function Swatch({ series: { colour, dash, opacity = 1 } }: { readonly series: Series }) {
  return (
    <svg width="26" height="8" aria-hidden="true" className={styles.swatch}>
      <line
        x1="0"
        x2="26"
        y1="4"
        y2="4"
        stroke={colour}
        strokeWidth="2.5"
        strokeOpacity={opacity}
        strokeDasharray={dashes[dash]}
      />
    </svg>
  );
}

interface LineLegendProps {
  readonly series: readonly Series[];
  readonly hidden: ReadonlySet<string>;
  readonly onToggle: (label: string) => void;
  readonly view: LineView;
  readonly cursor: Cursor;
  readonly xLabel: string;
  readonly marks: readonly Mark[];
}

export function LineLegend({ series, hidden, onToggle, view, cursor, xLabel, marks }: LineLegendProps) {
  const { say } = useSpeech();
  const read = useReadings(cursor, view);
  const valueOf = (label: string) => {
    const found = read?.readings.find((reading) => reading.label === label);
    if (found === undefined) return '';
    return found.smooth === undefined
      ? shortNumber(found.y)
      : `${shortNumber(found.y)} · ${say(chartText.smooth)} ${shortNumber(found.smooth)}`;
  };
  return (
    <>
      {series.map((one) => (
        <button
          key={one.label}
          type="button"
          aria-pressed={!hidden.has(one.label)}
          data-legend={!hidden.has(one.label)}
          className={styles.legendItem}
          onClick={() => {
            onToggle(one.label);
          }}
        >
          <Swatch series={one} />
          <span data-label>{one.label}</span>
          <span aria-hidden="true" className={styles.value}>
            {valueOf(one.label)}
          </span>
        </button>
      ))}
      <span aria-hidden="true" className={styles.place}>
        {read !== undefined &&
          [
            `${xLabel} ${shortNumber(read.x)}${read.isPinned ? ' ⚲' : ''}`,
            ...marksAt(view, marks, read.x),
          ].join(' · ')}
      </span>
    </>
  );
}
