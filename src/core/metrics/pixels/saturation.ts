/**
 * MVTec LOCO's sPRO: of a missing screw, marked by the whole place where it could lie, the part as large as one screw is enough.
 */
import type { PixelScores } from './pixels.ts';

/** What the dataset says of a kind of defect, as in `defects_config.json`. */
export interface SaturationRule {
  /** Grey level of its masks. */
  readonly pixelValue: number;
  /** Pixels, or, where relative, share of the region's area. */
  readonly threshold: number;
  readonly isRelative: boolean;
}

/**
 * s, in whole pixels, at most the region's area: a share is cut off, not rounded, as the authors' evaluation code does [LOCO].
 * Departure: at least one, where they would divide by none.
 */
export function saturationOf({ threshold, isRelative }: SaturationRule, area: number): number {
  const wanted = Math.trunc(isRelative ? threshold * area : threshold);
  return Math.min(area, Math.max(1, wanted));
}

/** Scores of a region's pixels, and how many of them are enough. */
export interface SaturatedRegion {
  /** `sortKeys` of its scores. */
  readonly keys: Uint32Array;
  /** s, from 1 to the number of keys. */
  readonly saturation: number;
}

/**
 * An image whose AU-PRO is AU-sPRO: sPRO of a region A at an alarmed area P is min(|A n P| / s, 1) [LOCO], so that only its s
 * highest pixels count, each 1 / s. Regions are as the dataset marks them, not connected parts, and may overlap.
 */
export function saturated(normal: Uint32Array, regions: readonly SaturatedRegion[]): PixelScores {
  const highest = regions.map(({ keys, saturation }) => Uint32Array.from(keys).sort().subarray(-saturation));
  return {
    normal,
    defective: Uint32Array.from(highest.flatMap((keys) => [...keys])),
    regionOf: Uint32Array.from(highest.flatMap((keys, region) => Array.from(keys, () => region))),
    regionSizes: regions.map(({ saturation }) => saturation),
  };
}
