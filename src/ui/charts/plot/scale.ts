/** Where values lie along an axis, and how the stretch of it that is shown is narrowed, widened and moved. */
export type Range = readonly [low: number, high: number];

export interface Scale {
  /** low < high; both above 0 where the axis is logarithmic. */
  readonly domain: Range;
  readonly isLog: boolean;
}

/** 0 at the low end, 1 at the high one; beyond them outside of the domain. */
export function shareOf({ domain: [low, high], isLog }: Scale, value: number): number {
  return isLog ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
}

/** The inverse of `shareOf`. */
export function valueAt({ domain: [low, high], isLog }: Scale, share: number): number {
  return isLog ? low * (high / low) ** share : low + share * (high - low);
}

/** The least share of the whole axis that is shown: closer in, there is nothing left to see. */
const closest = 1e-3;

/**
 * The stretch from share `a` to share `b` of what is shown, in either order, kept within the whole axis.
 * `undefined` if it is the whole of it: nothing is zoomed then.
 */
export function stretch(shown: Scale, whole: Range, a: number, b: number): Range | undefined {
  const full: Scale = { domain: whole, isLog: shown.isLog };
  const shareOfAll = (share: number) => shareOf(full, valueAt(shown, share));
  const [from, to] = [shareOfAll(a), shareOfAll(b)];
  const width = Math.min(1, Math.max(closest, Math.abs(to - from)));
  if (width > 1 - 1e-9) return undefined;
  const middle = (from + to) / 2;
  const low = Math.min(1 - width, Math.max(0, middle - width / 2));
  return [valueAt(full, low), valueAt(full, low + width)];
}

/** `factor` below 1 shows less of the axis, around `centre` (a share of what is shown). */
export function zoomed(shown: Scale, whole: Range, factor: number, centre = 0.5): Range | undefined {
  return stretch(shown, whole, centre - factor * centre, centre + factor * (1 - centre));
}

/** Moved by a share of what is shown. */
export function moved(shown: Scale, whole: Range, by: number): Range | undefined {
  const full: Scale = { domain: whole, isLog: shown.isLog };
  const width = shareOf(full, shown.domain[1]) - shareOf(full, shown.domain[0]);
  const low = Math.min(1 - width, Math.max(0, shareOf(full, shown.domain[0]) + by * width));
  return stretch(full, whole, low, low + width);
}
