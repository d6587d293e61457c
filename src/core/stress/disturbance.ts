/** What may happen to a photo between the part and the detector: eight disturbances, their ranges and their ladders. */

interface DisturbanceRange {
  /** Where it changes nothing. */
  readonly neutral: number;
  readonly low: number;
  readonly high: number;
  /** Of a slider. */
  readonly step: number;
  readonly unit: '%' | 'px' | '/255' | '°' | '';
}

/**
 * `light` and `contrast`: change in %. `blur`: sigma of a Gaussian in px of the working image. `noise`: standard deviation in grey
 * levels. `jpeg`: quality, where 100 is not coded at all. `shift`: to the right, in % of the side. `rotation`: counterclockwise.
 * `scale`: size in %.
 */
export const disturbanceRanges = {
  light: { neutral: 0, low: -60, high: 60, step: 5, unit: '%' },
  contrast: { neutral: 0, low: -80, high: 80, step: 5, unit: '%' },
  blur: { neutral: 0, low: 0, high: 6, step: 0.25, unit: 'px' },
  noise: { neutral: 0, low: 0, high: 50, step: 1, unit: '/255' },
  jpeg: { neutral: 100, low: 5, high: 100, step: 5, unit: '' },
  shift: { neutral: 0, low: -20, high: 20, step: 1, unit: '%' },
  rotation: { neutral: 0, low: -45, high: 45, step: 1, unit: '°' },
  scale: { neutral: 100, low: 70, high: 140, step: 1, unit: '%' },
} as const satisfies Record<string, DisturbanceRange>;

export type DisturbanceName = keyof typeof disturbanceRanges;

export const disturbanceNames = Object.keys(disturbanceRanges) as DisturbanceName[];

export type Disturbance = Readonly<Record<DisturbanceName, number>>;

/** Changes nothing. */
export const noDisturbance = Object.fromEntries(
  disturbanceNames.map((name) => [name, disturbanceRanges[name].neutral]),
) as Disturbance;

/** The same brought into the ranges. */
export function withinRanges(disturbance: Disturbance): Disturbance {
  return Object.fromEntries(
    disturbanceNames.map((name) => {
      const { low, high, neutral } = disturbanceRanges[name];
      const value = disturbance[name];
      return [name, Number.isFinite(value) ? Math.min(high, Math.max(low, value)) : neutral];
    }),
  ) as Disturbance;
}

/** One disturbance alone, weakest first. */
export interface Ladder {
  readonly name: DisturbanceName;
  readonly levels: readonly number[];
}

export const ladders: readonly Ladder[] = [
  { name: 'light', levels: [-5, -10, -20, -40] },
  { name: 'light', levels: [5, 10, 20, 40] },
  { name: 'contrast', levels: [-10, -20, -40, -60] },
  { name: 'contrast', levels: [10, 20, 40, 60] },
  { name: 'blur', levels: [0.5, 1, 2, 4] },
  { name: 'noise', levels: [2, 5, 10, 20] },
  { name: 'jpeg', levels: [90, 70, 50, 20] },
  { name: 'shift', levels: [1, 3, 6, 12] },
  { name: 'rotation', levels: [1, 3, 8, 20] },
  { name: 'scale', levels: [98, 95, 90, 80] },
  { name: 'scale', levels: [102, 105, 110, 125] },
];

/** Nothing but one disturbance. */
export function only(name: DisturbanceName, level: number): Disturbance {
  return { ...noDisturbance, [name]: level };
}
