/** Renders views into a batch: float32, [side, side, 3], normalised as (x - 0.5) / 0.25 with x in [0, 1]. */
import type { RgbImage } from '../image/image.ts';
import type { ViewParameters } from './view.ts';

/** A batch under construction; view `i` starts at i * side * side * 3. */
export interface ViewBuffer {
  readonly side: number;
  readonly pixels: Float32Array<ArrayBuffer>; // [views, side, side, 3]
}

export function createViewBuffer(views: number, side: number): ViewBuffer {
  return { side, pixels: new Float32Array(views * side * side * 3) };
}

/** Brightness, then contrast around mid-gray, clamped to [0, 1], then normalised; one entry an 8-bit value. */
function toneTable({ brightness, contrast }: ViewParameters): Float32Array {
  return Float32Array.from({ length: 256 }, (_, value) => {
    const toned = ((value / 255) * brightness - 0.5) * contrast + 0.5;
    return (Math.min(1, Math.max(0, toned)) - 0.5) / 0.25;
  });
}

/** Writes the window of `image` that starts at (left, top) and is as large as the buffer's side. */
export function renderWindow(
  buffer: ViewBuffer,
  index: number,
  image: RgbImage,
  { left, top, view }: { left: number; top: number; view: ViewParameters },
): void {
  const { side, pixels } = buffer;
  const tones = toneTable(view);
  let to = index * side * side * 3;
  for (let y = 0; y < side; y++) {
    let from = ((top + y) * image.width + left) * 3;
    for (let x = 0; x < side * 3; x++) pixels[to++] = tones[image.data[from++]];
  }
}

/** Tone at fractional position of the table: linear between two 8-bit values. */
function toneAt(tones: Float32Array, value: number): number {
  const low = Math.floor(value);
  return low >= 255 ? tones[255] : tones[low] + (value - low) * (tones[low + 1] - tones[low]);
}

/** Writes the whole `image`, already of the buffer's side, turned and moved about its centre; edges repeat. */
export function renderWhole(buffer: ViewBuffer, index: number, image: RgbImage, view: ViewParameters): void {
  const { side, pixels } = buffer;
  const tones = toneTable(view);
  const [cos, sin] = [Math.cos(view.rotation), Math.sin(view.rotation)];
  const middle = (side - 1) / 2;
  let to = index * side * side * 3;
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const dx = x - middle - view.shiftX * side;
      const dy = y - middle - view.shiftY * side;
      const sourceX = Math.min(side - 1, Math.max(0, middle + dx * cos + dy * sin));
      const sourceY = Math.min(side - 1, Math.max(0, middle + dy * cos - dx * sin));
      const [x0, y0] = [Math.floor(sourceX), Math.floor(sourceY)];
      const [shareX, shareY] = [sourceX - x0, sourceY - y0];
      const right = x0 + 1 < side ? 3 : 0;
      const down = y0 + 1 < side ? 3 * side : 0;
      for (let c = 0, at = 3 * (y0 * side + x0); c < 3; c++, at++) {
        const upper = image.data[at] * (1 - shareX) + image.data[at + right] * shareX;
        const lower = image.data[at + down] * (1 - shareX) + image.data[at + down + right] * shareX;
        pixels[to++] = toneAt(tones, upper * (1 - shareY) + lower * shareY);
      }
    }
  }
}
