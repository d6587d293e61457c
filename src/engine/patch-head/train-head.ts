/**
 * Trains the two layers: each step draws places of normal images and places of pseudo-anomalies, each of these in two views that
 * differ by noise, and contrasts them. It takes seconds on one core, so it runs in plain code over matrix products, the same
 * on every machine.
 */
import type { Random } from '../../core/random.ts';
import { cosineRate } from '../../core/schedule.ts';
import { adamBetas, adamEpsilon } from '../kernels/optimisers.ts';
import { contrastPlaces, type PlaceCounts } from './contrast.ts';
import {
  drawHead,
  foldHead,
  standardisationOf,
  type FoldedHead,
  type HeadParameter,
  type HeadParameters,
  type HeadShape,
  type RunningMoments,
} from './head.ts';
import {
  columnSums,
  linear,
  normalise,
  normGradients,
  scaleRows,
  weightGradient,
  type Moments,
} from './layers.ts';
import { createMatrix, transpose, type Matrix, type Multiply } from './matrix.ts';

export interface HeadSettings {
  readonly hidden: number;
  readonly output: number;
  readonly steps: number;
  /** Places of normal images in a step, at least 2, and as many of pseudo-anomalies, half of them second views. Even. */
  readonly rows: number;
  readonly temperature: number;
  /** Deviation of the noise on standardised features: what makes two views of a place [SimpleNet section 3.3]. */
  readonly noise: number;
  readonly rate: number;
  readonly weightDecay: number;
}

export interface HeadData {
  /** Places of normal images [n, input]. */
  readonly normals: Matrix;
  /** Places that a pseudo-anomaly changed [m, input]. */
  readonly negatives: Matrix;
}

interface Pass {
  readonly loss: number;
  readonly gradients: HeadParameters;
  readonly moments: readonly [Moments, Moments];
}

/** Forward and backward; the rows of x as `counts` says. */
export function headGradients(
  x: Matrix,
  counts: PlaceCounts,
  {
    shape,
    parameters: p,
    temperature,
  }: { shape: HeadShape; parameters: HeadParameters; temperature: number },
  multiply: Multiply,
): Pass {
  const weight1 = createMatrix(shape.input, shape.hidden, p.weight1);
  const weight2 = createMatrix(shape.hidden, shape.output, p.weight2);
  const norm1 = normalise(linear(x, weight1, p.bias1, multiply));
  const active = scaleRows(norm1.normal, p.gamma1, p.beta1);
  for (let at = 0; at < active.data.length; at++) active.data[at] = Math.max(0, active.data[at]);
  const norm2 = normalise(linear(active, weight2, p.bias2, multiply));
  const { loss, gradient } = contrastPlaces(
    scaleRows(norm2.normal, p.gamma2, p.beta2),
    counts,
    temperature,
    multiply,
  );
  const back2 = normGradients(norm2, p.gamma2, gradient);
  const slopes = multiply(back2.dx, transpose(weight2));
  for (let at = 0; at < slopes.data.length; at++) if (active.data[at] === 0) slopes.data[at] = 0;
  const back1 = normGradients(norm1, p.gamma1, slopes);
  return {
    loss,
    moments: [norm1.moments, norm2.moments],
    gradients: {
      weight1: weightGradient(x, back1.dx, multiply).data,
      bias1: columnSums(back1.dx),
      gamma1: back1.dGamma,
      beta1: back1.dBeta,
      weight2: weightGradient(active, back2.dx, multiply).data,
      bias2: columnSums(back2.dx),
      gamma2: back2.dGamma,
      beta2: back2.dBeta,
    },
  };
}

/** AdamW in place [AdamW Algorithm 2]; `update` counts from 1. */
function update(
  parameters: HeadParameters,
  gradients: HeadParameters,
  [means, squares]: readonly [HeadParameters, HeadParameters],
  { rate, decay, count }: { readonly rate: number; readonly decay: number; readonly count: number },
): void {
  const [b1, b2] = adamBetas;
  const [c1, c2] = [1 - b1 ** count, 1 - b2 ** count];
  for (const name of Object.keys(parameters) as HeadParameter[]) {
    const [w, g, m, v] = [parameters[name], gradients[name], means[name], squares[name]];
    for (let i = 0; i < w.length; i++) {
      m[i] = b1 * m[i] + (1 - b1) * g[i];
      v[i] = b2 * v[i] + (1 - b2) * g[i] * g[i];
      w[i] -= rate * (decay * w[i] + m[i] / c1 / (Math.sqrt(v[i] / c2) + adamEpsilon));
    }
  }
}

/** running <- .9 running + .1 batch, with the unbiased variance. */
function follow({ mean, variance }: RunningMoments, batch: Moments, rows: number): void {
  for (let j = 0; j < mean.length; j++) {
    mean[j] += 0.1 * (batch.mean[j] - mean[j]);
    variance[j] += 0.1 * ((batch.variance[j] * rows) / (rows - 1) - variance[j]);
  }
}

/** Running moments without their start at 0 and 1, which is most of them in the first steps; `count` is of steps. */
function unbiased(
  running: readonly RunningMoments[],
  count: number,
): readonly [RunningMoments, RunningMoments] {
  const left = 0.9 ** count;
  const [first, second] = running.map(({ mean, variance }) => ({
    mean: mean.map((one) => one / (1 - left)),
    variance: variance.map((one) => (one - left) / (1 - left)),
  }));
  return [first, second];
}

/** A pool of standard normal draws that noise is taken from: drawing every value would cost as much as the matrix products. */
function drawNoise(length: number, deviation: number, random: Random): Float32Array {
  return Float32Array.from({ length }, () => deviation * random.normal());
}

/**
 * Fills x with standardised rows of normal places, of changed ones, and of these changed ones again, and adds to each row a stretch
 * of the noise that begins anywhere.
 */
function fillBatch(
  x: Matrix,
  { normals, negatives }: HeadData,
  { mean, scale, noise }: Readonly<Record<'mean' | 'scale' | 'noise', Float32Array>>,
  random: Random,
): void {
  const { columns } = x;
  const [half, quarter] = [x.rows / 2, x.rows / 4];
  const noises = random.fork('noise');
  const normalRows = Array.from({ length: half }, () => random.integer(normals.rows));
  const changedRows = Array.from({ length: quarter }, () => random.integer(negatives.rows));
  for (let i = 0; i < x.rows; i++) {
    const source = i < half ? normals.data : negatives.data;
    const row = i < half ? normalRows[i] : changedRows[(i - half) % quarter];
    const [from, to] = [row * columns, i * columns];
    const shift = noises.integer(noise.length - columns);
    for (let j = 0; j < columns; j++)
      x.data[to + j] = Math.fround((source[from + j] - mean[j]) * scale[j]) + noise[shift + j];
  }
}

function requireData({ normals, negatives }: HeadData): void {
  if (normals.rows < 2)
    throw new RangeError(`expected 2 places of normal images or more, got ${normals.rows}`);
  if (negatives.rows < 1) throw new RangeError('expected places that a pseudo-anomaly changed, got none');
}

/** More than that many different noises of a row. */
const noiseLength = 1 << 17;

const zeros = (parameters: HeadParameters) =>
  Object.fromEntries(
    Object.entries(parameters).map(([name, { length }]) => [name, new Float32Array(length)]),
  ) as unknown as HeadParameters;

/**
 * `goOn` is awaited after each step with its loss and the head as it is by then; the training ends there if it gives false, and
 * there is no head then. The same data, settings and random stream give the same head on the same `multiply`.
 */
export async function trainHead(
  data: HeadData,
  settings: HeadSettings,
  {
    random,
    multiply,
    goOn,
  }: {
    readonly random: Random;
    readonly multiply: Multiply;
    readonly goOn?: (step: number, loss: number, look: () => FoldedHead) => Promise<boolean>;
  },
): Promise<FoldedHead | undefined> {
  requireData(data);
  const { hidden, output, steps, rows, temperature, rate: base, weightDecay: decay } = settings;
  const shape = { input: data.normals.columns, hidden, output };
  const standardisation = standardisationOf(data.normals);
  const parameters = drawHead(shape, random.fork('weights'));
  const slots = [zeros(parameters), zeros(parameters)] as const;
  const running = [hidden, output].map((length) => ({
    mean: new Float32Array(length),
    variance: new Float32Array(length).fill(1),
  }));
  const batches = random.fork('places');
  const noise = drawNoise(noiseLength + shape.input, settings.noise, random.fork('noise'));
  const counts = { normals: rows, changed: rows / 2 };
  const { mean, deviation } = standardisation;
  const scale = deviation.map((one) => 1 / one);
  const x = createMatrix(2 * rows, shape.input);
  for (let step = 0; step < steps; step++) {
    fillBatch(x, data, { mean, scale, noise }, batches.fork(step));
    const { loss, gradients, moments } = headGradients(
      x,
      counts,
      { shape, parameters, temperature },
      multiply,
    );
    const rate = cosineRate({ base, total: steps, warmUp: 0 }, step);
    update(parameters, gradients, slots, { rate, decay, count: step + 1 });
    moments.forEach((batch, i) => {
      follow(running[i], batch, x.rows);
    });
    const look = () => foldHead(shape, parameters, unbiased(running, step + 1), standardisation);
    if ((await goOn?.(step, loss, look)) === false) return undefined;
  }
  return foldHead(shape, parameters, [running[0], running[1]], standardisation);
}
