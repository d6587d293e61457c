/** From a decoder's pixels to the working copies that the app holds. */
import { createMask, createRgbImage, type Mask, type RgbImage } from '../../../core/image/image.ts';
import type { Levels } from './levels.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What a file says of itself before it is decoded. */
export interface HeaderFacts {
  /** `undefined` if the file ends before it, or says 0. */
  readonly size: Size | undefined;
  readonly isWhole: boolean;
  /** Bits a channel, or a pixel of a palette; `undefined` if the file ends before it. */
  readonly bitDepth: number | undefined;
  /** Whether its compression changes pixels. */
  readonly isLossy?: boolean;
  /** What of it cannot be read here, for example `BigTIFF`. */
  readonly unsupported?: string;
}

/** Straight RGBA, as a canvas gives it. */
export interface Pixels extends Size {
  readonly data: Uint8ClampedArray; // [H, W, 4]
  /** Of a file with more than 8 bits a channel that was read whole. */
  readonly levels?: Levels;
}

/** Decodes a whole picture at its full size; rejects where it cannot. */
export type Decode = (picture: Blob) => Promise<Pixels>;

/** What a picture is read for. */
export interface Reading {
  /** Of a mask only whether a pixel is 0 counts: numbers of more than 8 bits are not scaled, so that 1 of 65,535 is a mark. */
  readonly isMask?: boolean;
  /** The number that becomes 255 in files with more than 8 bits a channel; by default what the format says. */
  readonly white?: number;
}

/** Transparent places show white, as on a page. */
export function toRgb({ width, height, data }: Pixels): RgbImage {
  const image = createRgbImage(width, height);
  const rgb = image.data;
  for (let from = 0, to = 0; from < data.length; from += 4, to += 3) {
    const alpha = data[from + 3] ?? 255;
    for (let c = 0; c < 3; c++) rgb[to + c] = data[from + c] ?? 0;
    if (alpha === 255) continue;
    for (let c = 0; c < 3; c++) rgb[to + c] = 255 + (((data[from + c] ?? 0) - 255) * alpha) / 255 + 0.5;
  }
  return image;
}

/** Of a lossy mask: what compression leaves around an edge lies below. */
const lossyMark = 128;

/**
 * Every visible pixel that is not black is defective: 0/1, 0/255, 1-bit masks and masks of class numbers all work. In a lossy format
 * nothing is quite black beside a mark, so that a pixel is defective where its brightest channel is in the upper half.
 */
export function toMask({ width, height, data }: Pixels, isLossy = false): Mask {
  const mask = createMask(width, height);
  const least = isLossy ? lossyMark : 1;
  for (let from = 0, to = 0; from < data.length; from += 4, to++) {
    const brightest = Math.max(data[from] ?? 0, data[from + 1] ?? 0, data[from + 2] ?? 0);
    mask.data[to] = brightest < least || data[from + 3] === 0 ? 0 : 255;
  }
  return mask;
}
