/** An image as a camera sees it that was moved, turned, or brought nearer. */
import { mirrored } from '../image/gaussian-blur.ts';
import type { Samples } from './samples.ts';

export interface Motion {
  /** Of the content to the right, in px. */
  readonly shiftPx: number;
  /** Of the content, counterclockwise. */
  readonly degrees: number;
  /** Of the content; more than 0. */
  readonly scale: number;
}

/** Where the content at a place of the result was before: centre + (place - centre - shift), turned back, / scale. */
function sourceOf({ shiftPx, degrees, scale }: Motion, width: number, height: number) {
  const turn = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(turn) / scale, Math.sin(turn) / scale];
  const [centreX, centreY] = [(width - 1) / 2, (height - 1) / 2];
  return (x: number, y: number): readonly [number, number] => {
    const [dx, dy] = [x - centreX - shiftPx, y - centreY];
    return [centreX + cos * dx - sin * dy, centreY + sin * dx + cos * dy]; // y points down
  };
}

/** Bilinear, from the content's centre; what was outside is mirrored at the edge: scipy.ndimage.affine_transform, mode `reflect`. */
export function warp(image: Samples, motion: Motion): Samples {
  const { width, height, data } = image;
  const source = sourceOf(motion, width, height);
  const target = new Float64Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [sourceX, sourceY] = source(x, y);
      const [left, top] = [Math.floor(sourceX), Math.floor(sourceY)];
      const [right, bottom] = [sourceX - left, sourceY - top];
      const [x0, x1] = [mirrored(left, width), mirrored(left + 1, width)];
      const [y0, y1] = [mirrored(top, height) * width, mirrored(top + 1, height) * width];
      for (let c = 0; c < 3; c++) {
        const upper = data[(y0 + x0) * 3 + c] * (1 - right) + data[(y0 + x1) * 3 + c] * right;
        const lower = data[(y1 + x0) * 3 + c] * (1 - right) + data[(y1 + x1) * 3 + c] * right;
        target[(y * width + x) * 3 + c] = upper * (1 - bottom) + lower * bottom;
      }
    }
  }
  return { width, height, data: target };
}
