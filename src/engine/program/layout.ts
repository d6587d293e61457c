/** Where each weight lies in one long buffer, so that one dispatch updates them all. */
import { sizeOf, type NetworkSpec, type Values } from '../network/parameters.ts';
import type { Value } from './value.ts';

/** Bindings start at multiples of this. */
const alignment = 256;

export interface Layout {
  readonly bytes: number;
  /** By name; shapes as the network's. */
  readonly values: ReadonlyMap<string, Value>;
}

function layOut(arena: string, entries: readonly (readonly [string, readonly number[]])[]): Layout {
  const values = new Map<string, Value>();
  let offset = 0;
  for (const [name, shape] of entries) {
    values.set(name, { name, shape, place: { arena, offset } });
    offset += alignment * Math.ceil((4 * sizeOf(shape)) / alignment);
  }
  return { bytes: offset, values };
}

export type WeightArena = 'weights' | 'gradients';

/** Weights of several dimensions first: some settings treat them apart from biases and norms. */
export function layOutWeights(arena: WeightArena, { parameters }: NetworkSpec): Layout {
  const isMatrix = ({ shape }: { shape: readonly number[] }) => shape.length > 1;
  const ordered = [...parameters.filter(isMatrix), ...parameters.filter((spec) => !isMatrix(spec))];
  return layOut(
    arena,
    ordered.map(({ name, shape }) => [name, shape]),
  );
}

/** Running mean and variance of each layer together, [2, C], under the layer's name. */
export function layOutStatistics({ norms }: NetworkSpec): Layout {
  return layOut(
    'statistics',
    Object.entries(norms).map(([layer, channels]) => [layer, [2, channels]]),
  );
}

/** All values at their places; gaps are zero. */
export function packValues({ bytes, values }: Layout, contents: Values): Float32Array<ArrayBuffer> {
  const packed = new Float32Array(bytes / 4);
  for (const [name, { place }] of values) packed.set(contents[name], (place?.offset ?? 0) / 4);
  return packed;
}

export function unpackValues({ values }: Layout, packed: Float32Array): Values {
  const entries = [...values].map(([name, { place, shape }]) => {
    const start = (place?.offset ?? 0) / 4;
    return [name, packed.slice(start, start + sizeOf(shape))] as const;
  });
  return Object.fromEntries(entries);
}
