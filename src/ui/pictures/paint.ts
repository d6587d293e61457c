/** Pixels onto a canvas. */
import type { Box, Mask, RgbImage } from '../../core/image/image.ts';
import { drawOutline, toRgba, type OutlineColour } from '../../core/image/picture.ts';
import { pixelScores, type ScoreMap } from '../../core/scoring/score-map.ts';
import { layViridis, viridis } from './colour-map.ts';

export interface SsimLayer {
  readonly box: Box;
  readonly data: Float64Array;
}

export interface Layers {
  readonly image: RgbImage;
  /** Outlined in `outlineColour`. */
  readonly mask?: Mask | undefined;
  readonly outlineColour?: OutlineColour | undefined;
  /** Shown in place of the image: |image - other| x 4. */
  readonly differenceTo?: RgbImage | undefined;
  /** Shown in place of the image: SSIM of `box` by colour, 1 dark and 0 or less bright; 1 elsewhere. */
  readonly ssim?: SsimLayer | undefined;
  readonly map?: ScoreMap | undefined;
  readonly mapScale?: readonly [number, number] | undefined;
  /** 0 to 1. */
  readonly mapOpacity?: number | undefined;
  /** Where the map reaches this score, its border is drawn. */
  readonly mapContour?: number | undefined;
}

function at(data: ArrayLike<number>, index: number): number {
  return data[index] ?? 0;
}

function difference(a: RgbImage, b: RgbImage): RgbImage {
  return { ...a, data: a.data.map((value, i) => Math.min(255, 4 * Math.abs(value - at(b.data, i)))) };
}

/** Bright where something changed, so that it is found at a glance. */
function paintSsim(pixels: ImageData, { box, data }: SsimLayer): void {
  const same = viridis(0);
  for (let y = 0; y < pixels.height; y++) {
    for (let x = 0; x < pixels.width; x++) {
      const [u, v] = [x - box.left, y - box.top];
      const isIn = u >= 0 && v >= 0 && u < box.width && v < box.height;
      const colour = isIn ? viridis(1 - at(data, v * box.width + u)) : same;
      pixels.data.set(colour, 4 * (y * pixels.width + x));
    }
  }
}

const contourColour = [255, 64, 160] as const;

function drawContour({ width, height, data }: ImageData, map: ScoreMap, level: number): void {
  const reached = Uint8Array.from(pixelScores(map, width), (score) => (score >= level ? 255 : 0));
  drawOutline(data, { mask: { width, height, data: reached }, colour: contourColour });
}

/** What goes over the pixels, from below upwards. */
function paintOver(pixels: ImageData, layers: Layers): void {
  const { ssim, map, mapScale = [0, 1], mapOpacity = 0, mapContour, mask, outlineColour } = layers;
  if (ssim !== undefined) paintSsim(pixels, ssim);
  if (map !== undefined && mapOpacity > 0)
    layViridis(pixels.data, pixelScores(map, pixels.width), mapScale, mapOpacity);
  if (map !== undefined && mapContour !== undefined) drawContour(pixels, map, mapContour);
  if (mask !== undefined) drawOutline(pixels.data, { mask, ...(outlineColour && { colour: outlineColour }) });
}

export function paint(canvas: HTMLCanvasElement, layers: Layers): void {
  const { image, differenceTo } = layers;
  const context = canvas.getContext('2d');
  if (context === null) return;
  canvas.width = image.width;
  canvas.height = image.height;
  const shown = differenceTo === undefined ? image : difference(image, differenceTo);
  const pixels = new ImageData(toRgba(shown), image.width, image.height);
  paintOver(pixels, layers);
  context.putImageData(pixels, 0, 0);
}
