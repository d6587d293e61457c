/**
 * Buffers that are used again: a fresh one of some hundred kilobytes costs more, in a browser, than the work done in it.
 * What is taken from a scratch holds until the same slot is taken again.
 */
export interface Scratch {
  /** A copy of `data`. */
  copy(slot: string, data: Uint8Array): Uint8Array<ArrayBuffer>;
  /** `length` zeros. */
  zeros(slot: string, length: number): Uint8Array<ArrayBuffer>;
}

/** Nothing is used again: for results that are kept. */
export const freshBuffers: Scratch = {
  copy: (_, data) => Uint8Array.from(data),
  zeros: (_, length) => new Uint8Array(length),
};

export function createScratch(): Scratch {
  const slots = new Map<string, Uint8Array<ArrayBuffer>>();
  const take = (slot: string, length: number) => {
    const held = slots.get(slot);
    if (held?.length === length) return held;
    const fresh = new Uint8Array(length);
    slots.set(slot, fresh);
    return fresh;
  };
  return {
    copy(slot, data) {
      const buffer = take(slot, data.length);
      buffer.set(data);
      return buffer;
    },
    zeros: (slot, length) => take(slot, length).fill(0),
  };
}
