/**
 * Which number of a file is white. Unsigned channels of n bits reach 2^n - 1, signed ones 2^(n-1) - 1. Floats and 32-bit integers
 * have no such convention: the largest number of the picture says whether they hold 0..1, 0..255 or 0..65,535.
 */
import type { SampleKind } from './tiff/traits.ts';

/** A picture whose format is known and that is still not read, because nothing says what its numbers mean. */
export class UnsupportedPicture extends Error {
  override readonly name = 'UnsupportedPicture';
}

export interface Levels {
  /** The number that becomes 255. */
  readonly white: number;
  /** The largest one that is there. */
  readonly peak: number;
}

interface Kind {
  readonly bits: number;
  readonly kind: SampleKind;
}

interface Range {
  readonly least: number;
  readonly peak: number;
}

/** Of every `step`-th run of `channels` samples. @throws UnsupportedPicture for numbers that are not finite. */
export function rangeOf(samples: ArrayLike<number>, step: number, channels: number): Range {
  let [least, peak] = [Infinity, -Infinity];
  for (let at = 0; at < samples.length; at += step) {
    for (let c = 0; c < channels; c++) {
      const value = samples[at + c] ?? 0;
      if (!(Math.abs(value) < Infinity)) throw new UnsupportedPicture('pixels that are no finite numbers');
      if (value < least) least = value;
      if (value > peak) peak = value;
    }
  }
  return { least, peak };
}

/** @throws UnsupportedPicture where the numbers have no stated meaning. */
export function whiteOf({ bits, kind }: Kind, { least, peak }: Range): number {
  if (least < 0) throw new UnsupportedPicture(`negative pixels (down to ${least})`);
  if (kind === 'unsigned' && bits <= 16) return 2 ** bits - 1;
  if (kind === 'signed' && bits <= 16) return 2 ** (bits - 1) - 1;
  if (kind === 'float' && peak <= 1) return 1;
  const white = [255, 65_535].find((level) => peak <= level);
  if (white !== undefined) return white;
  if (kind === 'float')
    throw new UnsupportedPicture(`floating-point pixels up to ${peak}, beyond 0..1, 0..255 and 0..65535`);
  return kind === 'signed' ? 2 ** 31 - 1 : 2 ** 32 - 1;
}
