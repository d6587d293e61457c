/** Line charts by recharts; loaded only when a chart is first shown. */
import { CartesianGrid, Line, LineChart, ReferenceLine, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import { thinCurve } from '../../core/metrics/thin.ts';
import type { LinesProps, Mark, Series } from './lines-props.ts';
import { plotInsets } from './plot-insets.ts';

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

const short = (value: number) => String(Number(value.toPrecision(3)));

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
      dot={false}
      isAnimationActive={false}
    />
  );
}

function drawMark({ x, label }: Mark) {
  const text = { value: label, position: 'insideTopLeft', fill: 'var(--muted)', fontSize: 11 } as const;
  return (
    <ReferenceLine key={`${x} ${label}`} x={x} stroke="var(--muted)" strokeDasharray="3 3" label={text} />
  );
}

export default function Lines({ series, x, y, diagonal = false, marks = [], height = 240 }: LinesProps) {
  const axis = { type: 'number', stroke: 'var(--muted)', tick: { fontSize: 12 } } as const;
  return (
    <ResponsiveContainer width="100%" height={height}>
      <LineChart
        margin={{ top: plotInsets.top, right: plotInsets.right, bottom: 20, left: 4 }}
        accessibilityLayer={false}
      >
        <CartesianGrid stroke="var(--line)" />
        <XAxis
          {...axis}
          dataKey="x"
          domain={x.domain}
          height={plotInsets.bottom - 20}
          label={axisLabel(x.label, false)}
        />
        <YAxis
          {...axis}
          domain={y.domain}
          width={plotInsets.left - 4}
          tickFormatter={short}
          label={axisLabel(y.label, true)}
        />
        {diagonal && <ReferenceLine segment={corners} stroke="var(--muted)" strokeDasharray="4 4" />}
        {marks.map(drawMark)}
        {series.map(drawSeries)}
      </LineChart>
    </ResponsiveContainer>
  );
}
