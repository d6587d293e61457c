/** A histogram of one or two groups with a line at a threshold: plain SVG, so that the first page needs no chart library. */
import { useId } from 'react';
import { useSpeech } from '../hooks/stages.ts';
import { frameText } from '../text/frame.ts';
import chart from './Chart.module.css';
import { ChartTools } from './ChartTools.tsx';
import { toCsv } from './csv.ts';
import legend from './lines/Legend.module.css';
import { keepTextSize } from './text-size.ts';
import { ThresholdLine, type Threshold } from './ThresholdLine.tsx';

export interface BarGroup {
  readonly label: string;
  readonly counts: readonly number[];
  readonly tone: 'accepted' | 'rejected' | 'normal' | 'defective';
}

interface BarsProps {
  /** What is counted. */
  readonly name: string;
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
        className={chart.bar}
        {...(group.tone === 'rejected' ? { fill: hatch } : {})}
      />
    );
  });
}

function CountTable({ edges, groups, format }: Pick<BarsProps, 'edges' | 'groups' | 'format'>) {
  const { say } = useSpeech();
  return (
    <details className={chart.table}>
      <summary>{say(frameText.viewAsTable)}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{say(frameText.range)}</th>
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

/** Ends and counts of every bin. */
function countsCsv(
  { edges, groups }: Pick<BarsProps, 'edges' | 'groups'>,
  ends: readonly [from: string, to: string],
): string {
  const rows = edges
    .slice(0, -1)
    .map((edge, i) => [edge, edges[i + 1], ...groups.map(({ counts }) => counts[i])]);
  return toCsv([...ends, ...groups.map(({ label }) => label)], rows);
}

/** Stripes for what is told apart by more than colour. */
function Hatch({ id }: { readonly id: string }) {
  return (
    <defs>
      <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="6" height="6" className={chart.hatchGround} />
        <line x1="0" y1="0" x2="0" y2="6" className={chart.hatch} />
      </pattern>
    </defs>
  );
}

interface LegendProps {
  readonly groups: readonly BarGroup[];
  readonly hatch: string;
}

function Legend({ groups, hatch }: LegendProps) {
  return (
    <div className={legend.legend}>
      {groups.map(({ label, tone, counts }) => (
        <span key={label} data-legend>
          <svg width="12" height="12" aria-hidden="true" className={legend.swatch}>
            <rect
              width="12"
              height="12"
              rx="2"
              data-tone={tone}
              className={chart.bar}
              {...(tone === 'rejected' ? { fill: hatch } : {})}
            />
          </svg>{' '}
          <span data-label>
            {label}: {counts.reduce((sum, count) => sum + count, 0)}
          </span>
        </span>
      ))}
    </div>
  );
}

interface AxisProps {
  readonly geometry: BarGeometry;
  readonly format: (value: number) => string;
}

function Axis({ geometry: { low, high }, format }: AxisProps) {
  return (
    <>
      <line x1="0" x2={width} y1={height - margin} y2={height - margin} className={chart.axis} />
      <text x="0" y={height - 6} className={chart.tick}>
        {format(low)}
      </text>
      <text x={width} y={height - 6} textAnchor="end" className={chart.tick}>
        {format(high)}
      </text>
    </>
  );
}

export function Bars({ name, edges, groups, threshold, summary, format }: BarsProps) {
  const { say } = useSpeech();
  const patternId = useId();
  const hatch = `url(#${patternId})`;
  const geometry = geometryOf({ edges, groups });
  const plot = { width, height: height - margin };
  return (
    <figure className={chart.figure}>
      <div data-chart>
        <svg
          ref={keepTextSize}
          viewBox={`0 0 ${width} ${height}`}
          role={threshold?.onMove === undefined ? 'img' : 'group'}
          aria-label={summary}
          className={chart.bars}
        >
          <Hatch id={patternId} />
          {Array.from({ length: geometry.bins }, (_, i) => (
            <Stack key={i} groups={groups} index={i} geometry={geometry} hatch={hatch} />
          ))}
          <Axis geometry={geometry} format={format} />
          {threshold !== undefined && (
            <ThresholdLine threshold={threshold} low={geometry.low} high={geometry.high} plot={plot} />
          )}
        </svg>
      </div>
      <figcaption className={legend.lines}>
        <Legend groups={groups} hatch={hatch} />
        <ChartTools
          name={name}
          csv={() => countsCsv({ edges, groups }, [say(frameText.from), say(frameText.to)])}
        />
      </figcaption>
      <CountTable edges={edges} groups={groups} format={format} />
    </figure>
  );
}
