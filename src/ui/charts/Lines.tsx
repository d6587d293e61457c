/** Line charts by recharts; loaded only when a chart is first shown. */
import { memo } from 'react';
import { CartesianGrid, Line, LineChart, ReferenceLine, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import { thinCurve } from '../../core/metrics/thin.ts';
import type { LineView } from './line-view.ts';
import type { Mark, Series } from './lines-props.ts';
import { plotInsets } from './plot-insets.ts';
import type { Scale } from './scale.ts';
import { ticksOf } from './ticks.ts';

const dashes = { plain: '', dashed: '6 4', dotted: '2 3' } as const;

function axisLabel(value: string, isVertical: boolean) {
  const shared = { value, fill: 'var(--muted)', fontSize: 12 };
  return isVertical
    ? ({
        ...shared,
        angle: -90,
        position: 'insideLeft',
        offset: 12,
        style: { textAnchor: 'middle' },
      } as const)
    : ({ ...shared, position: 'insideBottom', offset: -12 } as const);
}

const short = (value: number) => String(Number(value.toPrecision(6)));

function axisOf(scale: Scale) {
  return {
    type: 'number',
    stroke: 'var(--muted)',
    tick: { fontSize: 12 },
    tickFormatter: short,
    scale: scale.isLog ? 'log' : 'linear',
    domain: [...scale.domain],
    ticks: ticksOf(scale),
    allowDataOverflow: true,
  } as const;
}

const corners = [
  { x: 0, y: 0 },
  { x: 1, y: 1 },
] as const;

function drawSeries({ label, points, colour, dash, opacity = 1 }: Series) {
  return (
    <Line
      key={label}
      data={thinCurve(points)}
      dataKey="y"
      name={label}
      type="linear"
      stroke={colour}
      strokeWidth={2}
      strokeOpacity={opacity}
      strokeDasharray={dashes[dash]}
      dot={points.length === 1}
      isAnimationActive={false}
    />
  );
}

/** Lines that stand close have their labels at different heights. */
const labelRows = 3;
const labelRowPx = 13;

function drawMark({ x, label }: Mark, i: number) {
  const text = {
    value: label,
    position: 'insideTopLeft',
    fill: 'var(--text)',
    fontSize: 11,
    dy: labelRowPx * (i % labelRows),
  } as const;
  return (
    <ReferenceLine
      key={`${x} ${label}`}
      x={x}
      stroke="var(--text)"
      strokeOpacity={0.6}
      strokeDasharray="3 3"
      label={text}
    />
  );
}

interface LinesShown {
  readonly view: LineView;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly diagonal: boolean;
  readonly marks: readonly Mark[];
  /** Pixels. */
  readonly height: number;
}

/** Drawn again only for another view: recharts takes tens of milliseconds. */
export default memo(function Lines({ view, xLabel, yLabel, diagonal, marks, height }: LinesShown) {
  return (
    <ResponsiveContainer width="100%" height={height}>
      <LineChart
        margin={{ top: plotInsets.top, right: plotInsets.right, bottom: 20, left: 4 }}
        accessibilityLayer={false}
      >
        <CartesianGrid stroke="var(--line)" />
        <XAxis
          {...axisOf(view.x)}
          dataKey="x"
          height={plotInsets.bottom - 20}
          label={axisLabel(xLabel, false)}
        />
        <YAxis {...axisOf(view.y)} width={plotInsets.left - 4} label={axisLabel(yLabel, true)} />
        {diagonal && !view.x.isLog && !view.y.isLog && (
          <ReferenceLine segment={corners} ifOverflow="hidden" stroke="var(--muted)" strokeDasharray="4 4" />
        )}
        {marks.map(drawMark)}
        {view.drawn.map(drawSeries)}
      </LineChart>
    </ResponsiveContainer>
  );
});
