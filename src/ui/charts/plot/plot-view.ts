/** Where the plot that a handle lies on stands. */
import { createContext } from 'react';
import type { Scale } from './scale.ts';

export interface PlotScales {
  readonly x: Scale;
  readonly y: Scale;
}

const share: Scale = { domain: [0, 1], isLog: false };

export const PlotView = createContext<PlotScales>({ x: share, y: share });
