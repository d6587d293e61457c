/** A histogram of one or two groups with a line at a threshold: plain SVG, so that the first page needs no chart library. */
import { useId } from 'react';
import { useSpeech } from '../hooks/stages.ts';
import styles from './Charts.module.css';

export interface BarGroup {
  readonly label: string;
  readonly counts: readonly number[];
  readonly tone: 'accepted' | 'rejected' | 'normal' | 'defective';
}

interface BarsProps {
  readonly edges: readonly number[];
  readonly groups: readonly BarGroup[];
  readonly threshold?: { readonly value: number; readonly label: string } | undefined;
  /** The chart in a sentence. */
  readonly summary: string;
  readonly format: (value: number) => string;
}

const [width, height, margin] = [480, 150, 22];

/** Groups stand on each other in one bar. */
export function Bars({ edges, groups, threshold, summary, format }: BarsProps) {
  const { t } = useSpeech();
  const patternId = useId();
  const bins = edges.length - 1;
  const [low, high] = [edges[0] ?? 0, edges[bins] ?? 1];
  const totals = Array.from({ length: bins }, (_, i) =>
    groups.reduce((sum, group) => sum + (group.counts[i] ?? 0), 0),
  );
  const tallest = Math.max(1, ...totals);
  const x = (value: number) => ((value - low) / Math.max(1e-12, high - low)) * width;
  const barHeight = (count: number) => (count / tallest) * (height - margin - 14);
  return (
    <figure className={styles.figure}>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={summary} className={styles.bars}>
        <defs>
          <pattern
            id={patternId}
            width="6"
            height="6"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect width="6" height="6" className={styles.hatchGround} />
            <line x1="0" y1="0" x2="0" y2="6" className={styles.hatch} />
          </pattern>
        </defs>
        {totals.map((_, i) => {
          let base = height - margin;
          return groups.map((group) => {
            const tall = barHeight(group.counts[i] ?? 0);
            base -= tall;
            return (
              <rect
                key={`${group.label}${String(i)}`}
                x={(i * width) / bins + 1}
                y={base}
                width={width / bins - 2}
                height={tall}
                data-tone={group.tone}
                className={styles.bar}
                {...(group.tone === 'rejected' ? { fill: `url(#${patternId})` } : {})}
              />
            );
          });
        })}
        <line x1="0" x2={width} y1={height - margin} y2={height - margin} className={styles.axis} />
        <text x="0" y={height - 6} className={styles.tick}>
          {format(low)}
        </text>
        <text x={width} y={height - 6} textAnchor="end" className={styles.tick}>
          {format(high)}
        </text>
        {threshold !== undefined && threshold.value >= low && threshold.value <= high && (
          <>
            <line
              x1={x(threshold.value)}
              x2={x(threshold.value)}
              y1="14"
              y2={height - margin}
              className={styles.threshold}
            />
            <text
              x={x(threshold.value)}
              y="11"
              textAnchor={x(threshold.value) > width / 2 ? 'end' : 'start'}
              className={styles.tick}
            >
              {threshold.label}
            </text>
          </>
        )}
      </svg>
      <figcaption className={styles.legend}>
        {groups.map((group) => (
          <span key={group.label} data-tone={group.tone}>
            {group.label}: {group.counts.reduce((sum, count) => sum + count, 0)}
          </span>
        ))}
      </figcaption>
      <details className={styles.table}>
        <summary>{t('viewAsTable')}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('range')}</th>
              {groups.map((group) => (
                <th key={group.label} scope="col">
                  {group.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {totals.map((_, i) => (
              <tr key={String(edges[i])}>
                <th scope="row">
                  {format(edges[i] ?? 0)}–{format(edges[i + 1] ?? 0)}
                </th>
                {groups.map((group) => (
                  <td key={group.label}>{group.counts[i] ?? 0}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
