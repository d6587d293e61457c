/**
 * Contrastive losses at work on points of the unit sphere in space, by plain gradient descent on the points themselves.
 * Rows as in training: first and second normal views, first and second pseudo-anomaly views.
 */
import { contrastiveLoss, type LossAndSlopes } from '../contrast/contrastive-loss.ts';
import { pairings } from '../contrast/pairing.ts';
import type { Random } from '../random.ts';

export type Point = readonly [number, number, number];
export type SphereLoss = 'firm' | 'decoupled' | 'pull-only';

const dot = (a: Point, b: Point) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const scale = (a: Point, by: number): Point => [a[0] * by, a[1] * by, a[2] * by];
const add = (a: Point, b: Point): Point => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
const unit = (a: Point): Point => scale(a, 1 / Math.sqrt(dot(a, a)));

function drawPoint(random: Random): Point {
  return unit([random.normal(), random.normal(), random.normal()]);
}

/** Normal views anywhere; a pseudo-anomaly starts beside its own normal image, since little of it was changed. */
export function startPoints(images: number, random: Random): Point[] {
  const near = (point: Point, by: number) => unit(add(point, scale(drawPoint(random), by)));
  const homes = Array.from({ length: images }, () => drawPoint(random));
  return [0.15, 0.15, 0.5, 0.5].flatMap((by) => homes.map((home) => near(home, by)));
}

/** Similarities over the temperature, s_ij. */
function logits(points: readonly Point[], temperature: number): number[][] {
  return points.map((a) => points.map((b) => dot(a, b) / temperature));
}

/** L = -mean of all similarities: nothing is pushed. */
function pullOnly(s: number[][]): LossAndSlopes {
  const share = 1 / (s.length * (s.length - 1));
  let loss = 0;
  const slopes = s.map((row, i) =>
    row.map((value, j) => {
      if (i === j) return 0;
      loss -= share * value;
      return -share;
    }),
  );
  return { loss, slopes };
}

function lossOf(s: number[][], loss: SphereLoss): LossAndSlopes {
  return loss === 'pull-only' ? pullOnly(s) : contrastiveLoss(s, pairings[loss]);
}

export function sphereLoss(points: readonly Point[], loss: SphereLoss, temperature: number): number {
  return lossOf(logits(points, temperature), loss).loss;
}

/** dL/dz_i = 1/tau sum_j ( dL/ds_ij + dL/ds_ji ) z_j. */
export function sphereGradient(points: readonly Point[], loss: SphereLoss, temperature: number): Point[] {
  const { slopes } = lossOf(logits(points, temperature), loss);
  return points.map((_, i) =>
    points.reduce<Point>(
      (sum, other, j) => add(sum, scale(other, (slopes[i][j] + slopes[j][i]) / temperature)),
      [0, 0, 0],
    ),
  );
}

export interface SphereOptions {
  readonly loss: SphereLoss;
  readonly temperature: number;
}

/** Longest way of a point in one step, so that a low temperature does not make it jump. */
const longestMove = 0.12;
const rate = 2;

/** One step downhill along the sphere. */
export function stepOnSphere(points: readonly Point[], { loss, temperature }: SphereOptions): Point[] {
  const gradient = sphereGradient(points, loss, temperature);
  return points.map((point, i) => {
    const along = add(gradient[i], scale(point, -dot(gradient[i], point)));
    const length = rate * Math.sqrt(dot(along, along));
    const move = length > longestMove ? longestMove / length : 1;
    return unit(add(point, scale(along, -rate * move)));
  });
}

export interface SphereCosines {
  /** Mean among normal views, and between normal and pseudo-anomaly views. */
  readonly positive: number;
  readonly negative: number;
}

export function sphereCosines(points: readonly Point[]): SphereCosines {
  const normals = points.slice(0, points.length / 2);
  const pseudo = points.slice(points.length / 2);
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    positive: mean(normals.flatMap((a, i) => normals.slice(i + 1).map((b) => dot(a, b)))),
    negative: mean(normals.flatMap((a) => pseudo.map((b) => dot(a, b)))),
  };
}
