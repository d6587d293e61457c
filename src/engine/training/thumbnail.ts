/** A picture that the network is fed, small enough to lie in a plane of many. */
import { toRgba, type Picture } from '../../core/image/picture.ts';
import { resizeArea } from '../../core/image/resize.ts';
import { unpackImage, type PackedImages } from '../../core/views/packed.ts';

/** Side of what is shown of a picture. */
const shownSide = 32;

export function thumbnail(pictures: PackedImages, index: number): Picture {
  const side = Math.min(shownSide, pictures.side);
  return { width: side, height: side, rgba: toRgba(resizeArea(unpackImage(pictures, index), side, side)) };
}
