/**
 * Per-image recall at false-positive rates so low that an inspector could live with them. The rates come from normal images
 * alone, so the thresholds are the same whatever defects the test set holds, and each image with a defect has a number of its own.
 */
import type { PixelScores } from './pixels.ts';

export interface AuPimo {
  readonly mean: number;
  /** Of each image with a defect, in the order of the images. */
  readonly perImage: readonly number[];
}

/** Bounds of the shared false-positive rate that the authors recommend. */
export const pimoBounds = [1e-5, 1e-4] as const;

/** A normal pixel that raises an alarm, and what it adds to the shared false-positive rate. */
interface Alarm {
  readonly key: number;
  readonly rate: number;
}

/** The highest pixels of the normal images, which decide the rate up to `limit`; falling. */
function highestAlarms(normals: readonly PixelScores[], limit: number): Alarm[] {
  const alarms = normals.flatMap(({ normal }) => {
    const most = Math.min(normal.length, Math.floor(limit * normals.length * normal.length) + 1);
    const rate = 1 / (normal.length * normals.length);
    const highest = Uint32Array.from(normal).sort().subarray(-most);
    return Array.from(highest, (key) => ({ key, rate }));
  });
  return alarms.sort((a, b) => b.key - a.key);
}

/** A stretch of rates on which the threshold stays the same; alarmed are keys above `above`. */
interface Stretch {
  readonly above: number;
  /** Share of log(upper / lower). */
  readonly weight: number;
}

/** Falling thresholds: at a rate z, the lowest threshold at which the normal images' mean rate is at most z. */
function stretchesOf(alarms: readonly Alarm[], [lower, upper]: readonly [number, number]): Stretch[] {
  const stretches: Stretch[] = [];
  const whole = Math.log(upper / lower);
  let [rate, at, from] = [0, 0, lower];
  while (from < upper && at < alarms.length) {
    const above = alarms[at].key;
    while (at < alarms.length && alarms[at].key === above) rate += alarms[at++].rate;
    const to = Math.min(rate, upper);
    if (to <= from) continue;
    stretches.push({ above, weight: Math.log(to / from) / whole });
    from = to;
  }
  return stretches;
}

function recallAbove(rising: Uint32Array, key: number): number {
  let [low, high] = [0, rising.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rising[middle] > key) high = middle;
    else low = middle + 1;
  }
  return (rising.length - low) / rising.length;
}

/**
 * AUPIMO of an image = 1 / log(U / L) x integral from L to U of its recall at the shared false-positive rate z, d log z
 * [AUPIMO]. The shared rate is the mean over normal images of their rates. Exact: between two rates that the pixels
 * reach, the threshold of the lower one holds, where the authors sample thresholds and join points by straight lines.
 * `undefined` without an image with a defect, or with fewer normal pixels than 1 / L, which cannot show such a rate.
 */
export function auPimo(
  images: readonly PixelScores[],
  bounds: readonly [lower: number, upper: number] = pimoBounds,
): AuPimo | undefined {
  const normals = images.filter(({ defective }) => defective.length === 0);
  const marked = images.filter(({ defective }) => defective.length > 0);
  const pixels = normals.reduce((sum, { normal }) => sum + normal.length, 0);
  if (marked.length === 0 || pixels * bounds[0] < 1) return undefined;
  const stretches = stretchesOf(highestAlarms(normals, bounds[1]), bounds);
  const perImage = marked.map(({ defective }) => {
    const rising = Uint32Array.from(defective).sort();
    return stretches.reduce((sum, { above, weight }) => sum + weight * recallAbove(rising, above), 0);
  });
  return { mean: perImage.reduce((sum, one) => sum + one, 0) / perImage.length, perImage };
}
