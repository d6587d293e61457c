/** Pixels as every layer passes them: row-major, interleaved, no padding. */

/** The part of an image that counts; see region-of-interest.ts. */
export interface RegionOfInterest {
  /** Starts and lengths, in turn, of the runs of ignored cells in reading order, on a grid of `regionSide` cells a side over the image. */
  readonly ignored: readonly number[];
}

/** 8-bit RGB image, `data[(y * width + x) * 3 + channel]`. */
export interface RgbImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array<ArrayBuffer>; // [H, W, 3]
  /** Of an image of which only a part counts; its other pixels are `ignoredColour`. */
  readonly region?: RegionOfInterest | undefined;
}

/** One weight a pixel; 0 = untouched or normal, 255 = fully pasted or defective. */
export interface Mask {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array<ArrayBuffer>; // [H, W]
}

/** Luma in [0, 255], not rounded. */
export interface GrayImage {
  readonly width: number;
  readonly height: number;
  readonly data: Float64Array<ArrayBuffer>; // [H, W]
}

/** Pixels from `left`, `top` (included) over `width` x `height`. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Of `length` pixels in a row the one that is nearest to `at`: beyond its ends the last one repeats. */
export function nearestPixel(at: number, length: number): number {
  return Math.min(length - 1, Math.max(0, at));
}

export function createRgbImage(width: number, height: number): RgbImage {
  return { width, height, data: new Uint8Array(width * height * 3) };
}

export function createMask(width: number, height: number): Mask {
  return { width, height, data: new Uint8Array(width * height) };
}

/** A mask as a picture: black where 0, white where 255. */
export function grayImage({ width, height, data }: Mask): RgbImage {
  const image = createRgbImage(width, height);
  for (let i = 0; i < image.data.length; i++) image.data[i] = data[Math.floor(i / 3)];
  return image;
}
