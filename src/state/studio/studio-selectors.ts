/** What follows from what the studio made. */
import type { KnobName } from '../../core/experiment/experiment.ts';
import type { Gallery, KnobChange } from '../../worker/bridge/contract-studio.ts';
import { wilsonInterval } from '../../core/metrics/proportion.ts';

export interface Acceptance {
  readonly kept: number;
  readonly draws: number;
  /** Undefined when nothing was drawn. */
  readonly share: number | undefined;
  /** 95 % interval of the share. */
  readonly interval: readonly [number, number];
}

/** How many draws the gate keeps at threshold T: discard iff SSIM >= T. */
export function acceptanceAt(threshold: number, ssims: Float64Array): Acceptance {
  const draws = ssims.length;
  const kept = ssims.filter((ssim) => ssim < threshold).length;
  return {
    kept,
    draws,
    share: draws === 0 ? undefined : kept / draws,
    interval: wilsonInterval(kept, draws),
  };
}

/** Smaller changes, in levels of 255 and on average, are hardly seen, even side by side. */
const visibleLevels = 3;

/** The change that a knob makes at most, in levels of 255, where that is hardly seen; `undefined` where it is seen, or not measured. */
export function hiddenChange(changes: readonly KnobChange[], name: KnobName): number | undefined {
  const levels = changes.find((change) => change.name === name)?.levels;
  return levels !== undefined && levels < visibleLevels ? levels : undefined;
}

/** Patches of a smaller share of the image, in percent, are hardly seen in a tile that shows all of it. */
const smallArea = 5;

/** Whether most of what is shown has small patches. */
export function hasSmallPatches({ facts, tiles }: Gallery): boolean {
  const areas = facts.area.subarray(0, tiles.length);
  return areas.filter((area) => area < smallArea).length > tiles.length / 2;
}
