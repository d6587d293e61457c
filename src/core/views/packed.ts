/** 8-bit square pictures side by side, four bytes a pixel, as the device reads them. */
import type { RgbImage } from '../image/image.ts';

export interface PackedImages {
  readonly side: number;
  readonly count: number;
  /** Red, green, blue and a byte unused; [count, side, side, 4]. */
  readonly data: Uint8Array<ArrayBuffer>;
}

export function createPackedImages(count: number, side: number): PackedImages {
  return { side, count, data: new Uint8Array(count * side * side * 4) };
}

/** Copies the window of `image` that starts at (left, top) and is as large as the pictures. */
export function packWindow(
  { side, data }: PackedImages,
  index: number,
  image: RgbImage,
  { left, top }: { readonly left: number; readonly top: number },
): void {
  let to = index * side * side * 4;
  for (let y = 0; y < side; y++) {
    let from = ((top + y) * image.width + left) * 3;
    for (let x = 0; x < side; x++, to += 4) {
      data[to] = image.data[from++];
      data[to + 1] = image.data[from++];
      data[to + 2] = image.data[from++];
    }
  }
}
