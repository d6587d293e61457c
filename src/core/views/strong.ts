/**
 * Strong augmentation, as SimCLR's views of CIFAR are made and as SSD trains with it [SimCLR appendix A; SSD section 4.1]: a crop
 * of .2 to 1 of the area at aspect 3:4 to 4:3, mirrored half of the time, recoloured four times in five, grey once in five.
 */
import { adjustSaturation } from '../image/colour.ts';
import type { Box, RgbImage } from '../image/image.ts';
import { resizeArea } from '../image/resize.ts';
import { drawColour, recolour } from '../pseudo-anomaly/colour-draw.ts';
import type { Random } from '../random.ts';

const [leastArea, widestAspect] = [0.2, 4 / 3];
const reach = { brightness: 0.4, contrast: 0.4, saturation: 0.4, hue: 0.1 };
const [colourShare, greyShare] = [0.8, 0.2];

/** Crops that do not fit are drawn again so often, then the whole is taken, as in torchvision. */
const tries = 10;

/** Inside a square of `side` pixels. */
function drawCrop(side: number, random: Random): Box {
  for (let i = 0; i < tries; i++) {
    const area = side ** 2 * random.uniform(leastArea, 1);
    const aspect = Math.exp(Math.log(widestAspect) * random.uniform(-1, 1));
    const [width, height] = [Math.round(Math.sqrt(area * aspect)), Math.round(Math.sqrt(area / aspect))];
    if (width > 0 && height > 0 && width <= side && height <= side)
      return {
        left: random.integer(side - width + 1),
        top: random.integer(side - height + 1),
        width,
        height,
      };
  }
  return { left: 0, top: 0, width: side, height: side };
}

/** The pixels of `box`, which lies inside. */
export function cutImage(image: RgbImage, { left, top, width, height }: Box): RgbImage {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    const from = ((top + y) * image.width + left) * 3;
    data.set(image.data.subarray(from, from + 3 * width), 3 * width * y);
  }
  return { width, height, data };
}

/** In place. */
function mirrorColumns({ width, height, data }: RgbImage): void {
  for (let y = 0; y < height; y++) {
    const row = data.slice(3 * width * y, 3 * width * (y + 1));
    for (let x = 0; x < width; x++)
      data.set(row.subarray(3 * x, 3 * x + 3), 3 * (width * y + (width - 1 - x)));
  }
}

/** In place. */
function changeColours({ data }: RgbImage, random: Random): void {
  const isColoured = random.next() < colourShare;
  const isGrey = random.next() < greyShare;
  if (!isColoured && !isGrey) return;
  const pixels = Float64Array.from(data, (value) => value / 255);
  if (isColoured) recolour(pixels, drawColour(reach, random));
  if (isGrey) adjustSaturation(pixels, 0);
  pixels.forEach((value, i) => (data[i] = Math.round(255 * value)));
}

/** A strong view of a square image, `side` pixels wide. */
export function strongView(image: RgbImage, side: number, random: Random): RgbImage {
  const cut = cutImage(image, drawCrop(image.width, random.fork('crop')));
  const view = resizeArea(cut, side, side);
  if (random.fork('mirror').next() < 0.5) mirrorColumns(view);
  changeColours(view, random.fork('colour'));
  return view;
}
