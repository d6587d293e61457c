/** What a line chart is given. */
import type { CurvePoint } from '../../core/metrics/thin.ts';

export interface Series {
  readonly label: string;
  readonly points: readonly CurvePoint[];
  /** CSS colour. */
  readonly colour: string;
  /** Told apart by pattern as well as by colour. */
  readonly dash: 'plain' | 'dashed' | 'dotted';
  readonly opacity?: number;
}

export interface Axis {
  readonly label: string;
  readonly domain: [number | 'auto', number | 'auto'];
}

export interface LinesProps {
  readonly series: readonly Series[];
  readonly x: Axis;
  readonly y: Axis;
  readonly diagonal?: boolean;
  /** Pixels. */
  readonly height?: number;
}
