/**
 * What JPEG takes from an image, without a file: colour at half size, 8 x 8 blocks of cosines, each rounded to multiples of a table
 * [JPEG Annex K]. The rest of the coding loses nothing. For programs that have no encoder; the page uses the browser's.
 */
import { createRgbImage, nearestPixel, type RgbImage } from '../image/image.ts';

/** Table K.1, for luma, and K.2, for colour, row by row. */
const lumaTable = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22,
  29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103,
  121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
];
const colourTable = [
  17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99, 47, 66, 99,
  99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
  99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
];

/** libjpeg's: `quality` in [1, 100], 50 is the table itself. */
function scaledTable(table: readonly number[], quality: number): Float64Array {
  const percent = quality < 50 ? Math.floor(5000 / quality) : 200 - 2 * quality;
  return Float64Array.from(table, (value) =>
    Math.min(255, Math.max(1, Math.floor((value * percent + 50) / 100))),
  );
}

const side = 8;

/** cosines[u * 8 + x] = c(u) cos((2x + 1) u pi / 16), of length 1 each. */
const cosines = Float64Array.from({ length: side * side }, (_, i) => {
  const [u, x] = [Math.floor(i / side), i % side];
  return (u === 0 ? Math.SQRT1_2 : 1) * 0.5 * Math.cos(((2 * x + 1) * u * Math.PI) / 16);
});

interface Plane {
  readonly width: number;
  readonly height: number;
  readonly data: Float64Array;
}

/** rows x cosines, or its inverse; written as columns, so that doing it twice works both ways and turns nothing. */
function turnRows(source: Float64Array, target: Float64Array, isInverse: boolean): void {
  for (let row = 0; row < side; row++) {
    for (let to = 0; to < side; to++) {
      let sum = 0;
      for (let from = 0; from < side; from++)
        sum += source[row * side + from] * cosines[isInverse ? from * side + to : to * side + from];
      target[to * side + row] = sum;
    }
  }
}

/** Rounds all blocks in place; sides are multiples of 8. */
function roundBlocks({ width, height, data }: Plane, table: Float64Array): void {
  const [block, other] = [new Float64Array(side * side), new Float64Array(side * side)];
  for (let top = 0; top < height; top += side) {
    for (let left = 0; left < width; left += side) {
      for (let i = 0; i < block.length; i++) block[i] = data[(top + (i >> 3)) * width + left + (i & 7)] - 128;
      turnRows(block, other, false);
      turnRows(other, block, false);
      for (let i = 0; i < block.length; i++) block[i] = Math.round(block[i] / table[i]) * table[i];
      turnRows(block, other, true);
      turnRows(other, block, true);
      for (let i = 0; i < block.length; i++) {
        const level = Math.round(block[i] + 128);
        data[(top + (i >> 3)) * width + left + (i & 7)] = Math.min(255, Math.max(0, level));
      }
    }
  }
}

/** Y, Cb and Cr of JFIF at a size of whole blocks of 16, edges repeated. */
function toPlanes(image: RgbImage): readonly [Plane, Plane, Plane] {
  const [width, height] = [Math.ceil(image.width / 16) * 16, Math.ceil(image.height / 16) * 16];
  const planes = [0, 1, 2].map(() => new Float64Array(width * height));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = (Math.min(y, image.height - 1) * image.width + Math.min(x, image.width - 1)) * 3;
      const [r, g, b] = [image.data[from], image.data[from + 1], image.data[from + 2]];
      const at = y * width + x;
      planes[0][at] = Math.round(0.299 * r + 0.587 * g + 0.114 * b);
      planes[1][at] = Math.round(-0.168735892 * r - 0.331264108 * g + 0.5 * b + 128);
      planes[2][at] = Math.round(0.5 * r - 0.418687589 * g - 0.081312411 * b + 128);
    }
  }
  const [luma, blue, red] = planes.map((data) => ({ width, height, data }));
  return [luma, blue, red];
}

function halved({ width, height, data }: Plane): Plane {
  const half = { width: width / 2, height: height / 2, data: new Float64Array(data.length / 4) };
  for (let y = 0; y < half.height; y++)
    for (let x = 0; x < half.width; x++) {
      const at = 2 * y * width + 2 * x;
      const bias = 1 + (x & 1); // libjpeg's: rounds up and down by turns
      const sum = data[at] + data[at + 1] + data[at + width] + data[at + width + 1];
      half.data[y * half.width + x] = (sum + bias) >> 2;
    }
  return half;
}

/** Twice the size: a pixel has 9, 3, 3 and 1 sixteenths of the four nearest, as libjpeg has it. */
function doubled({ width, height, data }: Plane): Plane {
  const target = new Float64Array(4 * data.length);
  for (let y = 0; y < 2 * height; y++) {
    const own = (y >> 1) * width;
    const next = nearestPixel((y >> 1) + (y & 1 ? 1 : -1), height) * width;
    for (let x = 0; x < 2 * width; x++) {
      const column = x >> 1;
      const beside = nearestPixel(column + (x & 1 ? 1 : -1), width);
      const sum =
        3 * (3 * data[own + column] + data[next + column]) + 3 * data[own + beside] + data[next + beside];
      target[y * 2 * width + x] = (sum + (x & 1 ? 7 : 8)) >> 4;
    }
  }
  return { width: 2 * width, height: 2 * height, data: target };
}

/** `quality` in [1, 100]. */
export function loseJpeg(image: RgbImage, quality: number): RgbImage {
  const [luma, ...colours] = toPlanes(image);
  roundBlocks(luma, scaledTable(lumaTable, quality));
  const [blue, red] = colours.map(halved).map((plane) => {
    roundBlocks(plane, scaledTable(colourTable, quality));
    return doubled(plane);
  });
  const result = createRgbImage(image.width, image.height);
  for (let y = 0; y < image.height; y++) {
    for (let x = 0; x < image.width; x++) {
      const at = y * luma.width + x;
      const [level, cb, cr] = [luma.data[at], blue.data[at] - 128, red.data[at] - 128];
      const rgb = [level + 1.402 * cr, level - 0.344136286 * cb - 0.714136286 * cr, level + 1.772 * cb];
      for (let c = 0; c < 3; c++)
        result.data[(y * image.width + x) * 3 + c] = Math.min(255, Math.max(0, Math.round(rgb[c])));
    }
  }
  return result;
}
