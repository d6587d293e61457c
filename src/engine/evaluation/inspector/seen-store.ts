/** What a network saw of images, kept as long as there is room: those of the highest rank stay. */
import type { RgbImage } from '../../../core/image/image.ts';

export interface KeptSight<Seen> {
  readonly image: RgbImage;
  readonly seen: Seen;
}

export interface SeenStore<Seen> {
  get(key: string): KeptSight<Seen> | undefined;
  /** Of the same key the newer one; it may find no room. */
  keep(key: string, sight: KeptSight<Seen>, rank: number): void;
}

/** Bytes of all typed arrays in a value, as far in as records lie in records. */
export function bytesIn(value: unknown): number {
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce((sum: number, one: unknown) => sum + bytesIn(one), 0);
}

export function createSeenStore<Seen>(room: number): SeenStore<Seen> {
  const kept = new Map<string, { readonly sight: KeptSight<Seen>; readonly rank: number; bytes: number }>();
  let used = 0;
  function drop(key: string): void {
    used -= kept.get(key)?.bytes ?? 0;
    kept.delete(key);
  }
  return {
    get: (key) => kept.get(key)?.sight,
    keep(key, sight, rank) {
      drop(key);
      const bytes = bytesIn(sight.seen) + sight.image.width * sight.image.height * 3;
      kept.set(key, { sight, rank, bytes });
      used += bytes;
      while (used > room) {
        let lowest = key;
        for (const [other, one] of kept) if (one.rank < (kept.get(lowest)?.rank ?? 0)) lowest = other;
        drop(lowest);
      }
    },
  };
}
