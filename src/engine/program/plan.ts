/** A list of kernel calls, known before any buffer exists, and how their values share memory. */
import type { Kernel } from '../kernels/kernel.ts';
import { bytesOf, type Value } from './value.ts';

export interface Call {
  readonly kernel: Kernel;
  /** What it is done for, for example a layer's name. */
  readonly label: string;
  readonly reads: Readonly<Record<string, Value>>;
  readonly writes: Readonly<Record<string, Value>>;
}

export interface Plan {
  /** Each is run as a whole, in order; between them others may read and write the kept values. */
  readonly sections: readonly (readonly Call[])[];
  /** Read or written from outside: they keep memory of their own. */
  readonly kept: readonly Value[];
}

/** The plan without calls whose results no kept value depends on. */
export function withoutUnused({ sections, kept }: Plan): Plan {
  const needed = new Set(kept);
  const isNeeded = ({ reads, writes }: Call): boolean => {
    const isUsed = Object.values(writes).some((value) => value.place !== undefined || needed.has(value));
    if (isUsed) for (const value of Object.values(reads)) needed.add(value);
    return isUsed;
  };
  const backwards = sections.toReversed().map((calls) => calls.toReversed().filter(isNeeded).reverse());
  return { sections: backwards.reverse(), kept };
}

export interface Sharing {
  /** Bytes of each buffer. */
  readonly slots: readonly number[];
  readonly slotOf: ReadonlyMap<Value, number>;
}

/** Calls from the first that names a value to the last. */
interface Lifetime {
  readonly value: Value;
  first: number;
  last: number;
}

function lifetimesOf({ sections, kept }: Plan): Lifetime[] {
  const lifetimes = new Map<Value, Lifetime>();
  const calls = sections.flat();
  calls.forEach(({ reads, writes }, at) => {
    for (const value of [...Object.values(reads), ...Object.values(writes)]) {
      if (value.place !== undefined) continue;
      const known = lifetimes.get(value);
      if (known === undefined) lifetimes.set(value, { value, first: at, last: at });
      else known.last = at;
    }
  });
  for (const value of kept) lifetimes.set(value, { value, first: -1, last: calls.length });
  return [...lifetimes.values()];
}

function overlap(a: Lifetime, b: Lifetime): boolean {
  return a.first <= b.last && b.first <= a.last;
}

/**
 * Values whose lifetimes do not overlap share a buffer: the largest choose first, each takes the smallest buffer that is
 * free for it, else opens one of its own size [Pisarchyk section 4, greedy by size]. A call never reads and writes one buffer.
 */
export function shareBuffers(plan: Plan): Sharing {
  const slots: { readonly bytes: number; readonly tenants: Lifetime[] }[] = [];
  const slotOf = new Map<Value, number>();
  const bySize = lifetimesOf(plan).sort((a, b) => bytesOf(b.value) - bytesOf(a.value) || a.first - b.first);
  for (const lifetime of bySize) {
    const isFree = ({ tenants }: { tenants: Lifetime[] }) => !tenants.some((one) => overlap(one, lifetime));
    let slot = slots.findLastIndex(isFree); // slots are in falling order of size
    if (slot < 0) slot = slots.push({ bytes: bytesOf(lifetime.value), tenants: [] }) - 1;
    slots[slot].tenants.push(lifetime);
    slotOf.set(lifetime.value, slot);
  }
  return { slots: slots.map(({ bytes }) => bytes), slotOf };
}

/** Bytes that a plan's own buffers take. */
export function bytesOfPlan(plan: Plan): number {
  return shareBuffers(plan).slots.reduce((sum, bytes) => sum + bytes, 0);
}
