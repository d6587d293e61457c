/** An image through the browser's JPEG encoder and back. */
import type { RgbImage } from '../../core/image/image.ts';
import { decodeInBrowser } from '../data/pictures/decode.ts';
import { toRgb } from '../data/pictures/pixels.ts';

/** `quality` in [1, 100]. */
export async function recodeJpeg({ width, height, data }: RgbImage, quality: number): Promise<RgbImage> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error(`no canvas of ${width} x ${height} px`);
  const pixels = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let i = 0; i < width * height; i++) pixels.set(data.subarray(3 * i, 3 * i + 3), 4 * i);
  context.putImageData(new ImageData(pixels, width, height), 0, 0);
  return toRgb(
    await decodeInBrowser(await canvas.convertToBlob({ type: 'image/jpeg', quality: quality / 100 })),
  );
}
