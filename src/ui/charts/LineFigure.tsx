/** A line chart with its sentence and its table; drawn at most four times a second. */
import { lazy, Suspense, type ReactNode } from 'react';
import { useSpeech } from '../hooks/stages.ts';
import { useThrottled } from '../hooks/throttled.ts';
import type { LinesProps } from './lines-props.ts';
import styles from './Charts.module.css';

const Lines = lazy(() => import('./Lines.tsx'));

const redrawMs = 250;
/** Rows of the table: enough to follow the curve, few enough to read. */
const tableRows = 20;

function DataTable({ series, x }: Pick<LinesProps, 'series' | 'x'>) {
  const longest = series.reduce<LinesProps['series'][number]['points']>(
    (most, { points }) => (points.length > most.length ? points : most),
    [],
  );
  const every = Math.max(1, Math.ceil(longest.length / tableRows));
  const rows = longest.map((_, i) => i).filter((i) => i % every === 0 || i === longest.length - 1);
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{x.label}</th>
          {series.map(({ label }) => (
            <th key={label} scope="col">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((i) => (
          <tr key={i}>
            <th scope="row">{Number(longest[i]?.x.toPrecision(4))}</th>
            {series.map(({ label, points }) => (
              <td key={label}>{points[i] === undefined ? '' : Number(points[i].y.toPrecision(4))}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface LineFigureProps extends LinesProps {
  readonly summary: string;
  /** Lies over the plot. */
  readonly handle?: ReactNode;
}

export function LineFigure({ summary, handle, ...props }: LineFigureProps) {
  const { t } = useSpeech();
  const shown = useThrottled(props, redrawMs);
  return (
    <figure className={styles.figure}>
      <div className={styles.plot} style={{ blockSize: props.height ?? 240 }}>
        <div role="img" aria-label={summary}>
          <Suspense fallback={<p className={styles.waiting}>{t('loadingChart')}</p>}>
            <Lines {...shown} />
          </Suspense>
        </div>
        {handle}
      </div>
      {shown.series.length > 1 && (
        <figcaption className={styles.lines}>
          {shown.series.map(({ label, colour, dash, opacity = 1 }) => (
            <span key={label}>
              <svg width="26" height="8" aria-hidden="true">
                <line
                  x1="0"
                  x2="26"
                  y1="4"
                  y2="4"
                  stroke={colour}
                  strokeWidth="2.5"
                  strokeOpacity={opacity}
                  strokeDasharray={dash === 'dashed' ? '6 4' : ''}
                />
              </svg>{' '}
              {label}
            </span>
          ))}
        </figcaption>
      )}
      <details className={styles.table}>
        <summary>{t('viewAsTable')}</summary>
        <DataTable series={shown.series} x={shown.x} />
      </details>
    </figure>
  );
}
