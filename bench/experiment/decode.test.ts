import { encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { decodeInNode } from './decode.ts';

type Depth = 1 | 2 | 4 | 8 | 16;

interface Case {
  readonly depth: Depth;
  readonly channels: number;
  /** As the file holds them; rows of less than 8 bits a sample start at whole bytes. */
  readonly stored: readonly number[];
  /** Width 3, height 2. */
  readonly seen: readonly (readonly number[])[];
}

const gray = (...values: number[]) => values.map((value) => [value, value, value, 255]);

const cases: readonly Case[] = [
  { depth: 1, channels: 1, stored: [0b10100000, 0b01000000], seen: gray(255, 0, 255, 0, 255, 0) },
  { depth: 2, channels: 1, stored: [0b00011000, 0b11100100], seen: gray(0, 85, 170, 255, 170, 85) },
  { depth: 4, channels: 1, stored: [0x01, 0x20, 0xfe, 0x80], seen: gray(0, 17, 34, 255, 238, 136) },
  { depth: 8, channels: 1, stored: [0, 1, 2, 253, 254, 255], seen: gray(0, 1, 2, 253, 254, 255) },
  {
    depth: 8,
    channels: 2,
    stored: [0, 9, 1, 8, 2, 7, 3, 6, 4, 5, 5, 4],
    seen: [0, 1, 2, 3, 4, 5].map((value) => [value, value, value, 9 - value]),
  },
  {
    depth: 16,
    channels: 3,
    stored: Array.from({ length: 18 }, (_, i) => 256 * i + 255),
    seen: [0, 1, 2, 3, 4, 5].map((i) => [3 * i, 3 * i + 1, 3 * i + 2, 255]),
  },
];

describe('pictures without a browser', () => {
  it.each(cases)(
    '$depth bits of $channels channels come as straight RGBA',
    async ({ depth, channels, stored, seen }) => {
      const data = depth === 16 ? Uint16Array.from(stored) : Uint8Array.from(stored);
      const png = Uint8Array.from(encode({ width: 3, height: 2, depth, channels, data }));
      const { width, height, data: rgba } = await decodeInNode(new Blob([png], { type: 'image/png' }));
      expect([width, height]).toEqual([3, 2]);
      expect([...rgba]).toEqual(seen.flat());
    },
  );
});
