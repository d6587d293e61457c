/** How blurred a picture is without another one to compare with: what is blurred already changes little when it is blurred again [CRETE]. */
import type { GrayImage } from '../../image/image.ts';

/** Pixels of the mean that blurs again. */
const width = 11;

/** A place before or after the line, mirrored at the edge: d c b a | a b c d. */
function mirrored(i: number, length: number): number {
  const period = 2 * length;
  const place = ((i % period) + period) % period;
  return place < length ? place : period - 1 - place;
}

/** Means of 11 pixels along x. */
function smoothed({ width: columns, height, data }: GrayImage): GrayImage {
  const result = new Float64Array(data.length);
  const reach = (width - 1) / 2;
  for (let y = 0; y < height; y++) {
    const start = y * columns;
    let sum = 0;
    for (let k = -reach; k <= reach; k++) sum += data[start + mirrored(k, columns)];
    for (let x = 0; x < columns; x++) {
      result[start + x] = sum / width;
      sum += data[start + mirrored(x + reach + 1, columns)] - data[start + mirrored(x - reach, columns)];
    }
  }
  return { width: columns, height, data: result };
}

/** |Sobel| along x at an inner pixel: differences over two columns, rows weighted 1 2 1. */
function slope({ width: columns, data }: GrayImage, at: number): number {
  const row = (from: number) => data[from + 1] - data[from - 1];
  return Math.abs(row(at - columns) + 2 * row(at) + row(at + columns)) / 8;
}

/** Share of the slopes along x that is still there after another blur. */
function leftAlong(image: GrayImage): number {
  const again = smoothed(image);
  let [all, lost] = [0, 0];
  for (let y = 2; y < image.height - 1; y++) {
    for (let x = 2; x < image.width - 1; x++) {
      const at = y * image.width + x;
      const sharp = slope(image, at);
      all += sharp;
      lost += Math.max(0, sharp - slope(again, at));
    }
  }
  return all === 0 ? 1 : (all - lost) / all;
}

function transposed({ width: columns, height, data }: GrayImage): GrayImage {
  const turned = new Float64Array(data.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < columns; x++) turned[x * height + y] = data[y * columns + x];
  return { width: height, height: columns, data: turned };
}

/** The larger of both axes, in [0, 1]: 0 sharp, 1 where no slope is lost. As scikit-image's `blur_effect` takes it. */
export function blurEffect(image: GrayImage): number {
  return Math.max(leftAlong(image), leftAlong(transposed(image)));
}
