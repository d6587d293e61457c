/** A histogram of one or two groups with a line at a threshold: plain SVG, so that the first page needs no chart library. */
import { useId } from 'react';
import { useSpeech } from '../hooks/stages.ts';
import styles from './Charts.module.css';
import { ThresholdLine, type Threshold } from './ThresholdLine.tsx';

export interface BarGroup {
  readonly label: string;
  readonly counts: readonly number[];
  readonly tone: 'accepted' | 'rejected' | 'normal' | 'defective';
}

interface BarsProps {
  readonly edges: readonly number[];
  readonly groups: readonly BarGroup[];
  readonly threshold?: Threshold | undefined;
  /** The chart in a sentence. */
  readonly summary: string;
  readonly format: (value: number) => string;
}

const [width, height, margin] = [480, 150, 22];

interface BarGeometry {
  readonly bins: number;
  readonly low: number;
  readonly high: number;
  readonly tallest: number;
}

function geometryOf({ edges, groups }: Pick<BarsProps, 'edges' | 'groups'>): BarGeometry {
  const bins = edges.length - 1;
  const totals = Array.from({ length: bins }, (_, i) =>
    groups.reduce((sum, group) => sum + (group.counts[i] ?? 0), 0),
  );
  return { bins, low: edges[0] ?? 0, high: edges[bins] ?? 1, tallest: Math.max(1, ...totals) };
}

interface StackProps {
  readonly groups: readonly BarGroup[];
  readonly index: number;
  readonly geometry: BarGeometry;
  readonly hatch: string;
}

/** The groups of one bin, standing on each other. */
function Stack({ groups, index, geometry, hatch }: StackProps) {
  const tallOf = (group: BarGroup) =>
    ((group.counts[index] ?? 0) / geometry.tallest) * (height - margin - 14);
  return groups.map((group, g) => {
    const below = groups.slice(0, g + 1).reduce((sum, one) => sum + tallOf(one), 0);
    return (
      <rect
        key={group.label}
        x={(index * width) / geometry.bins + 1}
        y={height - margin - below}
        width={width / geometry.bins - 2}
        height={tallOf(group)}
        data-tone={group.tone}
        className={styles.bar}
        {...(group.tone === 'rejected' ? { fill: hatch } : {})}
      />
    );
  });
}

function CountTable({ edges, groups, format }: Pick<BarsProps, 'edges' | 'groups' | 'format'>) {
  const { t } = useSpeech();
  return (
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
          {edges.slice(0, -1).map((edge, i) => (
            <tr key={edge}>
              <th scope="row">
                {format(edge)}–{format(edges[i + 1] ?? edge)}
              </th>
              {groups.map((group) => (
                <td key={group.label}>{group.counts[i] ?? 0}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** Stripes for what is told apart by more than colour. */
function Hatch({ id }: { readonly id: string }) {
  return (
    <defs>
      <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="6" height="6" className={styles.hatchGround} />
        <line x1="0" y1="0" x2="0" y2="6" className={styles.hatch} />
      </pattern>
    </defs>
  );
}

export function Bars({ edges, groups, threshold, summary, format }: BarsProps) {
  const patternId = useId();
  const geometry = geometryOf({ edges, groups });
  const { bins, low, high } = geometry;
  return (
    <figure className={styles.figure}>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role={threshold?.onMove === undefined ? 'img' : 'group'}
        aria-label={summary}
        className={styles.bars}
      >
        <Hatch id={patternId} />
        {Array.from({ length: bins }, (_, i) => (
          <Stack key={i} groups={groups} index={i} geometry={geometry} hatch={`url(#${patternId})`} />
        ))}
        <line x1="0" x2={width} y1={height - margin} y2={height - margin} className={styles.axis} />
        <text x="0" y={height - 6} className={styles.tick}>
          {format(low)}
        </text>
        <text x={width} y={height - 6} textAnchor="end" className={styles.tick}>
          {format(high)}
        </text>
        {threshold !== undefined && (
          <ThresholdLine
            threshold={threshold}
            low={low}
            high={high}
            plot={{ width, height: height - margin }}
          />
        )}
      </svg>
      <figcaption className={styles.legend}>
        {groups.map((group) => (
          <span key={group.label} data-tone={group.tone}>
            {group.label}: {group.counts.reduce((sum, count) => sum + count, 0)}
          </span>
        ))}
      </figcaption>
      <CountTable edges={edges} groups={groups} format={format} />
    </figure>
  );
}
