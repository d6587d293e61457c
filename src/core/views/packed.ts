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

/** Picture `index` as an image of its own. */
export function unpackImage({ data, side }: PackedImages, index: number): RgbImage {
  const pixels = new Uint8Array(side * side * 3);
  for (let i = 0, from = index * side * side * 4; i < pixels.length; from += 4) {
    pixels[i++] = data[from];
    pixels[i++] = data[from + 1];
    pixels[i++] = data[from + 2];
  }
  return { width: side, height: side, data: pixels };
}

/** Pictures of all, one after another; all of one side. */
export function joinPacked(parts: readonly PackedImages[]): PackedImages {
  const joined = createPackedImages(
    parts.reduce((sum, { count }) => sum + count, 0),
    parts[0]?.side ?? 0,
  );
  let at = 0;
  for (const { data } of parts) {
    joined.data.set(data, at);
    at += data.length;
  }
  return joined;
}

/** Pictures `first` to `end`, the last left out. */
export function slicePacked({ data, side }: PackedImages, first: number, end: number): PackedImages {
  const bytes = side * side * 4;
  return { side, count: end - first, data: data.slice(first * bytes, end * bytes) };
}
