/** What a network makes, as small pictures for a probe. */
import type { RgbImage } from '../../core/image/image.ts';
import { toRgba, type Picture } from '../../core/image/picture.ts';
import { resizeArea } from '../../core/image/resize.ts';
import { unpackImage, type PackedImages } from '../../core/views/packed.ts';

/** Side of a picture at most: a run keeps those of some thirty probes. */
export const shownSide = 48;

function shrink(image: RgbImage): Picture {
  const side = Math.min(shownSide, image.width);
  return { width: side, height: side, rgba: toRgba(resizeArea(image, side, side)) };
}

/** The pictures that the network sees. */
export function inputPictures(pictures: PackedImages): Picture[] {
  return Array.from({ length: pictures.count }, (_, i) => shrink(unpackImage(pictures, i)));
}

/** Values in [0, 1], what lies outside is cut: [count, side, side, channels], three channels or one, which is shown as grey. */
export function valuePictures(values: Float32Array, count: number, side: number): Picture[] {
  const channels = values.length / (count * side * side);
  return Array.from({ length: count }, (_, picture) => {
    const first = picture * side * side * channels;
    const data = Uint8Array.from({ length: side * side * 3 }, (_unused, i) => {
      const value = channels === 1 ? values[first + Math.floor(i / 3)] : values[first + i];
      return Math.round(255 * Math.min(1, Math.max(0, value)));
    });
    return shrink({ width: side, height: side, data });
  });
}
