/** Luma of RGB images. */
import type { GrayImage, RgbImage } from './image.ts';

/** Rec. 601 weights, as PIL and OpenCV use them; torchvision's tensor code rounds the first to 0.2989. */
export const lumaWeights = [0.299, 0.587, 0.114] as const;

/** Luma of the pixel whose red value stands at `at`. */
export function lumaAt(data: Uint8Array, at: number): number {
  return lumaWeights[0] * data[at] + lumaWeights[1] * data[at + 1] + lumaWeights[2] * data[at + 2];
}

/** Luma in [0, 255], not rounded; equal channels give their value up to floating point. */
export function toGray({ width, height, data }: RgbImage): GrayImage {
  const gray = new Float64Array(width * height);
  for (let i = 0; i < gray.length; i++) gray[i] = lumaAt(data, 3 * i);
  return { width, height, data: gray };
}
