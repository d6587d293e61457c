/** What images have in common: where a part always lies is sharp, where each lies elsewhere is blurred. */
import { createRgbImage, type RgbImage } from './image.ts';

/** Images that a region of interest is drawn on the mean of: enough to blur what moves. */
export const meantImages = 16;

/** The mean of images of one size, the first one's; `undefined` of none. */
export function meanImage(images: readonly RgbImage[]): RgbImage | undefined {
  const [first] = images;
  if (images.length === 0) return undefined;
  const { width, height } = first;
  const alike = images.filter((image) => image.width === width && image.height === height);
  const sums = new Float64Array(first.data.length);
  for (const { data } of alike) for (let i = 0; i < sums.length; i++) sums[i] += data[i];
  const mean = createRgbImage(width, height);
  for (let i = 0; i < sums.length; i++) mean.data[i] = Math.round(sums[i] / alike.length);
  return mean;
}
