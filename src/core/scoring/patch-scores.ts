/** PatchCore, its scores: how far each patch lies from the nearest normal patch, the image's score, and its map [PatchCore section 3.3]. */
import { gaussianBlur } from '../image/gaussian-blur.ts';
import { resample } from '../image/resize.ts';
import { requireRows } from './distances.ts';
import type { Neighbourhood } from './nearest-neighbours.ts';
import { squaredDistanceUpTo } from './squared-distance.ts';

/** Of each patch the nearest row of the bank. */
export type NearestPatches = Neighbourhood; // k = 1

/** For each of `patches` [m, length] the nearest of `bank` [n, length], the first of several. O(m n length) at most. */
export function nearestPatches(patches: Float32Array, bank: Float32Array, length: number): NearestPatches {
  requireRows(bank, length);
  const count = patches.length / length;
  const [distances, rows] = [new Float32Array(count).fill(Number.NaN), new Uint32Array(count)];
  for (let row = 0; row < count; row++) {
    const patch = patches.subarray(row * length, (row + 1) * length);
    let least = Infinity;
    for (let other = 0; other * length < bank.length; other++) {
      const distance = squaredDistanceUpTo(bank, other * length, patch, least);
      if (!(distance < least)) continue;
      least = distance;
      rows[row] = other;
      distances[row] = Math.sqrt(distance);
    }
  }
  return { distances, rows };
}

/** The patch farthest from all normal ones; one that is not a number comes before all. */
function worstPatch(distances: Float32Array): number {
  const broken = distances.findIndex(Number.isNaN);
  return broken >= 0 ? broken : distances.indexOf(distances.reduce((a, b) => Math.max(a, b), -Infinity));
}

/** PatchCore: the largest distance of any patch, >= 0; at least one patch. */
export function imageScore({ distances }: NearestPatches): number {
  return distances[worstPatch(distances)];
}

export interface Reweighting {
  readonly bank: Float32Array; // [n, length]
  readonly length: number;
  /** Rows of the bank around the nearest one, itself among them; anomalib takes 9. */
  readonly neighbours: number;
}

/** Distances of `patch` to the `count` rows of the bank that lie nearest to its row `centre`, that row first. */
function distancesAround(
  patch: Float32Array,
  { bank, length, neighbours }: Reweighting,
  centre: number,
): number[] {
  const row = (index: number) => bank.subarray(index * length, (index + 1) * length);
  const away = Float64Array.from({ length: bank.length / length }, (_, other) =>
    other === centre ? -1 : squaredDistanceUpTo(bank, other * length, row(centre), Infinity),
  );
  const order = Array.from(away.keys()).sort((a, b) => away[a] - away[b]);
  return order
    .slice(0, neighbours)
    .map((other) => Math.sqrt(squaredDistanceUpTo(bank, other * length, patch, Infinity)));
}

/**
 * PatchCore with the weight of [PatchCore Eq. 7]: s = (1 - exp(d*) / sum_j exp(d_j)) d*, with d* the largest patch distance and d_j
 * the distances of that patch to the neighbours of its nearest normal patch, which is one of them. It grows where normal
 * patches are rare. With fewer than two neighbours there is nothing to weigh by: the plain score.
 */
export function reweightedScore(
  patches: Float32Array,
  found: NearestPatches,
  reweighting: Reweighting,
): number {
  const { length } = reweighting;
  const worst = worstPatch(found.distances);
  const patch = patches.subarray(worst * length, (worst + 1) * length);
  const distances = distancesAround(patch, reweighting, found.rows[worst]);
  if (distances.length < 2) return imageScore(found);
  const total = distances.reduce((sum, distance) => sum + Math.exp(distance - distances[0]), 0);
  return (1 - 1 / total) * found.distances[worst];
}

export interface MapSize {
  readonly width: number;
  readonly height: number;
  /** Pixels of the finished map; PatchCore takes 4. */
  readonly sigmaPx?: number;
}

/** Patch scores [grid.height, grid.width] at the size of the image: bilinear, then smoothed; float32 [height, width]. */
export function anomalyMap(
  scores: Float32Array,
  grid: { readonly width: number; readonly height: number },
  { width, height, sigmaPx = 4 }: MapSize,
): Float32Array {
  const enlarged = resample({ ...grid, data: scores, channels: 1 }, width, height);
  return Float32Array.from(gaussianBlur({ data: enlarged, width, height }, sigmaPx));
}
