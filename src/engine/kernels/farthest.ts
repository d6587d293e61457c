/**
 * One round of the greedy coreset: the row chosen last takes the rows that it is nearest to, then the row farthest from all
 * chosen ones is chosen, if its lead is clear. `state` is [rows chosen, status].
 */
import { bindingsOf, type Kernel } from './kernel.ts';

export interface FarthestShape {
  readonly rows: number;
  /** Vectors of four in a row. */
  readonly vectors: number;
  /** Rows to choose, at most. */
  readonly size: number;
}

export const farthestStatus = { running: 0, undecided: 1, done: 2 } as const;

/**
 * The share by which the farthest row must lead: twice the error that 32-bit sums over 128 dimensions may have. Within it
 * the choice is made elsewhere, in 64 bits.
 */
export const clearLead = 5e-6;

/** Distance of a row that is near none of the chosen. */
export const unreached = 3e38;

const isRunning = `state[1] == ${farthestStatus.running}u`;

/** Vectors summed between two looks at the bound. */
const block = 8;

/** `distance` becomes the squared distance of rows `i` and `centre`, or a part of it that is above `bound` already. */
const squaredDistance = (bound: string) => `
    var sums = vec4<f32>(0.0);
    var distance = 0.0;
    for (var start = 0; start < VECTORS && !(distance > ${bound}); start += ${block}) {
      for (var k = start; k < min(VECTORS, start + ${block}); k++) {
        let apart = rows[k * ROWS + i] - rows[k * ROWS + centre];
        sums += apart * apart;
      }
      distance = sums.x + sums.y + sums.z + sums.w;
    }`;

/** Writes squared distances of the last chosen row to all chosen rows. */
export function toChosenKernel({ rows, vectors, size }: FarthestShape): Kernel {
  return {
    name: 'farthest_to_chosen',
    reads: [
      ['rows', 'vec4<f32>'],
      ['state', 'u32'],
      ['chosen', 'u32'],
    ],
    writes: bindingsOf(['toChosen'], 1),
    grid: { kind: 'flat', threads: size },
    integers: { ROWS: rows, VECTORS: vectors },
    body: `
  let count = i32(state[0]);
  if (${isRunning} && index < count) {
    let centre = i32(chosen[count - 1]);
    let i = i32(chosen[index]);
    ${squaredDistance('3.4e38')}
    toChosen[index] = distance;
  }`,
  };
}

const mostThreads = 8192;

export function updateThreads({ rows }: FarthestShape): number {
  return Math.min(rows, mostThreads);
}

/**
 * Moves `nearest` and `owner` [rows]; writes candidates [threads, 4]: largest and second largest of `nearest`, and the row of
 * the largest. A row whose owner lies at least twice as far from the new one as from that row keeps its owner, by the
 * triangle inequality [Elkan].
 */
export function takeRowsKernel(shape: FarthestShape): Kernel {
  return {
    name: 'farthest_take_rows',
    reads: [
      ['rows', 'vec4<f32>'],
      ['state', 'u32'],
      ['chosen', 'u32'],
      ['toChosen', 'f32'],
    ],
    writes: [
      ['nearest', 'f32'],
      ['owner', 'u32'],
      ['candidates', 'vec4<f32>'],
    ],
    grid: { kind: 'flat', threads: updateThreads(shape) },
    integers: { ROWS: shape.rows, VECTORS: shape.vectors },
    body: `
  if (!(${isRunning})) { return; }
  let last = state[0] - 1u;
  let centre = i32(chosen[last]);
  var candidate = vec4<f32>(-1.0);
  for (var i = index; i < ROWS; i += sizes.THREADS) {
    var near = nearest[i];
    if (!(toChosen[owner[i]] >= 4.0 * near)) {
      ${squaredDistance('near')}
      if (distance < near) {
        near = distance;
        nearest[i] = near;
        owner[i] = last;
      }
    }
    if (i == centre) {
      near = 0.0;
      nearest[i] = 0.0;
    }
    if (near > candidate.x) {
      candidate = vec4<f32>(near, candidate.x, f32(i), 0.0);
    } else {
      candidate.y = max(candidate.y, near);
    }
  }
  candidates[index] = candidate;`,
  };
}

const threads = 64;

/** Chooses among the candidates: adds to `chosen`, or moves the status. */
export function chooseFarthestKernel(shape: FarthestShape): Kernel {
  return {
    name: 'farthest_choose',
    reads: [['candidates', 'vec4<f32>']],
    writes: [
      ['state', 'u32'],
      ['chosen', 'u32'],
    ],
    grid: { kind: 'tiles', workgroups: [1, 1, 1], workgroupSize: [threads, 1] },
    integers: { CANDIDATES: updateThreads(shape), SIZE: shape.size },
    floats: { LEAD: clearLead },
    declarations: `
var<workgroup> bestOf : array<vec4<f32>, ${threads}>;
fn better(a : vec4<f32>, b : vec4<f32>) -> vec4<f32> {
  if (b.x > a.x || (b.x == a.x && b.z < a.z)) { return vec4<f32>(b.x, max(a.x, b.y), b.z, 0.0); }
  return vec4<f32>(a.x, max(a.y, b.x), a.z, 0.0);
}`,
    body: `
  let thread = i32(local.x);
  var best = vec4<f32>(-1.0);
  for (var i = thread; i < CANDIDATES; i += ${threads}) { best = better(best, candidates[i]); }
  bestOf[thread] = best;
  workgroupBarrier();
  if (thread > 0 || !(${isRunning})) { return; }
  for (var i = 1; i < ${threads}; i++) { best = better(best, bestOf[i]); }
  let count = state[0];
  if (i32(count) >= SIZE || best.x <= 0.0) {
    state[1] = ${farthestStatus.done}u;
  } else if (best.y >= best.x * (1.0 - LEAD)) {
    state[1] = ${farthestStatus.undecided}u;
  } else {
    chosen[count] = u32(best.z);
    state[0] = count + 1u;
  }`,
  };
}
