/**
 * Contrastive losses as functions of one matrix of cosines, with their gradients in closed form. One code serves all losses:
 * their pairing is given by sizes. Sums run in a fixed order, so the same input always gives the same bits.
 */
import type { Pairing } from '../../core/contrast/pairing.ts';
import { bindingsOf, vectorOf, widthOf, type Kernel } from './kernel.ts';

/** Rows are 4N; see `Pairing`. */
export interface RowsShape {
  readonly rows: number;
  readonly length: number;
}

/**
 * Reads z [rows, length]; writes unit rows, the same transposed [length, rows], and 1 / |z|. A row of zeros has no direction: it
 * stays zero, and so does its gradient.
 */
export function unitRowsKernel({ rows, length }: RowsShape): Kernel {
  const width = widthOf(length);
  const parts = width === 4 ? [0, 1, 2, 3] : [0];
  const part = (i: number) => (width === 4 ? `value[${i}]` : 'value');
  const transpose = parts.map((i) => `transposed[(k * ${width} + ${i}) * ROWS + index] = ${part(i)};`);
  return {
    name: `unit_rows_${width}`,
    reads: bindingsOf(['z'], width),
    writes: [...bindingsOf(['unit'], width), ['transposed', 'f32'], ['inverse', 'f32']],
    grid: { kind: 'flat', threads: rows },
    integers: { ROWS: rows, VECTORS: length / width },
    declarations: `fn squareOf(v : ${vectorOf(width)}) -> f32 { return ${width === 4 ? 'dot(v, v)' : 'v * v'}; }`,
    body: `
  var square = 0.0;
  for (var k = 0; k < VECTORS; k++) { square += squareOf(z[index * VECTORS + k]); }
  let scale = select(0.0, inverseSqrt(square + 1e-24), square > 0.0);
  inverse[index] = scale;
  for (var k = 0; k < VECTORS; k++) {
    let value = z[index * VECTORS + k] * scale;
    unit[index * VECTORS + k] = value;
    ${transpose.join('\n    ')}
  }`,
  };
}

const four = [0, 1, 2, 3];
const inFours = (line: (k: number) => string) => four.map(line).join('\n  ');

/** Reads transposed unit rows [length, rows]; writes cosines [rows, rows], symmetric to the bit. */
export function cosinesKernel({ rows, length }: RowsShape): Kernel {
  return {
    name: 'cosines',
    reads: bindingsOf(['transposed'], 4),
    writes: bindingsOf(['cosines'], 4),
    grid: { kind: 'flat', threads: (rows / 4) ** 2 },
    integers: { FOURS: rows / 4, LENGTH: length },
    body: `
  let i = index / FOURS;
  let j = index % FOURS;
  ${inFours((k) => `var sum${k} = vec4<f32>(0.0);`)}
  for (var k = 0; k < LENGTH; k++) {
    let a = transposed[k * FOURS + i];
    let b = transposed[k * FOURS + j];
    ${inFours((k) => `sum${k} += a[${k}] * b;`)}
  }
  ${inFours((k) => `cosines[(4 * i + ${k}) * FOURS + j] = sum${k};`)}`,
  };
}

export interface ContrastOptions {
  readonly temperature: number;
  readonly spdWeight: number;
  /** Whether anchors have weights; else all count the same. */
  readonly isWeighted: boolean;
}

/** Reads cosines [rows, rows]; of each normal row writes the sum of its cosines to all normal rows, [rows / 2]. */
export function normalSumsKernel(rows: number): Kernel {
  return {
    name: 'normal_sums',
    reads: bindingsOf(['cosines'], 1),
    writes: bindingsOf(['sums'], 1),
    grid: { kind: 'flat', threads: rows / 2 },
    integers: { ROWS: rows, NORMALS: rows / 2 },
    body: `
  var sum = 0.0;
  for (var j = 0; j < NORMALS; j++) { sum += cosines[j * ROWS + index]; }
  sums[index] = sum;`,
  };
}

/** Reads `sums`; writes the weight of each row, [rows]: see core/contrast/normal-weights.ts; 1 for pseudo-anomalies. */
export function normalWeightsKernel(rows: number, softness: number): Kernel {
  return {
    name: 'normal_weights',
    reads: bindingsOf(['sums'], 1),
    writes: bindingsOf(['weights'], 1),
    grid: { kind: 'flat', threads: rows },
    integers: { NORMALS: rows / 2 },
    floats: { SOFTNESS: softness },
    body: `
  if (index >= NORMALS) {
    weights[index] = 1.0;
    return;
  }
  var square = 0.0;
  for (var j = 0; j < NORMALS; j++) { square += sums[j]; }
  let scale = select(0.0, SOFTNESS * inverseSqrt(square), square > 0.0);
  var total = 0.0;
  for (var j = 0; j < NORMALS; j++) { total += exp(scale * (sums[j] - sums[index])); }
  weights[index] = f32(NORMALS) / total;`,
  };
}

type Sizes = Pick<Kernel, 'integers' | 'floats'>;

function sizesOf(
  rows: number,
  pairing: Pairing,
  { temperature, spdWeight }: Omit<ContrastOptions, 'isWeighted'>,
): Sizes {
  const { anchors, attracts, denominator } = pairing;
  return {
    integers: {
      ROWS: rows,
      IMAGES: rows / 4,
      ANCHORS: anchors === 'all' ? rows : rows / 2,
      NORMALS_ATTRACT: Number(attracts === 'other-normals'),
      COMPARES_OTHERS: Number(denominator === 'others'),
      ADDS_POSITIVE: Number(denominator === 'positive-and-pseudo'),
    },
    floats: { TEMPERATURE: temperature, SPD: (4 * spdWeight) / rows },
  };
}

/** `pairsOf` and the two functions of one denominator, on the device. */
const pairingCode = (isWeighted: boolean) => `
fn isNormal(row : i32) -> bool { return row < 2 * sizes.IMAGES; }
fn attractsNormals(row : i32) -> bool { return sizes.NORMALS_ATTRACT == 1 && isNormal(row); }
fn otherView(row : i32) -> i32 {
  return select(row - sizes.IMAGES, row + sizes.IMAGES, row / sizes.IMAGES % 2 == 0);
}
fn isPositive(i : i32, j : i32) -> bool {
  return select(j == otherView(i), i != j && isNormal(j), attractsNormals(i));
}
fn isCompared(i : i32, j : i32) -> bool {
  return select(!isNormal(j), i != j, sizes.COMPARES_OTHERS == 1);
}
/** One positive's share of its anchor's mean, and of the mean over anchors. */
fn shareOf(i : i32) -> f32 {
  let positives = select(1, 2 * sizes.IMAGES - 1, attractsNormals(i));
  return ${isWeighted ? 'weights[i]' : '1.0'} / f32(positives * sizes.ANCHORS);
}
fn sigmoid(x : f32) -> f32 { return 1.0 / (1.0 + exp(-x)); }
/** log(1 + e^x); log(1 + y) = 2 atanh(y / (2 + y)), which keeps its digits where y is small. */
fn softplus(x : f32) -> f32 {
  let y = exp(-abs(x));
  let t = y / (2.0 + y);
  let q = t * t;
  let series = 1.0 + q * (1.0 / 3.0 + q * (0.2 + q * (1.0 / 7.0 + q * (1.0 / 9.0 + q * (1.0 / 11.0 + q / 13.0)))));
  return max(0.0, x) + 2.0 * t * series;
}
fn pullOf(gap : f32) -> f32 { return select(1.0, sigmoid(gap), sizes.ADDS_POSITIVE == 1); }`;

const weightsOf = ({ isWeighted }: ContrastOptions) => (isWeighted ? ['weights'] : []);

/**
 * Reads cosines [rows, rows], and weights [rows] if there are any; of each anchor writes log-sum-exp over what it is compared with, how hard that is pushed away, and
 * its part of the loss; each [rows].
 */
export function anchorsKernel(rows: number, pairing: Pairing, options: ContrastOptions): Kernel {
  return {
    name: options.isWeighted ? 'contrast_weighted_anchors' : 'contrast_anchors',
    reads: bindingsOf(['cosines', ...weightsOf(options)], 1),
    writes: bindingsOf(['totals', 'pressures', 'losses'], 1),
    grid: { kind: 'flat', threads: rows },
    ...sizesOf(rows, pairing, options),
    declarations: pairingCode(options.isWeighted),
    body: `
  if (index >= ANCHORS) {
    totals[index] = 0.0;
    pressures[index] = 0.0;
    losses[index] = 0.0;
    return;
  }
  var most = -2.0;
  for (var j = 0; j < ROWS; j++) {
    if (isCompared(index, j)) { most = max(most, cosines[j * ROWS + index]); }
  }
  var sum = 0.0;
  for (var j = 0; j < ROWS; j++) {
    if (isCompared(index, j)) { sum += exp((cosines[j * ROWS + index] - most) / TEMPERATURE); }
  }
  let total = most / TEMPERATURE + log(sum);
  var loss = 0.0;
  var pressure = 0.0;
  for (var j = 0; j < ROWS; j++) {
    if (!isPositive(index, j)) { continue; }
    let gap = total - cosines[j * ROWS + index] / TEMPERATURE;
    loss += select(gap, softplus(gap), ADDS_POSITIVE == 1);
    pressure += pullOf(gap);
  }
  loss *= shareOf(index);
  if (SPD != 0.0 && index < IMAGES) {
    let differs = cosines[(2 * IMAGES + index) * ROWS + index] - cosines[(IMAGES + index) * ROWS + index];
    loss += SPD * differs;
  }
  totals[index] = total;
  pressures[index] = pressure * shareOf(index);
  losses[index] = loss;`,
  };
}

/** Reads what `anchorsKernel` writes; writes slopes [rows, rows]: dL / dcosine_ij + dL / dcosine_ji. */
export function slopesKernel(rows: number, pairing: Pairing, options: ContrastOptions): Kernel {
  return {
    name: options.isWeighted ? 'contrast_weighted_slopes' : 'contrast_slopes',
    reads: bindingsOf(['cosines', 'totals', 'pressures', ...weightsOf(options)], 1),
    writes: bindingsOf(['slopes'], 1),
    grid: { kind: 'flat', threads: rows * rows },
    ...sizesOf(rows, pairing, options),
    declarations: `${pairingCode(options.isWeighted)}
fn slopeOf(i : i32, j : i32, s : f32) -> f32 {
  if (i >= sizes.ANCHORS) { return 0.0; }
  var slope = 0.0;
  if (isCompared(i, j)) { slope += pressures[i] * exp(s - totals[i]); }
  if (isPositive(i, j)) { slope -= pullOf(totals[i] - s) * shareOf(i); }
  return slope / sizes.TEMPERATURE;
}
/** Of the SPD term: first normal views against their pseudo-anomalies and their other views. */
fn spotSlopeOf(i : i32, j : i32) -> f32 {
  if (i >= sizes.IMAGES) { return 0.0; }
  return select(0.0, sizes.SPD, j == i + 2 * sizes.IMAGES) - select(0.0, sizes.SPD, j == i + sizes.IMAGES);
}`,
    body: `
  let i = index / ROWS;
  let j = index % ROWS;
  let s = cosines[index] / TEMPERATURE;
  slopes[index] = slopeOf(i, j, s) + slopeOf(j, i, s) + spotSlopeOf(i, j) + spotSlopeOf(j, i);`,
  };
}

/**
 * Back through the length of rows: dL/dz_i = 1/|z_i| ( sum_j slope_ij u_j - u_i sum_j slope_ij cosine_ij ). Writes dz
 * [rows, length].
 */
export function contrastGradientKernel({ rows, length }: RowsShape): Kernel {
  const width = widthOf(length);
  return {
    name: `contrast_gradient_${width}`,
    reads: [...bindingsOf(['slopes', 'cosines', 'inverse'], 4), ['unit', vectorOf(width)]],
    writes: bindingsOf(['dz'], width),
    grid: { kind: 'flat', threads: ((rows / 4) * length) / width },
    integers: { ROWS: rows, FOURS: rows / 4, VECTORS: length / width },
    declarations: `alias V = ${vectorOf(width)};`,
    body: `
  let i = index / VECTORS;
  let c = index % VECTORS;
  var along = vec4<f32>(0.0);
  ${inFours((k) => `var sum${k} = V(0.0);`)}
  for (var j = 0; j < ROWS; j++) {
    let slope = slopes[j * FOURS + i];
    let u = unit[j * VECTORS + c];
    along += slope * cosines[j * FOURS + i];
    ${inFours((k) => `sum${k} += slope[${k}] * u;`)}
  }
  ${inFours((k) => `dz[(4 * i + ${k}) * VECTORS + c] = inverse[i][${k}] * (sum${k} - along[${k}] * unit[(4 * i + ${k}) * VECTORS + c]);`)}`,
  };
}
