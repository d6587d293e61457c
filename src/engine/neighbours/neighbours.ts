/**
 * Nearest neighbours of many queries in one bank, on the device where there is one. The device finds one candidate more than is
 * asked for; which of them are nearest, and how far, is settled in 64 bits, so that the result is the same as without a device.
 */
import { requireRows } from '../../core/scoring/distances.ts';
import {
  createNeighbourhood,
  fillNeighbours,
  type Neighbourhood,
} from '../../core/scoring/nearest-neighbours.ts';
import {
  mergeNearestKernel,
  nearestKernel,
  nearestTile,
  noRow,
  type NearestShape,
} from '../kernels/nearest.ts';
import { compileProgram, type Program } from '../program/compile.ts';
import { readNumbers } from '../program/storage.ts';
import type { Value } from '../program/value.ts';
import { createPace, inParts, type Waiting } from './pace.ts';

export interface Neighbours {
  /** The `k` nearest rows of the bank to each of `queries` [m, length]; k is cut to the bank. `undefined` if stopped. */
  nearest(queries: Float32Array, k: number): Promise<Neighbourhood | undefined>;
  dispose(): void;
}

/** Rows [n, length] as [length, n], n padded with zeros to `padded`. */
function transpose(rows: Float32Array, length: number, padded: number): Float32Array<ArrayBuffer> {
  const count = rows.length / length;
  const columns = new Float32Array(length * padded);
  for (let row = 0; row < count; row++) {
    for (let k = 0; k < length; k++) columns[k * padded + row] = rows[row * length + k];
  }
  return columns;
}

const padToTile = (count: number) => nearestTile * Math.ceil(count / nearestTile);

/** Queries of one submission. */
const querySizes = [64, 256, 1024, 4096] as const;
/** Threads of one submission; the bank is cut into slices until there are about as many. */
const wantedThreads = 8192;

interface Search {
  readonly program: Program;
  readonly queries: Value;
  readonly found: Value;
}

async function prepareSearch(
  gpu: GPUDevice,
  bankBuffer: GPUBuffer,
  shape: Omit<NearestShape, 'slices'>,
): Promise<Search> {
  const { queries: count, bankRows, length, kept } = shape;
  const tiles = Math.ceil(bankRows / nearestTile);
  const slices = Math.min(tiles, Math.ceil((wantedThreads * nearestTile) / count));
  const queries = { name: 'queries', shape: [length, count] };
  const bank = { name: 'bank', shape: [length, padToTile(bankRows)], place: { arena: 'bank', offset: 0 } };
  const distances = { name: 'distances of slices', shape: [slices, kept, count] };
  const rows = { name: 'rows of slices', shape: [slices, kept, count] };
  const found = { name: 'found rows', shape: [count, kept] };
  const calls = [
    {
      kernel: nearestKernel({ ...shape, slices }),
      label: 'neighbours',
      reads: { queries, bank },
      writes: { distances, rows },
    },
    {
      kernel: mergeNearestKernel({ ...shape, slices }),
      label: 'neighbours',
      reads: { distances, rows },
      writes: { found },
    },
  ];
  const plan = { sections: [calls], kept: [queries, found] };
  return { program: await compileProgram(gpu, plan, { bank: bankBuffer }), queries, found };
}

/** `bank` is [n, length], n >= 1, and stays the caller's; it must not change. */
function createOnDevice(gpu: GPUDevice, bank: Float32Array, length: number, waiting: Waiting): Neighbours {
  const bankRows = bank.length / length;
  const columns = transpose(bank, length, padToTile(bankRows));
  const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST;
  const bankBuffer = gpu.createBuffer({ label: 'bank of neighbours', size: columns.byteLength, usage });
  gpu.queue.writeBuffer(bankBuffer, 0, columns);
  const searches = new Map<string, Promise<Search>>();
  const pace = createPace(querySizes.length);

  function searchFor(count: number, kept: number): Promise<Search> {
    const key = `${count} ${kept}`;
    const shape = { queries: count, bankRows, length, kept };
    const search = searches.get(key) ?? prepareSearch(gpu, bankBuffer, shape);
    searches.set(key, search);
    return search;
  }

  /** Candidates of each query, nearest first, [queries, kept]. */
  async function candidatesOf(part: Float32Array, kept: number): Promise<Uint32Array> {
    const count = part.length / length;
    const size = querySizes.find((one) => one >= count) ?? count;
    const { program, queries, found } = await searchFor(size, kept);
    const began = performance.now();
    gpu.queue.writeBuffer(program.bufferOf(queries), 0, transpose(part, length, size));
    program.run(0);
    const words = await readNumbers(gpu, program.bufferOf(found), count * kept);
    if (count === size) pace.took(performance.now() - began);
    return new Uint32Array(words.buffer);
  }

  return {
    async nearest(queries, k) {
      const count = queries.length / length;
      const [wanted, kept] = [Math.min(k, bankRows), Math.min(k + 1, bankRows)];
      const result = createNeighbourhood(count, wanted);
      for (let start = 0; start < count;) {
        if (waiting.isStopped()) return undefined;
        const end = Math.min(count, start + querySizes[pace.level]);
        const candidates = await candidatesOf(queries.subarray(start * length, end * length), kept);
        for (let at = start; at < end; at++) {
          const rows = candidates.subarray((at - start) * kept, (at - start + 1) * kept);
          const known = rows.filter((row) => row !== noRow).sort();
          const query = queries.subarray(at * length, (at + 1) * length);
          fillNeighbours(result, [at, wanted], query, { bank, candidates: known });
        }
        start = end;
      }
      return result;
    },
    dispose() {
      const release = ({ program }: Search) => {
        program.dispose();
      };
      for (const search of searches.values()) void search.then(release, () => undefined);
      bankBuffer.destroy();
    },
  };
}

function createHere(bank: Float32Array, length: number, waiting: Waiting): Neighbours {
  const candidates = Uint32Array.from({ length: bank.length / length }, (_, row) => row);
  return {
    async nearest(queries, k) {
      const wanted = Math.min(k, candidates.length);
      const result = createNeighbourhood(queries.length / length, wanted);
      const isWhole = await inParts(queries.length / length, waiting, (start, end) => {
        for (let at = start; at < end; at++) {
          const query = queries.subarray(at * length, (at + 1) * length);
          fillNeighbours(result, [at, wanted], query, { bank, candidates });
        }
      });
      return isWhole ? result : undefined;
    },
    dispose: () => undefined,
  };
}

/** Whether one buffer of the device holds as many numbers. */
export function fitsBuffer({ limits }: GPUDevice, numbers: number): boolean {
  return 4 * numbers <= Math.min(limits.maxBufferSize, limits.maxStorageBufferBindingSize);
}

/** `bank` is [n, length], n >= 1; it stays the caller's and must not change. Without a device, or if it is too large, in JavaScript. */
export function createNeighbours(
  gpu: GPUDevice | undefined,
  bank: Float32Array,
  length: number,
  waiting: Waiting,
): Neighbours {
  requireRows(bank, length);
  if (gpu === undefined || !fitsBuffer(gpu, bank.length + nearestTile * length))
    return createHere(bank, length, waiting);
  return createOnDevice(gpu, bank, length, waiting);
}
