/** Line charts by recharts; loaded only when a chart is first shown. */
import { memo } from 'react';
import { CartesianGrid, Line, LineChart, ReferenceLine, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import { thinCurve } from '../../../core/metrics/thin.ts';
import type { LineView } from './line-view.ts';
import type { Mark, Series } from './lines-props.ts';
import { insetsAt } from '../plot/plot-insets.ts';
import type { Scale } from '../plot/scale.ts';
import { ticksOf } from '../plot/ticks.ts';

const dashes = { plain: '', dashed: '6 4', dotted: '2 3' } as const;

/** Pixels at the usual size of text. */
const [axisTextPx, markTextPx, labelGapPx] = [12, 11, 12];

function axisLabel(value: string, textScale: number, isVertical: boolean) {
  const shared = { value, fill: 'var(--muted)', fontSize: axisTextPx * textScale };
  const gap = labelGapPx * textScale;
  return isVertical
    ? ({
        ...shared,
        angle: -90,
        position: 'insideLeft',
        offset: gap,
        style: { textAnchor: 'middle' },
      } as const)
    : ({ ...shared, position: 'insideBottom', offset: -gap } as const);
}

const short = (value: number) => String(Number(value.toPrecision(6)));

function axisOf(scale: Scale, textScale: number) {
  return {
    type: 'number',
    stroke: 'var(--muted)',
    tick: { fontSize: axisTextPx * textScale },
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

function drawMark({ x, label }: Mark, i: number, textScale: number) {
  const text = {
    value: label,
    position: 'insideTopLeft',
    fill: 'var(--text)',
    fontSize: markTextPx * textScale,
    dy: labelRowPx * textScale * (i % labelRows),
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
  /** 1 at the usual size of text. */
  readonly textScale: number;
}

/** Pixels between the axes with their text and the edge of the chart; parts of its insets. */
const margins = { bottom: 20, left: 4 } as const;

/** Drawn again only for another view: recharts takes tens of milliseconds. */
export default memo(function Lines(props: LinesShown) {
  const { view, xLabel, yLabel, diagonal, marks, height, textScale } = props;
  const insets = insetsAt(textScale);
  const below = margins.bottom * textScale;
  return (
    <ResponsiveContainer width="100%" height={height}>
      <LineChart
        margin={{ top: insets.top, right: insets.right, bottom: below, left: margins.left }}
        accessibilityLayer={false}
      >
        <CartesianGrid stroke="var(--line)" />
        <XAxis
          {...axisOf(view.x, textScale)}
          dataKey="x"
          height={insets.bottom - below}
          label={axisLabel(xLabel, textScale, false)}
        />
        <YAxis
          {...axisOf(view.y, textScale)}
          width={insets.left - margins.left}
          label={axisLabel(yLabel, textScale, true)}
        />
        {diagonal && !view.x.isLog && !view.y.isLog && (
          <ReferenceLine segment={corners} ifOverflow="hidden" stroke="var(--muted)" strokeDasharray="4 4" />
        )}
        {marks.map((mark, i) => drawMark(mark, i, textScale))}
        {view.drawn.map(drawSeries)}
      </LineChart>
    </ResponsiveContainer>
  );
});
