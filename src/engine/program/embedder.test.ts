import { expect, it } from 'vitest';
import { picturesAtOnce } from './embedder.ts';

it('a network with maps of full size is shown fewer pictures at once, the larger they are', () => {
  const full = { outputs: { pooled: { channels: 8 }, map: { channels: 1, stride: 1 } } };
  expect([32, 64, 96, 128, 256].map((side) => picturesAtOnce(full, side))).toEqual([64, 64, 28, 16, 4]);
  const halved = { outputs: { pooled: { channels: 8 }, layer1: { channels: 4, stride: 4 } } };
  expect(picturesAtOnce(halved, 256)).toBe(64);
});
