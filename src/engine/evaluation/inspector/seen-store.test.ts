import { describe, expect, it } from 'vitest';
import { blank } from '../../testing/pictures.ts';
import { bytesIn, createSeenStore } from './seen-store.ts';

const image = blank(2); // 12 bytes
const sight = (bytes: number) => ({ image, seen: { maps: new Uint8Array(bytes) } });

describe('what was seen of images', () => {
  it('is kept as long as there is room: the highest ranks stay, and what is too low finds none', () => {
    const store = createSeenStore<unknown>(100);
    store.keep('a', sight(20), 1);
    store.keep('b', sight(20), 3);
    store.keep('c', sight(20), 2);
    expect(['a', 'b', 'c'].filter((key) => store.get(key))).toEqual(['a', 'b', 'c']);
    store.keep('d', sight(30), 2.5);
    expect(['a', 'b', 'c', 'd'].filter((key) => store.get(key))).toEqual(['b', 'd']);
    store.keep('e', sight(40), 0);
    expect(store.get('e')).toBeUndefined();
    store.keep('b', sight(10), 3); // the same again, smaller
    store.keep('f', sight(10), 3);
    expect(['b', 'd', 'f'].filter((key) => store.get(key))).toEqual(['b', 'd', 'f']);
  });

  it('counts the arrays of records in records', () => {
    const maps = {
      grid: 4,
      fine: new Uint16Array(3),
      others: [new Float32Array(2), { deep: new Uint8Array(1) }],
    };
    expect(bytesIn({ maps, name: 'x', none: null })).toBe(6 + 8 + 1);
  });
});
