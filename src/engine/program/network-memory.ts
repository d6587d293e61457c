/** The buffers of one network that outlive its programs: weights, gradients, statistics and the optimiser's numbers. */
import type { Values } from '../networks/parameters.ts';
import { slotCounts, type OptimiserChoice } from '../optimisers/optimiser.ts';
import type { Checkpoint } from '../networks/checkpoint.ts';
import { createStorage, readNumbers, type Arenas } from './storage.ts';
import { packValues, unpackValues, type Layout } from './layout.ts';
import type { Layouts } from './layouts.ts';

export interface NetworkMemory {
  readonly arenas: Arenas;
  save(updates: number): Promise<Checkpoint>;
  restore(checkpoint: Omit<Checkpoint, 'updates'>): void;
  dispose(): void;
}

/** Running statistics lie as [2, C] under a layer's name; outside they are two vectors, named as PyTorch names them. */
function joinStatistics(statistics: Values, { values }: Layout): Values {
  const entries = [...values.keys()].map((layer) => {
    const mean = statistics[`${layer}.running_mean`];
    const joined = new Float32Array(2 * mean.length);
    joined.set(mean);
    joined.set(statistics[`${layer}.running_var`], mean.length);
    return [layer, joined] as const;
  });
  return Object.fromEntries(entries);
}

function splitStatistics(joined: Values): Values {
  const entries = Object.entries(joined).flatMap(([layer, values]) => [
    [`${layer}.running_mean`, values.slice(0, values.length / 2)] as const,
    [`${layer}.running_var`, values.slice(values.length / 2)] as const,
  ]);
  return Object.fromEntries(entries);
}

/** Bytes of all arenas. */
export function bytesOfNetwork(
  { weights, statistics }: Layouts,
  optimiser: OptimiserChoice['optimiser'],
): number {
  return (2 + slotCounts[optimiser]) * weights.bytes + statistics.bytes;
}

export function createNetworkMemory(
  device: GPUDevice,
  { weights, statistics }: Layouts,
  optimiser: OptimiserChoice['optimiser'],
): NetworkMemory {
  const slots = Array.from({ length: slotCounts[optimiser] }, (_, i) => `slot${i}`);
  const entries = ['weights', 'gradients', ...slots].map(
    (name) => [name, createStorage(device, name, weights.bytes)] as const,
  );
  const arenas: Arenas = {
    ...Object.fromEntries(entries),
    statistics: createStorage(device, 'statistics', statistics.bytes),
  };
  const read = async (name: string, layout: Layout) =>
    unpackValues(layout, await readNumbers(device, arenas[name], layout.bytes / 4));
  const write = (name: string, layout: Layout, values: Values) => {
    device.queue.writeBuffer(arenas[name], 0, packValues(layout, values));
  };
  return {
    arenas,
    async save(updates) {
      const [parameters, joined, ...slotValues] = await Promise.all([
        read('weights', weights),
        read('statistics', statistics),
        ...slots.map((slot) => read(slot, weights)),
      ]);
      return { parameters, statistics: splitStatistics(joined), slots: slotValues, updates };
    },
    restore(checkpoint) {
      write('weights', weights, checkpoint.parameters);
      write('statistics', statistics, joinStatistics(checkpoint.statistics, statistics));
      checkpoint.slots.forEach((values, i) => {
        write(slots[i], weights, values);
      });
    },
    dispose() {
      for (const buffer of Object.values(arenas)) buffer.destroy();
    },
  };
}
