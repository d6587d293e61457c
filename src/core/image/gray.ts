/** Luma of RGB images. */
import type { Box, GrayImage, RgbImage } from './image.ts';

/** Rec. 601 weights, as PIL and OpenCV use them; torchvision's tensor code rounds the first to 0.2989. */
export const lumaWeights = [0.299, 0.587, 0.114] as const;

/** Writes the luma of the pixels of `box` into `gray`; both images are of one size. */
export function lumaInto(gray: GrayImage, { data, width }: RgbImage, box: Box): void {
  for (let y = box.top; y < box.top + box.height; y++) {
    for (let i = y * width + box.left, end = i + box.width; i < end; i++) {
      const at = 3 * i;
      gray.data[i] =
        lumaWeights[0] * data[at] + lumaWeights[1] * data[at + 1] + lumaWeights[2] * data[at + 2];
    }
  }
}

/** Luma in [0, 255], not rounded; equal channels give their value up to floating point. */
export function toGray(image: RgbImage): GrayImage {
  const { width, height } = image;
  const gray = { width, height, data: new Float64Array(width * height) };
  lumaInto(gray, image, { left: 0, top: 0, width, height });
  return gray;
}
