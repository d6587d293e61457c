/** Which pixels the blending changed, and how anomalous each is by the size of its change [NSA section 2.2]. */
import { createMask, type Box, type Mask, type RgbImage } from '../../image/image.ts';
import { boxAround } from '../../image/cut.ts';
import { diskMedian } from './disk-median.ts';
import { majority } from './majority.ts';

/** A mean change up to this, in 255ths, is none. */
const tolerance = 1;
const medianRadius = 2;
/** Radius of the label's median. */
const diskRadius = 5;

/** What was changed. */
export interface Change {
  /** 255 = changed. */
  readonly mask: Mask;
  /** The smallest box around it; empty if nothing changed. */
  readonly touched: Box;
  /** Sum over the channels of |before - after|, 0 to 765; 0 outside the mask. */
  readonly sums: Uint16Array; // [H, W]
}

export interface LabelCurve {
  /** Steepness k, per 255th. */
  readonly slope: number;
  /** Change x0 at which the label is one half, in 255ths. */
  readonly middle: number;
}

function sumsOfChange({ width, height, data }: RgbImage, after: Uint8Array): Uint16Array<ArrayBuffer> {
  const sums = new Uint16Array(width * height);
  for (let i = 0, at = 0; i < sums.length; i++, at += 3) {
    const [red, green, blue] = [
      data[at] - after[at],
      data[at + 1] - after[at + 1],
      data[at + 2] - after[at + 2],
    ];
    sums[i] = Math.abs(red) + Math.abs(green) + Math.abs(blue);
  }
  return sums;
}

/** Mean of the channels' |before - after| > 1, then a 5x5 median. */
export function changeOf(before: RgbImage, after: RgbImage): Change {
  const { width, height } = before;
  const sums = sumsOfChange(before, after.data);
  const bits = new Uint8Array(sums.length);
  for (let i = 0; i < bits.length; i++) bits[i] = sums[i] > 3 * tolerance ? 1 : 0;
  const kept = majority(bits, before, medianRadius, { left: 0, top: 0, width, height });
  const mask = createMask(width, height);
  for (let i = 0; i < bits.length; i++) {
    if (kept[i] > 0) mask.data[i] = 255;
    else sums[i] = 0;
  }
  return { mask, touched: boxAround(mask), sums };
}

/** mask / (1 + exp(-k (m - x0))) in 255ths, m = the change's median over a disk of radius 5. */
export function gradedLabel({ mask, touched, sums }: Change, { slope, middle }: LabelCurve): Mask {
  const label = createMask(mask.width, mask.height);
  const limit = 3 * 255;
  const grades = Uint8Array.from({ length: limit + 1 }, (_, sum) =>
    Math.round(255 / (1 + Math.exp(-slope * (sum / 3 - middle)))),
  );
  const medians = diskMedian(sums, mask, touched, { radius: diskRadius, limit });
  for (let y = 0, from = 0; y < touched.height; y++) {
    let at = (touched.top + y) * mask.width + touched.left;
    for (let x = 0; x < touched.width; x++, at++, from++) {
      if (mask.data[at] > 0) label.data[at] = grades[medians[from]];
    }
  }
  return label;
}
