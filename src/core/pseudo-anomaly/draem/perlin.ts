/** Gradient noise on a lattice over an image [Perlin section 2], as DRAEM draws its masks from it [DRAEM section 3.2]. */
import type { Size } from '../../image/cut.ts';
import type { Random } from '../../random.ts';

export interface Noise extends Size {
  /** About -1 to 1. */
  readonly data: Float64Array<ArrayBuffer>; // [H, W]
}

/** Cells of the lattice along each side. */
export interface Lattice {
  readonly columns: number;
  readonly rows: number;
}

/** Quintic: no slope and no curvature at either end. */
function fade(t: number): number {
  return t * t * t * (t * (6 * t - 15) + 10);
}

/** Where the pixels along one side lie in their cells. */
interface Ticks {
  readonly cell: Int32Array;
  readonly offset: Float64Array;
  readonly share: Float64Array;
}

function ticksOf(length: number, cells: number): Ticks {
  const positions = Float64Array.from({ length }, (_, i) => (i * cells) / length);
  const cell = Int32Array.from(positions, Math.floor);
  const offset = positions.map((position, i) => position - cell[i]);
  return { cell, offset, share: offset.map(fade) };
}

/** Unit vectors at (columns + 1) x (rows + 1) lattice points: x and y in turns. */
export function drawGradients({ columns, rows }: Lattice, random: Random): Float64Array {
  const gradients = new Float64Array(2 * (columns + 1) * (rows + 1));
  for (let i = 0; i < gradients.length; i += 2) {
    const angle = random.uniform(0, 2 * Math.PI);
    gradients[i] = Math.cos(angle);
    gradients[i + 1] = Math.sin(angle);
  }
  return gradients;
}

/** Noise scaled by sqrt 2; zero at every lattice point. */
export function perlin({ width, height }: Size, lattice: Lattice, gradients: Float64Array): Noise {
  const data = new Float64Array(width * height);
  const [across, down] = [ticksOf(width, lattice.columns), ticksOf(height, lattice.rows)];
  const pitch = 2 * (lattice.columns + 1);
  for (let y = 0, to = 0; y < height; y++) {
    const [v, rise] = [down.offset[y], down.share[y]];
    for (let x = 0; x < width; x++, to++) {
      const [u, run] = [across.offset[x], across.share[x]];
      const i = down.cell[y] * pitch + 2 * across.cell[x];
      const j = i + pitch;
      const topLeft = gradients[i] * u + gradients[i + 1] * v;
      const topRight = gradients[i + 2] * (u - 1) + gradients[i + 3] * v;
      const bottomLeft = gradients[j] * u + gradients[j + 1] * (v - 1);
      const bottomRight = gradients[j + 2] * (u - 1) + gradients[j + 3] * (v - 1);
      const top = topLeft + run * (topRight - topLeft);
      const bottom = bottomLeft + run * (bottomRight - bottomLeft);
      data[to] = Math.SQRT2 * (top + rise * (bottom - top));
    }
  }
  return { width, height, data };
}

/** Turned about its centre, bilinear; what comes from outside is 0. */
export function rotateNoise({ width, height, data }: Noise, angle: number): Noise {
  const turned = new Float64Array(width * height);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [middleX, middleY] = [(width - 1) / 2, (height - 1) / 2];
  const at = (x: number, y: number) =>
    x >= 0 && y >= 0 && x < width && y < height ? data[y * width + x] : 0;
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0; x < width; x++, to++) {
      const sourceX = middleX + (x - middleX) * cos + (y - middleY) * sin;
      const sourceY = middleY + (y - middleY) * cos - (x - middleX) * sin;
      const [left, top] = [Math.floor(sourceX), Math.floor(sourceY)];
      const [run, rise] = [sourceX - left, sourceY - top];
      const upper = at(left, top) * (1 - run) + at(left + 1, top) * run;
      const lower = at(left, top + 1) * (1 - run) + at(left + 1, top + 1) * run;
      turned[to] = upper * (1 - rise) + lower * rise;
    }
  }
  return { width, height, data: turned };
}
