/** What a line chart is given. */
import type { CurvePoint } from '../../../core/metrics/thin.ts';

export interface Series {
  readonly label: string;
  /** x never falls. */
  readonly points: readonly CurvePoint[];
  /** CSS colour. */
  readonly colour: string;
  /** Told apart by pattern as well as by colour. */
  readonly dash: 'plain' | 'dashed' | 'dotted';
  readonly opacity?: number;
  /** Noisy: the chart offers to smooth it, and keeps the raw line under the smooth one. */
  readonly isNoisy?: boolean;
}

export interface Axis {
  readonly label: string;
  readonly domain: readonly [number | 'auto', number | 'auto'];
}

/** Something that happened at one place along x. */
export interface Mark {
  readonly x: number;
  /** Short: it is written beside the line. */
  readonly label: string;
}

export interface LinesProps {
  readonly series: readonly Series[];
  readonly x: Axis;
  readonly y: Axis;
  readonly diagonal?: boolean;
  readonly marks?: readonly Mark[];
  /** Pixels. */
  readonly height?: number;
}
