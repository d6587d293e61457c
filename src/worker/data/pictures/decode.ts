/** The browser's own decoder, kept from changing the values in the file: no colour management, no premultiplied alpha. */
import type { Pixels } from './pixels.ts';

/**
 * Full size, 8 bits a channel; 16-bit files lose their lower byte. A photograph is turned as its EXIF orientation says.
 * The canvas keeps opaque pixels exactly, half-transparent ones to about one level of their visible colour.
 */
export async function decodeInBrowser(picture: Blob): Promise<Pixels> {
  const bitmap = await createImageBitmap(picture, {
    colorSpaceConversion: 'none',
    premultiplyAlpha: 'none',
    imageOrientation: 'from-image',
  });
  try {
    const { width, height } = bitmap;
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
    if (context === null) throw new Error(`no canvas of ${width} x ${height} px`);
    context.drawImage(bitmap, 0, 0);
    return context.getImageData(0, 0, width, height);
  } finally {
    bitmap.close();
  }
}
