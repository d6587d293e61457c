/** Frames to pixels and pixels to PNG files, by the browser's canvas. */
import type { RgbImage } from '../../../core/image/image.ts';
import { toRgba } from '../../../core/image/picture.ts';
import type { Pixels } from './pixels.ts';

export interface FrameTools {
  /** Closes the frame. */
  readonly read: (frame: ImageBitmap) => Pixels;
  /** As a PNG file, every pixel as it is. */
  readonly write: (image: RgbImage) => Promise<Blob>;
}

function contextOf(width: number, height: number): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error(`no canvas of ${width} x ${height} px`);
  return context;
}

export const frameToolsInBrowser: FrameTools = {
  read(frame) {
    const { width, height } = frame;
    const context = contextOf(width, height);
    context.drawImage(frame, 0, 0);
    frame.close();
    return context.getImageData(0, 0, width, height);
  },
  write(image) {
    const { width, height } = image;
    const context = contextOf(width, height);
    context.putImageData(new ImageData(toRgba(image), width, height), 0, 0);
    return context.canvas.convertToBlob({ type: 'image/png' });
  },
};
