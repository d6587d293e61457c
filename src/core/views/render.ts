/**
 * Renders views of packed pictures: float32, [views, side, side, 3], normalised.
 * The engine's own kernel does the same on the device; this is its reference, and the path if there is no kernel.
 */
import { plainNormalisation, type Normalisation } from './normalisation.ts';
import type { PackedImages } from './packed.ts';
import type { ViewParameters } from './view.ts';

export interface View {
  /** Which picture. */
  readonly source: number;
  readonly parameters: ViewParameters;
}

/** Brightness, then contrast around mid-gray, clamped to [0, 1], then normalised as channel `c`. */
function tone(
  value: number,
  { brightness, contrast }: ViewParameters,
  { mean, deviation }: Normalisation,
  c: number,
): number {
  const toned = ((value / 255) * brightness - 0.5) * contrast + 0.5;
  return (Math.min(1, Math.max(0, toned)) - mean[c]) / deviation[c];
}

/** Where a view's numbers go, and how they are normalised. */
interface Target {
  readonly pixels: Float32Array;
  readonly start: number;
  readonly normalisation: Normalisation;
}

/** Turned and moved about its centre; edges repeat, pixels between are bilinear. */
function renderMoved(
  { side, data }: PackedImages,
  { source, parameters }: View,
  { pixels, start, normalisation }: Target,
): void {
  const first = source * side * side * 4;
  const [cos, sin] = [Math.cos(parameters.rotation), Math.sin(parameters.rotation)];
  const middle = (side - 1) / 2;
  let to = start;
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const dx = x - middle - parameters.shiftX * side;
      const dy = y - middle - parameters.shiftY * side;
      const sourceX = Math.min(side - 1, Math.max(0, middle + dx * cos + dy * sin));
      const sourceY = Math.min(side - 1, Math.max(0, middle + dy * cos - dx * sin));
      const [x0, y0] = [Math.floor(sourceX), Math.floor(sourceY)];
      const [shareX, shareY] = [sourceX - x0, sourceY - y0];
      const right = x0 + 1 < side ? 4 : 0;
      const down = y0 + 1 < side ? 4 * side : 0;
      for (let c = 0, at = first + 4 * (y0 * side + x0); c < 3; c++, at++) {
        const upper = data[at] * (1 - shareX) + data[at + right] * shareX;
        const lower = data[at + down] * (1 - shareX) + data[at + down + right] * shareX;
        pixels[to++] = tone(upper * (1 - shareY) + lower * shareY, parameters, normalisation, c);
      }
    }
  }
}

/** Changed in colour only: a table serves all pixels. */
function renderInPlace(
  { side, data }: PackedImages,
  { source, parameters }: View,
  { pixels, start, normalisation }: Target,
): void {
  const tones = [0, 1, 2].map((c) =>
    Float32Array.from({ length: 256 }, (_, value) => tone(value, parameters, normalisation, c)),
  );
  let from = source * side * side * 4;
  for (let to = start; to < start + side * side * 3; to += 3, from += 4) {
    for (let c = 0; c < 3; c++) pixels[to + c] = tones[c][data[from + c]];
  }
}

export function renderViews(
  images: PackedImages,
  views: readonly View[],
  normalisation: Normalisation = plainNormalisation,
): Float32Array<ArrayBuffer> {
  const size = images.side * images.side * 3;
  const pixels = new Float32Array(views.length * size);
  views.forEach((view, i) => {
    const { rotation, shiftX, shiftY } = view.parameters;
    const render = rotation === 0 && shiftX === 0 && shiftY === 0 ? renderInPlace : renderMoved;
    render(images, view, { pixels, start: i * size, normalisation });
  });
  return pixels;
}
