/** What a mask marks, small enough to stay beside a working copy; regions whose masks overlap stay apart. */
import { createMask, type Mask } from '../image/image.ts';
import { saturationOf, type SaturationRule } from '../metrics/pixels/saturation.ts';

/** What one mask marks. */
export interface Marks {
  /** Pairs of start and length of the runs of marked pixels in reading order. */
  readonly runs: Uint32Array<ArrayBuffer>;
  /** Pixels of it that are enough to find [LOCO]; missing where the dataset does not say. */
  readonly saturation?: number;
}

/** Runs of the pixels that `isMarked`. */
function runsOf(pixels: number, isMarked: (at: number) => boolean): Uint32Array<ArrayBuffer> {
  const runs: number[] = [];
  for (let at = 0; at < pixels; at++) {
    if (!isMarked(at)) continue;
    const start = at;
    while (at < pixels && isMarked(at)) at++;
    runs.push(start, at - start);
  }
  return Uint32Array.from(runs);
}

/** Pixels. */
export function areaOf(runs: Uint32Array): number {
  let area = 0;
  for (let i = 1; i < runs.length; i += 2) area += runs[i];
  return area;
}

/** All that a mask marks, as one. */
export function marksOf({ data }: Mask): Marks[] {
  const runs = runsOf(data.length, (at) => data[at] > 0);
  return runs.length === 0 ? [] : [{ runs }];
}

/** Of a mask whose grey levels say what they mark, one for each level that is there, from the lowest. */
export function marksByLevel(levels: Uint8Array, rules: readonly SaturationRule[]): Marks[] {
  return [...new Set(levels)]
    .filter((level) => level > 0)
    .sort((a, b) => a - b)
    .map((level) => {
      const runs = runsOf(levels.length, (at) => levels[at] === level);
      const rule = rules.find(({ pixelValue }) => pixelValue === level);
      return rule === undefined ? { runs } : { runs, saturation: saturationOf(rule, areaOf(runs)) };
    });
}

/** What any of `marks` marks, 255; of that size. */
export function maskOf(
  { width, height }: { readonly width: number; readonly height: number },
  marks: readonly Marks[],
): Mask {
  const mask = createMask(width, height);
  for (const { runs } of marks) {
    for (let i = 0; i < runs.length; i += 2) mask.data.fill(255, runs[i], runs[i] + runs[i + 1]);
  }
  return mask;
}
