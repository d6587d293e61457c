/** What a long session holds, looked at from time to time. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { WatchedDevices } from './watch-devices.ts';

export interface Held {
  /** How far the session is. */
  readonly at: number;
  /** JavaScript objects, and memory outside of them, after a collection. */
  readonly heapBytes: number;
  readonly outsideBytes: number;
  readonly buffers: number;
  readonly bufferBytes: number;
}

setFlagsFromString('--expose_gc');
const collect = runInNewContext('gc') as () => void;

export function lookAtMemory(at: number, devices: WatchedDevices): Held {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  const { count, bytes } = devices.buffers();
  return { at, heapBytes: heapUsed, outsideBytes: external, buffers: count, bufferBytes: bytes };
}

const mega = (bytes: number) => `${(bytes / 2 ** 20).toFixed(2)} MiB`;

export function tellHeld({ at, heapBytes, outsideBytes, buffers, bufferBytes }: Held): string {
  return `${at}: heap ${mega(heapBytes)}, outside ${mega(outsideBytes)}, ${buffers} buffers of ${mega(bufferBytes)}`;
}
