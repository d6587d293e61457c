/** Images seen in a mirror. */
import { createRgbImage, type RgbImage } from './image.ts';

/** Left and right change places if `columns`, top and bottom if `rows`; a new image. */
export function mirror(
  image: RgbImage,
  { columns, rows }: { readonly columns: boolean; readonly rows: boolean },
): RgbImage {
  const { width, height, data } = image;
  const turned = createRgbImage(width, height);
  for (let y = 0, at = 0; y < height; y++) {
    const line = (rows ? height - 1 - y : y) * width;
    for (let x = 0; x < width; x++, at += 3) {
      const from = 3 * (line + (columns ? width - 1 - x : x));
      for (let channel = 0; channel < 3; channel++) turned.data[at + channel] = data[from + channel];
    }
  }
  return turned;
}
