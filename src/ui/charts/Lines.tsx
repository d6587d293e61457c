/** Line charts by recharts; loaded only when a chart is first shown. */
import {
  CartesianGrid,
  Legend,
  Line,
  LineChart,
  ReferenceLine,
  ResponsiveContainer,
  XAxis,
  YAxis,
} from 'recharts';
import { thinCurve } from '../../core/metrics/thin.ts';
import type { LinesProps } from './lines-props.ts';

const dashes = { plain: '', dashed: '6 4', dotted: '2 3' } as const;

export default function Lines({ series, x, y, diagonal = false, height = 240 }: LinesProps) {
  return (
    <ResponsiveContainer width="100%" height={height}>
      <LineChart margin={{ top: 8, right: 12, bottom: 20, left: 4 }} accessibilityLayer={false}>
        <CartesianGrid stroke="var(--line)" />
        <XAxis
          dataKey="x"
          type="number"
          domain={x.domain}
          stroke="var(--muted)"
          tick={{ fontSize: 12 }}
          label={{
            value: x.label,
            position: 'insideBottom',
            offset: -12,
            fill: 'var(--muted)',
            fontSize: 12,
          }}
        />
        <YAxis
          type="number"
          domain={y.domain}
          stroke="var(--muted)"
          width={54}
          tick={{ fontSize: 12 }}
          tickFormatter={(value: number) => String(Number(value.toPrecision(3)))}
          label={{
            value: y.label,
            angle: -90,
            position: 'insideLeft',
            offset: 12,
            fill: 'var(--muted)',
            fontSize: 12,
            style: { textAnchor: 'middle' },
          }}
        />
        {diagonal && (
          <ReferenceLine
            segment={[
              { x: 0, y: 0 },
              { x: 1, y: 1 },
            ]}
            stroke="var(--muted)"
            strokeDasharray="4 4"
          />
        )}
        {series.length > 1 && <Legend verticalAlign="top" height={28} wrapperStyle={{ fontSize: 13 }} />}
        {series.map(({ label, points, colour, dash, opacity, isStepped }) => (
          <Line
            key={label}
            data={thinCurve(points)}
            dataKey="y"
            name={label}
            type={isStepped === true ? 'stepAfter' : 'linear'}
            stroke={colour}
            strokeWidth={2}
            strokeOpacity={opacity ?? 1}
            strokeDasharray={dashes[dash]}
            dot={false}
            isAnimationActive={false}
          />
        ))}
      </LineChart>
    </ResponsiveContainer>
  );
}
