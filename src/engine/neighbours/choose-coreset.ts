/**
 * The greedy coreset, on the device where there is one. The device chooses the farthest row where its lead is beyond the error
 * of 32-bit sums; where it is not, the choice is made here in 64 bits, so that the same rows are chosen as without a device.
 */
import { defaultProjectedLength, searchCoreset, type CoresetOptions } from '../../core/scoring/coreset.ts';
import { requireRows } from '../../core/scoring/distances.ts';
import { createProjection, project } from '../../core/scoring/projection.ts';
import { squaredDistanceUpTo } from '../../core/scoring/squared-distance.ts';
import {
  chooseFarthestKernel,
  clearLead,
  farthestStatus,
  takeRowsKernel,
  toChosenKernel,
  unreached,
  updateThreads,
  type FarthestShape,
} from '../kernels/farthest.ts';
import { compileProgram, type Program } from '../program/compile.ts';
import type { Call } from '../program/plan.ts';
import { readNumbers } from '../program/storage.ts';
import type { Value } from '../program/value.ts';
import { fitsBuffer } from './neighbours.ts';
import { createPace, inParts, type Waiting } from './pace.ts';

export interface Rows {
  readonly rows: Float32Array; // [n, length]
  readonly length: number;
}

interface Wanted {
  readonly size: number;
  readonly first: number;
}

/** Rounds of one submission. */
const roundSizes = [1, 8, 64] as const;

type Named = Readonly<
  Record<'rows' | 'state' | 'chosen' | 'toChosen' | 'nearest' | 'owner' | 'candidates', Value>
>;

function valuesOf(shape: FarthestShape): Named {
  const { rows, vectors, size } = shape;
  return {
    rows: { name: 'rows', shape: [vectors, rows, 4] },
    state: { name: 'state', shape: [2] },
    chosen: { name: 'chosen', shape: [size] },
    toChosen: { name: 'distances to chosen', shape: [size] },
    nearest: { name: 'nearest', shape: [rows] },
    owner: { name: 'owner', shape: [rows] },
    candidates: { name: 'candidates', shape: [updateThreads(shape), 4] },
  };
}

function roundOf(shape: FarthestShape, values: Named): Call[] {
  const { rows, state, chosen, toChosen, nearest, owner, candidates } = values;
  const label = 'coreset';
  return [
    { kernel: toChosenKernel(shape), label, reads: { rows, state, chosen }, writes: { toChosen } },
    {
      kernel: takeRowsKernel(shape),
      label,
      reads: { rows, state, chosen, toChosen },
      writes: { nearest, owner, candidates },
    },
    { kernel: chooseFarthestKernel(shape), label, reads: { candidates }, writes: { state, chosen } },
  ];
}

/** [n, length] as [vectors, n, 4]: neighbouring threads read neighbouring rows. */
function packRows({ rows, length }: Rows, vectors: number): Float32Array<ArrayBuffer> {
  const count = rows.length / length;
  const packed = new Float32Array(vectors * count * 4);
  for (let row = 0; row < count; row++) {
    for (let k = 0; k < length; k++) {
      packed[((k >> 2) * count + row) * 4 + (k & 3)] = rows[row * length + k];
    }
  }
  return packed;
}

/** Squared distance of a row to the nearest chosen one, in 64 bits; Infinity for one that is not a number. */
function distanceToChosen({ rows, length }: Rows, row: number, chosen: Uint32Array): number {
  const centre = rows.subarray(row * length, (row + 1) * length);
  return chosen.reduce((least, other) => {
    const distance = squaredDistanceUpTo(rows, other * length, centre, least);
    return distance < least ? distance : least;
  }, Infinity);
}

/** The farthest of all rows that 32-bit sums cannot tell from it, the first of equals. */
function decide(rows: Rows, nearest: Float32Array, chosen: Uint32Array): number {
  const most = nearest.reduce((a, b) => Math.max(a, b), 0);
  let [best, farthest] = [-1, 0];
  nearest.forEach((value, row) => {
    if (value < most * (1 - clearLead)) return;
    const distance = distanceToChosen(rows, row, chosen);
    if (distance > best) [best, farthest] = [distance, row];
  });
  return farthest;
}

/** What has been chosen so far, and whether that is all. */
interface DeviceSearch {
  readonly program: Program;
  run(rounds: number): Promise<{ readonly count: number; readonly status: number }>;
  chosen(count: number): Promise<Uint32Array>;
  nearest(): Promise<Float32Array>;
  /** Chooses the row after `count` others. */
  choose(row: number, count: number): void;
}

async function startOnDevice(gpu: GPUDevice, rows: Rows, { size, first }: Wanted): Promise<DeviceSearch> {
  const count = rows.rows.length / rows.length;
  const shape = { rows: count, vectors: Math.ceil(rows.length / 4), size };
  const values = valuesOf(shape);
  const round = roundOf(shape, values);
  const sections = roundSizes.map((rounds) => Array.from({ length: rounds }, () => round).flat());
  const program = await compileProgram(gpu, { sections, kept: Object.values(values) }, {});
  const write = (value: Value, data: GPUAllowSharedBufferSource, at = 0) => {
    gpu.queue.writeBuffer(program.bufferOf(value), at, data);
  };
  const read = (value: Value, length: number) => readNumbers(gpu, program.bufferOf(value), length);
  write(values.rows, packRows(rows, shape.vectors));
  write(values.nearest, new Float32Array(count).fill(unreached));
  write(values.owner, new Uint32Array(count));
  const choose = (row: number, at: number) => {
    write(values.chosen, Uint32Array.of(row), 4 * at);
    write(values.state, Uint32Array.of(at + 1, farthestStatus.running));
  };
  choose(first, 0);
  return {
    program,
    async run(level) {
      program.run(level);
      const [chosen, status] = new Uint32Array((await read(values.state, 2)).buffer);
      return { count: chosen, status };
    },
    chosen: async (length) => new Uint32Array((await read(values.chosen, length)).buffer),
    nearest: () => read(values.nearest, count),
    choose,
  };
}

async function chooseOnDevice(
  gpu: GPUDevice,
  rows: Rows,
  wanted: Wanted,
  waiting: Waiting,
): Promise<Uint32Array | undefined> {
  const search = await startOnDevice(gpu, rows, wanted);
  const pace = createPace(roundSizes.length);
  try {
    for (;;) {
      if (waiting.isStopped()) return undefined;
      const began = performance.now();
      const { count, status } = await search.run(pace.level);
      if (status === farthestStatus.done) return await search.chosen(count);
      if (status === farthestStatus.undecided) {
        const row = decide(rows, await search.nearest(), await search.chosen(count));
        search.choose(row, count);
      } else pace.took(performance.now() - began);
      await waiting.yieldToMessages();
    }
  } finally {
    search.program.dispose();
  }
}

async function chooseHere(
  { rows, length }: Rows,
  wanted: Wanted,
  waiting: Waiting,
): Promise<Uint32Array | undefined> {
  const search = searchCoreset(rows, length, wanted);
  const isWhole = await inParts(wanted.size, waiting, (start, end) => {
    for (let i = start; i < end; i++) search.chooseNext();
  });
  return isWhole ? Uint32Array.from(search.chosen) : undefined;
}

/** After the random projection, where rows are long. */
async function projectRows(
  { rows, length }: Rows,
  { random, projectedLength = defaultProjectedLength }: CoresetOptions,
  waiting: Waiting,
): Promise<Rows | undefined> {
  if (length <= projectedLength) return { rows, length };
  const projection = createProjection(length, projectedLength, random);
  const count = rows.length / length;
  const projected = new Float32Array(count * projectedLength);
  const isWhole = await inParts(count, waiting, (start, end) => {
    projected.set(project(rows.subarray(start * length, end * length), projection), start * projectedLength);
  });
  return isWhole ? { rows: projected, length: projectedLength } : undefined;
}

/** The rows that `greedyCoreset` chooses, in its order; `undefined` if stopped. */
export async function chooseCoreset(
  gpu: GPUDevice | undefined,
  { rows, length }: Rows,
  options: CoresetOptions,
  waiting: Waiting,
): Promise<Uint32Array | undefined> {
  requireRows(rows, length);
  const count = rows.length / length;
  const projected = await projectRows({ rows, length }, options, waiting);
  if (projected === undefined) return undefined;
  const wanted = { size: Math.min(options.size, count), first: options.random.integer(count) };
  const isOnDevice = gpu !== undefined && fitsBuffer(gpu, projected.rows.length + 4 * count);
  return isOnDevice
    ? chooseOnDevice(gpu, projected, wanted, waiting)
    : chooseHere(projected, wanted, waiting);
}
