/** An image between two steps that change it: levels are not rounded, and may lie outside of [0, 255]. */
import { createRgbImage, type RgbImage } from '../image/image.ts';

export interface Samples {
  readonly width: number;
  readonly height: number;
  readonly data: Float64Array; // [H, W, 3]
}

export function toSamples({ width, height, data }: RgbImage): Samples {
  return { width, height, data: Float64Array.from(data) };
}

/** Rounded to whole levels; what lies outside is cut off. */
export function toLevels({ width, height, data }: Samples): RgbImage {
  const image = createRgbImage(width, height);
  for (let i = 0; i < data.length; i++) image.data[i] = Math.min(255, Math.max(0, Math.round(data[i])));
  return image;
}
