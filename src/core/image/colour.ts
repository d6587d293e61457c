/**
 * Colour operations with the semantics of torchvision.transforms.functional on float images in [0, 1],
 * clamped after each. They change the patch in place: pixels are interleaved RGB, [n, 3].
 */
import { lumaWeights } from './gray.ts';

export type Pixels = Float32Array | Float64Array;

function clamp(value: number): number {
  return value < 0 ? 0 : value > 1 ? 1 : value;
}

function luma(pixels: Pixels, at: number): number {
  return lumaWeights[0] * pixels[at] + lumaWeights[1] * pixels[at + 1] + lumaWeights[2] * pixels[at + 2];
}

/** x <- clamp(factor x); factor >= 0. */
export function adjustBrightness(pixels: Pixels, factor: number): void {
  for (let i = 0; i < pixels.length; i++) pixels[i] = clamp(pixels[i] * factor);
}

/** x <- clamp(factor x + (1 - factor) mean luma of all pixels given). */
export function adjustContrast(pixels: Pixels, factor: number): void {
  if (pixels.length === 0) return;
  let sum = 0;
  for (let i = 0; i < pixels.length; i += 3) sum += luma(pixels, i);
  const offset = ((1 - factor) * sum * 3) / pixels.length;
  for (let i = 0; i < pixels.length; i++) pixels[i] = clamp(pixels[i] * factor + offset);
}

/** x <- clamp(factor x + (1 - factor) luma of the pixel). Gray pixels stay as they are. */
export function adjustSaturation(pixels: Pixels, factor: number): void {
  for (let i = 0; i < pixels.length; i += 3) {
    const offset = (1 - factor) * luma(pixels, i);
    for (let c = 0; c < 3; c++) pixels[i + c] = clamp(pixels[i + c] * factor + offset);
  }
}

/** Hue of a pixel in sixths of the circle, [-1, 5], as in HSV; `chroma` > 0 is max - min. */
function hueOf(r: number, g: number, b: number, chroma: number): number {
  if (r >= g && r >= b) return (g - b) / chroma;
  return g >= b ? (b - r) / chroma + 2 : (r - g) / chroma + 4;
}

/** One channel of HSV to RGB: value - chroma max(0, min(k, 4 - k, 1)), k = (offset + hue) mod 6; hue in [0, 6). */
function channelOf(offset: number, hue: number, value: number, chroma: number): number {
  const sum = offset + hue;
  const k = sum >= 6 ? sum - 6 : sum;
  const fall = k < 4 - k ? k : 4 - k;
  return fall <= 0 ? value : value - chroma * (fall < 1 ? fall : 1);
}

/** Moves the hue by `turns` of the colour circle, |turns| <= 0.5, through HSV. Gray pixels stay as they are. */
export function adjustHue(pixels: Pixels, turns: number): void {
  if (turns === 0) return;
  for (let i = 0; i < pixels.length; i += 3) {
    const [r, g, b] = [pixels[i], pixels[i + 1], pixels[i + 2]];
    const max = Math.max(r, g, b);
    const chroma = max - Math.min(r, g, b);
    if (chroma === 0) continue;
    const moved = hueOf(r, g, b, chroma) + 6 * turns; // [-4, 8]
    const hue = moved < 0 ? moved + 6 : moved >= 6 ? moved - 6 : moved;
    pixels[i] = channelOf(5, hue, max, chroma);
    pixels[i + 1] = channelOf(3, hue, max, chroma);
    pixels[i + 2] = channelOf(1, hue, max, chroma);
  }
}
