/** Kernels of Deep SVDD's objective: distances, loss with its gradient, radius, and the numbers of a step. */
import { bindingsOf, type Kernel } from '../../engine/kernels/kernel.ts';

export interface SphereShape {
  readonly rows: number;
  readonly length: number;
}

/** Reads z [rows, length] and the centre [length]; writes the squared distance of each row. */
export function distancesKernel({ rows, length }: SphereShape): Kernel {
  return {
    name: 'svdd_distances',
    reads: bindingsOf(['z', 'centre'], 1),
    writes: bindingsOf(['distances'], 1),
    grid: { kind: 'flat', threads: rows },
    integers: { LENGTH: length },
    body: `
  var sum = 0.0;
  for (var c = 0; c < LENGTH; c++) {
    let apart = z[index * LENGTH + c] - centre[c];
    sum += apart * apart;
  }
  distances[index] = sum;`,
  };
}

/** Share of a row's distance in the loss: 1 / n, or 1 / (nu n) of what lies outside of the sphere. */
export interface SphereWeight extends SphereShape {
  readonly isSoft: boolean;
  readonly nu: number;
}

/** dL / dz [rows, length]: 2 (z - c) times the row's share; rows inside a soft sphere have none. */
export function sphereGradientKernel({ rows, length, isSoft, nu }: SphereWeight): Kernel {
  return {
    name: 'svdd_gradient',
    reads: bindingsOf(['z', 'centre', 'distances', 'radius'], 1),
    writes: bindingsOf(['dz'], 1),
    grid: { kind: 'flat', threads: rows * length },
    integers: { LENGTH: length, IS_SOFT: Number(isSoft) },
    floats: { SHARE: 1 / (isSoft ? nu * rows : rows) },
    body: `
  let row = index / LENGTH;
  let isOutside = IS_SOFT == 0 || distances[row] > radius[0] * radius[0];
  dz[index] = select(0.0, 2.0 * SHARE * (z[index] - centre[index % LENGTH]), isOutside);`,
  };
}

/** Of each coordinate: mean over the rows, and the sum of squared deviations from it; moments [2, length]. */
export function coordinateMomentsKernel({ rows, length }: SphereShape): Kernel {
  return {
    name: 'svdd_moments',
    reads: bindingsOf(['z'], 1),
    writes: bindingsOf(['moments'], 1),
    grid: { kind: 'flat', threads: length },
    integers: { ROWS: rows, LENGTH: length },
    body: `
  var sum = 0.0;
  for (var row = 0; row < ROWS; row++) { sum += z[row * LENGTH + index]; }
  let mean = sum / f32(ROWS);
  var square = 0.0;
  for (var row = 0; row < ROWS; row++) {
    let apart = z[row * LENGTH + index] - mean;
    square += apart * apart;
  }
  moments[index] = mean;
  moments[LENGTH + index] = square;`,
  };
}

/**
 * Writes numbers [4]: loss, mean squared distance, squared radius, and the spread of the embeddings: root mean squared deviation
 * from their mean, as a share of that mean's length. Sums run in a fixed order.
 */
export function sphereNumbersKernel({ rows, length, isSoft, nu }: SphereWeight): Kernel {
  return {
    name: 'svdd_numbers',
    reads: bindingsOf(['distances', 'moments', 'radius'], 1),
    writes: bindingsOf(['numbers'], 1),
    grid: { kind: 'flat', threads: 1 },
    integers: { ROWS: rows, LENGTH: length, IS_SOFT: Number(isSoft) },
    floats: { NU: nu },
    body: `
  let square = radius[0] * radius[0];
  var sum = 0.0;
  var outside = 0.0;
  for (var row = 0; row < ROWS; row++) {
    sum += distances[row];
    outside += max(0.0, distances[row] - square);
  }
  let count = f32(ROWS);
  var mean = 0.0;
  var apart = 0.0;
  for (var c = 0; c < LENGTH; c++) {
    mean += moments[c] * moments[c];
    apart += moments[LENGTH + c];
  }
  numbers[0] = select(sum / count, square + outside / (NU * count), IS_SOFT == 1);
  numbers[1] = sum / count;
  numbers[2] = square;
  numbers[3] = sqrt(apart / count) / max(sqrt(mean), 1e-12);`,
  };
}

/**
 * The quantile 1 - nu of the distances, between the two nearest ones [DeepSVDD section 3.3], from the update after `warmUp` on;
 * settings end with the number of the update.
 */
export function radiusKernel(rows: number, { nu, warmUp }: { nu: number; warmUp: number }): Kernel {
  const at = (1 - nu) * (rows - 1);
  return {
    name: 'svdd_radius',
    reads: bindingsOf(['distances', 'settings'], 1),
    writes: bindingsOf(['radius'], 1),
    grid: { kind: 'flat', threads: 1 },
    integers: { ROWS: rows, LOWER: Math.floor(at), UPPER: Math.ceil(at) },
    floats: { PART: at - Math.floor(at), WARM_UP: warmUp },
    declarations: `
fn rankOf(row : i32) -> i32 {
  var rank = 0;
  let own = distances[row];
  for (var other = 0; other < sizes.ROWS; other++) {
    let value = distances[other];
    rank += select(0, 1, value < own || (value == own && other < row));
  }
  return rank;
}`,
    body: `
  if (settings[3] <= WARM_UP) { return; }
  var lower = 0.0;
  var upper = 0.0;
  for (var row = 0; row < ROWS; row++) {
    let rank = rankOf(row);
    if (rank == LOWER) { lower = sqrt(distances[row]); }
    if (rank == UPPER) { upper = sqrt(distances[row]); }
  }
  radius[0] = lower + PART * (upper - lower);`,
  };
}
