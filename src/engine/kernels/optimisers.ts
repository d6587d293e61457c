/**
 * One dispatch that updates every weight of a network in place, over the long buffer that holds them all. The rate and
 * what else changes from step to step is read from `settings`. Weights before vector `DECAYED` decay, the rest do not.
 */
import type { Kernel } from './kernel.ts';

const vector = 'vec4<f32>';
const decayed = 'let decay = select(0.0, DECAY, index < DECAYED);';

export interface DecaySettings {
  readonly weightDecay: number;
  /** Numbers from the start of the buffer that decay, a multiple of 4. */
  readonly decayed: number;
}

interface VelocityUpdate {
  readonly name: string;
  readonly reads?: Kernel['reads'];
  /** Given `decay`, sets the velocity and the weights at `index`. */
  readonly body: string;
}

/** SGD's and LARS's frame: a velocity for each weight. */
function velocityKernel(
  size: number,
  momentum: number,
  { weightDecay, decayed: end }: DecaySettings,
  { name, reads = [], body }: VelocityUpdate,
): Kernel {
  return {
    name,
    reads: [['gradients', vector], ['settings', 'f32'], ...reads],
    writes: [
      ['weights', vector],
      ['velocities', vector],
    ],
    grid: { kind: 'flat', threads: size / 4 },
    integers: { DECAYED: end / 4 },
    floats: { MOMENTUM: momentum, DECAY: weightDecay },
    body: `
  ${decayed}
  ${body}`,
  };
}

/** g <- g + decay w;  v <- momentum v + g;  w <- w - rate v   [PyTorch SGD]. `settings` is [rate]. */
export function sgdKernel(size: number, momentum: number, decay: DecaySettings): Kernel {
  return velocityKernel(size, momentum, decay, {
    name: 'sgd',
    body: `let velocity = MOMENTUM * velocities[index] + (gradients[index] + decay * weights[index]);
  velocities[index] = velocity;
  weights[index] -= settings[0] * velocity;`,
  });
}

export const adamBetas = [0.9, 0.999] as const;
export const adamEpsilon = 1e-8;

/**
 * w <- w - rate decay w;  m <- b1 m + (1 - b1) g;  v <- b2 v + (1 - b2) g^2;
 * w <- w - rate (m / (1 - b1^t)) / (sqrt(v / (1 - b2^t)) + eps)   [AdamW Algorithm 2, PyTorch].
 * `settings` is [rate, 1 - b1^t, 1 - b2^t].
 */
export function adamWKernel(size: number, { weightDecay, decayed: end }: DecaySettings): Kernel {
  return {
    name: 'adamw',
    reads: [
      ['gradients', vector],
      ['settings', 'f32'],
    ],
    writes: [
      ['weights', vector],
      ['means', vector],
      ['squares', vector],
    ],
    grid: { kind: 'flat', threads: size / 4 },
    integers: { DECAYED: end / 4 },
    floats: { DECAY: weightDecay, B1: adamBetas[0], B2: adamBetas[1], EPSILON: adamEpsilon },
    body: `
  ${decayed}
  let rate = settings[0];
  let g = gradients[index];
  let m = B1 * means[index] + (1.0 - B1) * g;
  let v = B2 * squares[index] + (1.0 - B2) * g * g;
  means[index] = m;
  squares[index] = v;
  let root = sqrt(v / settings[2]) + vec4<f32>(EPSILON);
  weights[index] = weights[index] * (1.0 - rate * decay) - rate * (m / settings[1]) / root;`,
  };
}

/** Numbers that one thread of a norm sums; a tensor starts at a multiple of 64 numbers. */
export const larsBlock = 1024;

/** Reads both buffers and blocks [n, 2] (first and end, in fours); writes sums [n, 2]: of w^2 and of g^2. */
export function larsSumsKernel(blocks: number): Kernel {
  return {
    name: 'lars_sums',
    reads: [
      ['weights', vector],
      ['gradients', vector],
      ['blocks', 'u32'],
    ],
    writes: [['sums', 'f32']],
    grid: { kind: 'flat', threads: blocks },
    integers: {},
    body: `
  var w = 0.0;
  var g = 0.0;
  for (var at = blocks[2 * index]; at < blocks[2 * index + 1]; at++) {
    w += dot(weights[at], weights[at]);
    g += dot(gradients[at], gradients[at]);
  }
  sums[2 * index] = w;
  sums[2 * index + 1] = g;`,
  };
}

/**
 * Local rate of each tensor: trust |w| / (|g| + decay |w|) for weights that decay, 1 for the rest and where a norm is 0
 * [LARS Algorithm 1]. Reads tensors [n, 2]: the first and the end block of each.
 */
export function larsRatesKernel(
  tensors: number,
  matrices: number,
  weightDecay: number,
  trust: number,
): Kernel {
  return {
    name: 'lars_rates',
    reads: [
      ['sums', 'f32'],
      ['tensors', 'u32'],
    ],
    writes: [['rates', 'f32']],
    grid: { kind: 'flat', threads: tensors },
    integers: { MATRICES: matrices },
    floats: { DECAY: weightDecay, TRUST: trust },
    body: `
  var w = 0.0;
  var g = 0.0;
  for (var at = tensors[2 * index]; at < tensors[2 * index + 1]; at++) {
    w += sums[2 * at];
    g += sums[2 * at + 1];
  }
  let local = TRUST * sqrt(w) / (sqrt(g) + DECAY * sqrt(w));
  rates[index] = select(1.0, local, index < MATRICES && w > 0.0 && g > 0.0);`,
  };
}

/** v <- momentum v + rate local (g + decay w);  w <- w - v. `tensorOf` gives the tensor of each 64 numbers. */
export function larsKernel(size: number, momentum: number, decay: DecaySettings): Kernel {
  return velocityKernel(size, momentum, decay, {
    name: 'lars',
    reads: [
      ['rates', 'f32'],
      ['tensorOf', 'u32'],
    ],
    body: `let rate = settings[0] * rates[tensorOf[index / 16]];
  let velocity = MOMENTUM * velocities[index] + rate * (gradients[index] + decay * weights[index]);
  velocities[index] = velocity;
  weights[index] -= velocity;`,
  });
}
