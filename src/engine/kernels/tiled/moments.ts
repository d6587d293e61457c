/**
 * BatchNorm's mean and variance from a tiled convolution's own epilogue, so that its result is not read again: each tile of
 * rows writes its mean and its sum of squared deviations, and a second kernel merges them, pair by pair in a fixed order.
 * No squares of whole values are subtracted, so nothing cancels however far from zero a channel lies.
 */
import { normDeclarations, storeMoments, type NormGeometry } from '../norm.ts';
import { unroll, vectorOf, widthOf, type Kernel } from '../kernel.ts';
import { tileRows, tilesOfRows, type TileShape } from './tile.ts';

/** After a tile of the product: rows beyond the last are zero, and count neither in the mean nor in the squares. */
export function tileMoments({ columns, threadRows }: TileShape): string {
  const across = columns / 4;
  const down = tileRows / threadRows;
  const sums = Array.from({ length: threadRows }, (_, i) => `sum${i}`).join(' + ');
  const square = (i: number) =>
    `if (firstRow + ty * ${threadRows} + ${i} < POSITIONS) { squares += (sum${i} - mean) * (sum${i} - mean); }`;
  return `
  leftTile[t] = ${sums};
  workgroupBarrier();
  var mean = V(0.0);
  for (var i = 0; i < ${down}; i++) { mean += leftTile[i * ${across} + tx]; }
  mean /= f32(min(${tileRows}, POSITIONS - firstRow));
  var squares = V(0.0);
  ${unroll(threadRows, square)}
  rightTile[t] = squares;
  workgroupBarrier();
  if (ty == 0 && column < K) {
    for (var i = 1; i < ${down}; i++) { squares += rightTile[i * ${across} + tx]; }
    let at = i32(workgroup.x) * (K / 2) + column / 4;
    partial[at] = mean;
    partial[at + K / 4] = squares;
  }`;
}

const threads = 64;

/**
 * Reads partial [tiles, 2, C]; writes moments [2, C] and moves the running statistics. A workgroup a vector of channels, merging by
 * n = na + nb, mean = ma + d nb / n, M2 = M2a + M2b + d^2 na nb / n with d = mb - ma   [Chan section 2]
 */
export function mergeTileMomentsKernel({ rows, channels }: NormGeometry): Kernel {
  const width = widthOf(channels);
  const V = vectorOf(width);
  return {
    name: `merge_tile_moments_${width}`,
    reads: [['partial', V]],
    writes: [
      ['moments', V],
      ['running', V],
    ],
    grid: { kind: 'tiles', workgroups: [channels / width, 1, 1], workgroupSize: [threads, 1] },
    integers: { ROWS: rows, CV: channels / width, TILES: tilesOfRows(rows) },
    declarations: `${normDeclarations(V)}
struct Moments { count : f32, mean : V, squares : V }
var<workgroup> parts : array<Moments, ${threads}>;
fn merge(a : Moments, b : Moments) -> Moments {
  if (b.count == 0.0) { return a; }
  let count = a.count + b.count;
  let delta = b.mean - a.mean;
  let squares = a.squares + b.squares + delta * delta * (a.count * b.count / count);
  return Moments(count, a.mean + delta * (b.count / count), squares);
}`,
    body: `
  let c = i32(workgroup.x);
  let t = i32(local.x);
  var part = Moments(0.0, V(0.0), V(0.0));
  for (var tile = t; tile < TILES; tile += ${threads}) {
    let count = f32(min(${tileRows}, ROWS - tile * ${tileRows}));
    part = merge(part, Moments(count, partial[2 * tile * CV + c], partial[(2 * tile + 1) * CV + c]));
  }
  parts[t] = part;
  workgroupBarrier();
  for (var half = ${threads / 2}; half > 0; half /= 2) {
    if (t < half) { parts[t] = merge(parts[t], parts[t + half]); }
    workgroupBarrier();
  }
  if (t == 0) {
    let mean = parts[0].mean;
    let variance = parts[0].squares / f32(ROWS);
    ${storeMoments}
  }`,
  };
}
