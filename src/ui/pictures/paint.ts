/** Pixels onto a canvas. */
import type { Box, Mask, RgbImage } from '../../core/image/image.ts';
import type { ScoreMap } from '../../core/run/events.ts';
import { viridis } from './colour-map.ts';

export interface SsimLayer {
  readonly box: Box;
  readonly data: Float64Array;
}

export interface Layers {
  readonly image: RgbImage;
  /** Outlined in `outlineColour`. */
  readonly mask?: Mask | undefined;
  readonly outlineColour?: readonly [number, number, number] | undefined;
  /** Shown in place of the image: |image - other| x 4. */
  readonly differenceTo?: RgbImage | undefined;
  /** Shown in place of the image: SSIM of `box` by colour, 1 dark and 0 or less bright; 1 elsewhere. */
  readonly ssim?: SsimLayer | undefined;
  readonly map?: ScoreMap | undefined;
  readonly mapScale?: readonly [number, number] | undefined;
  /** 0 to 1. */
  readonly mapOpacity?: number | undefined;
}

function at(data: ArrayLike<number>, index: number): number {
  return data[index] ?? 0;
}

function toRgba({ width, height, data }: RgbImage): ImageData {
  const pixels = new ImageData(width, height);
  for (let i = 0, j = 0; i < pixels.data.length; i += 4, j += 3) {
    pixels.data[i] = at(data, j);
    pixels.data[i + 1] = at(data, j + 1);
    pixels.data[i + 2] = at(data, j + 2);
    pixels.data[i + 3] = 255;
  }
  return pixels;
}

function difference(a: RgbImage, b: RgbImage): RgbImage {
  return { ...a, data: a.data.map((value, i) => Math.min(255, 4 * Math.abs(value - at(b.data, i)))) };
}

/** Bright where something changed, so that it is found at a glance. */
function paintSsim(pixels: ImageData, { box, data }: SsimLayer): void {
  for (let y = 0; y < pixels.height; y++) {
    for (let x = 0; x < pixels.width; x++) {
      const [u, v] = [x - box.left, y - box.top];
      const isIn = u >= 0 && v >= 0 && u < box.width && v < box.height;
      const ssim = isIn ? at(data, v * box.width + u) : 1;
      pixels.data.set(viridis(1 - ssim), 4 * (y * pixels.width + x));
    }
  }
}

/** Pixels on both sides of the mask's border get the outline's colour, so that it stays whole when scaled down. */
function drawOutline(
  pixels: ImageData,
  { width, height, data }: Mask,
  colour: readonly [number, number, number],
): void {
  const isInside = (x: number, y: number) =>
    x >= 0 && y >= 0 && x < width && y < height && at(data, y * width + x) > 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const here = isInside(x, y);
      const isEdge = [isInside(x - 1, y), isInside(x + 1, y), isInside(x, y - 1), isInside(x, y + 1)].some(
        (neighbour) => neighbour !== here,
      );
      if (isEdge) pixels.data.set(colour, 4 * (y * width + x));
    }
  }
}

/** Mean score of the crops over each pixel, laid over the picture. */
function blendMap(
  pixels: ImageData,
  map: ScoreMap,
  [low, high]: readonly [number, number],
  opacity: number,
): void {
  const { width, height } = pixels;
  const startOf = (index: number) => Math.min(1 - map.cropShare, index * map.strideShare);
  const touching = (share: number, count: number) =>
    Array.from({ length: count }, (_, i) => i).filter(
      (i) => share >= startOf(i) && share < startOf(i) + map.cropShare,
    );
  const columns = Array.from({ length: width }, (_, x) => touching((x + 0.5) / width, map.columns));
  const rows = Array.from({ length: height }, (_, y) => touching((y + 0.5) / height, map.rows));
  for (let i = 0; i < width * height; i++) {
    const [over, down] = [columns[i % width] ?? [], rows[Math.floor(i / width)] ?? []];
    let sum = 0;
    for (const row of down) for (const column of over) sum += at(map.scores, row * map.columns + column);
    const score = sum / Math.max(1, over.length * down.length);
    const colour = viridis((score - low) / Math.max(1e-9, high - low));
    for (let c = 0; c < 3; c++) {
      const index = 4 * i + c;
      pixels.data[index] = (1 - opacity) * at(pixels.data, index) + opacity * at(colour, c);
    }
  }
}

export function paint(canvas: HTMLCanvasElement, layers: Layers): void {
  const { image, mask, differenceTo, map, mapScale = [0, 1], mapOpacity = 0 } = layers;
  const context = canvas.getContext('2d');
  if (context === null) return;
  canvas.width = image.width;
  canvas.height = image.height;
  const pixels = toRgba(differenceTo === undefined ? image : difference(image, differenceTo));
  if (layers.ssim !== undefined) paintSsim(pixels, layers.ssim);
  if (map !== undefined && mapOpacity > 0) blendMap(pixels, map, mapScale, mapOpacity);
  if (mask !== undefined) drawOutline(pixels, mask, layers.outlineColour ?? [204, 121, 167]);
  context.putImageData(pixels, 0, 0);
}
