/** Where each weight lies in one long buffer, so that one dispatch updates them all. */
import { sizeOf, type NetworkSpec, type ParameterSpec, type Values } from '../networks/parameters.ts';
import type { Value } from './value.ts';

/** Bindings start at multiples of this. */
const alignment = 256;

export interface Layout {
  readonly bytes: number;
  /** End of the values that training changes; what is frozen lies behind them. */
  readonly trainedBytes: number;
  /** By name; shapes as the network's. */
  readonly values: ReadonlyMap<string, Value>;
}

type Entry = Pick<ParameterSpec, 'name' | 'shape' | 'isFrozen'>;

/** What is frozen must come last. */
function layOut(arena: string, entries: readonly Entry[]): Layout {
  const values = new Map<string, Value>();
  let [bytes, trainedBytes] = [0, 0];
  for (const { name, shape, isFrozen = false } of entries) {
    values.set(name, { name, shape, place: { arena, offset: bytes } });
    bytes += alignment * Math.ceil((4 * sizeOf(shape)) / alignment);
    if (!isFrozen) trainedBytes = bytes;
  }
  return { bytes, trainedBytes, values };
}

export type WeightArena = 'weights' | 'gradients';

/** Trained weights of several dimensions first: some settings treat them apart from biases and norms. */
export function layOutWeights(arena: WeightArena, { parameters }: NetworkSpec): Layout {
  const rankOf = ({ shape, isFrozen = false }: ParameterSpec) => {
    if (isFrozen) return 2;
    return shape.length > 1 ? 0 : 1;
  };
  return layOut(
    arena,
    [0, 1, 2].flatMap((rank) => parameters.filter((spec) => rankOf(spec) === rank)),
  );
}

/** Running mean and variance of each layer together, [2, C], under the layer's name. */
export function layOutStatistics({ norms }: NetworkSpec): Layout {
  return layOut(
    'statistics',
    Object.entries(norms).map(([name, channels]) => ({ name, shape: [2, channels] })),
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
