/** The numbers that are reported of a contrastive step, from cosines of its rows. */
import { bindingsOf, type Kernel } from './kernel.ts';
import type { RowsShape } from './contrast.ts';

/**
 * Of each normal row writes parts [rows / 2, 4]: sums of its cosines to other normal rows and to pseudo-anomaly rows,
 * |u^1 - u^2|^2 of first views, and the sum of exp(-2 |u_i - u_j|^2) over other normal rows.
 */
export function rowNumbersKernel({ rows, length }: RowsShape): Kernel {
  return {
    name: 'row_numbers',
    reads: bindingsOf(['cosines', 'transposed'], 1),
    writes: [['parts', 'vec4<f32>']],
    grid: { kind: 'flat', threads: rows / 2 },
    integers: { ROWS: rows, NORMALS: rows / 2, IMAGES: rows / 4, LENGTH: length },
    body: `
  var sums = vec4<f32>(0.0);
  for (var j = 0; j < ROWS; j++) {
    let cosine = cosines[j * ROWS + index];
    if (j >= NORMALS) { sums.y += cosine; continue; }
    if (j == index) { continue; }
    sums.x += cosine;
    sums.w += exp(4.0 * cosine - 4.0);
  }
  if (index < IMAGES) {
    for (var k = 0; k < LENGTH; k++) {
      let apart = transposed[k * ROWS + index] - transposed[k * ROWS + index + IMAGES];
      sums.z += apart * apart;
    }
  }
  parts[index] = sums;`,
  };
}

const threads = 64;

/**
 * Reads the rows' parts of the loss [rows] and `parts`; writes numbers [5]: loss, mean cosine among normal views and between
 * these and pseudo-anomaly views, alignment, uniformity [Alignment section 4.1].
 */
export function stepNumbersKernel(rows: number): Kernel {
  return {
    name: 'step_numbers',
    reads: [
      ['losses', 'f32'],
      ['parts', 'vec4<f32>'],
    ],
    writes: bindingsOf(['numbers'], 1),
    grid: { kind: 'tiles', workgroups: [1, 1, 1], workgroupSize: [threads, 1] },
    integers: { ROWS: rows, NORMALS: rows / 2, IMAGES: rows / 4 },
    declarations: `
var<workgroup> sharedLosses : array<f32, ${threads}>;
var<workgroup> sharedParts : array<vec4<f32>, ${threads}>;`,
    body: `
  let thread = i32(local.x);
  var loss = 0.0;
  for (var i = thread; i < ROWS; i += ${threads}) { loss += losses[i]; }
  var sums = vec4<f32>(0.0);
  for (var i = thread; i < NORMALS; i += ${threads}) { sums += parts[i]; }
  sharedLosses[thread] = loss;
  sharedParts[thread] = sums;
  workgroupBarrier();
  if (thread > 0) { return; }
  for (var i = 1; i < ${threads}; i++) {
    loss += sharedLosses[i];
    sums += sharedParts[i];
  }
  let pairs = f32(NORMALS) * f32(NORMALS - 1);
  numbers[0] = loss;
  numbers[1] = sums.x / pairs;
  numbers[2] = sums.y / (f32(NORMALS) * f32(NORMALS));
  numbers[3] = sums.z / f32(IMAGES);
  numbers[4] = log(sums.w / pairs);`,
  };
}
