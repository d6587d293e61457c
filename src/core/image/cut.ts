/** Rectangles of luma with a margin, and arithmetic on boxes. */
import { lumaAt } from './gray.ts';
import { createMask, type Box, type GrayImage, type Mask, type RgbImage } from './image.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** `box` grown by `margin` on each side, cut at the borders of the image. */
export function dilateBox(box: Box, margin: number, { width, height }: Size): Box {
  const left = Math.max(0, box.left - margin);
  const top = Math.max(0, box.top - margin);
  const right = Math.min(width, box.left + box.width + margin);
  const bottom = Math.min(height, box.top + box.height + margin);
  return { left, top, width: Math.max(0, right - left), height: Math.max(0, bottom - top) };
}

/** 255 in the boxes, which lie inside. */
export function boxMask({ width, height }: Size, boxes: readonly Box[]): Mask {
  const mask = createMask(width, height);
  for (const box of boxes) {
    for (let y = box.top; y < box.top + box.height; y++) {
      mask.data.fill(255, y * width + box.left, y * width + box.left + box.width);
    }
  }
  return mask;
}

/** The smallest box around all set pixels; {0, 0, 0, 0} around none. */
export function boxAround({ width, height, data }: Mask): Box {
  const isSet = (value: number) => value > 0;
  let [left, right, top, bottom] = [width, 0, height, 0];
  for (let y = 0; y < height; y++) {
    const row = data.subarray(y * width, (y + 1) * width);
    const first = row.findIndex(isSet);
    if (first < 0) continue;
    left = Math.min(left, first);
    right = Math.max(right, row.findLastIndex(isSet) + 1);
    top = Math.min(top, y);
    bottom = y + 1;
  }
  if (right === 0) return { left: 0, top: 0, width: 0, height: 0 };
  return { left, top, width: right - left, height: bottom - top };
}

/** ... 1 0 | 0 1 2 ... n-1 | n-1 n-2 ... */
export function mirror(index: number, count: number): number {
  const period = 2 * count;
  const wrapped = ((index % period) + period) % period;
  return wrapped < count ? wrapped : period - 1 - wrapped;
}

function mirroredIndices(start: number, length: number, count: number): Int32Array {
  const indices = new Int32Array(length);
  for (let i = 0; i < length; i++) indices[i] = mirror(start + i, count);
  return indices;
}

/** Gray values of `box` and `margin` around it, mirrored at the image's borders: [height + 2 m, width + 2 m]. */
export function cutGray(image: GrayImage, box: Box, margin = 0): Float64Array {
  const columns = mirroredIndices(box.left - margin, box.width + 2 * margin, image.width);
  const rows = mirroredIndices(box.top - margin, box.height + 2 * margin, image.height);
  const cut = new Float64Array(columns.length * rows.length);
  for (let y = 0, to = 0; y < rows.length; y++) {
    const start = rows[y] * image.width;
    for (let x = 0; x < columns.length; x++, to++) cut[to] = image.data[start + columns[x]];
  }
  return cut;
}

/** What is read of an RGB image: its luma, or one channel. */
export type PlaneKind = 'luma' | 0 | 1 | 2;

/** The plane's value at the pixel whose red value stands at `at`. */
export function planeValueAt(data: Uint8Array, at: number, plane: PlaneKind): number {
  return plane === 'luma' ? lumaAt(data, at) : data[at + plane];
}

/** As `cutGray`, of one plane of an RGB image. */
export function cutPlane(image: RgbImage, box: Box, margin: number, plane: PlaneKind): Float64Array {
  const columns = mirroredIndices(box.left - margin, box.width + 2 * margin, image.width);
  const rows = mirroredIndices(box.top - margin, box.height + 2 * margin, image.height);
  const cut = new Float64Array(columns.length * rows.length);
  for (let y = 0, to = 0; y < rows.length; y++) {
    const start = rows[y] * image.width;
    for (let x = 0; x < columns.length; x++, to++)
      cut[to] = planeValueAt(image.data, 3 * (start + columns[x]), plane);
  }
  return cut;
}
