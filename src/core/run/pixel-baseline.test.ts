import { expect, it } from 'vitest';
import type { WatchedKind } from './events.ts';
import { pixelMeanAuroc } from './pixel-baseline.ts';

const shaded = (kind: WatchedKind, shade: number) => ({
  kind,
  picture: { width: 1, height: 2, rgba: Uint8ClampedArray.of(shade, shade, shade, 255, 0, 0, 0, 255) },
});

it('is the AUROC of brightness, in whichever direction it is better, of pictures held out alone', () => {
  const normals = [shaded('held-out', 10), shaded('held-out', 60)];
  const pseudo = [shaded('pseudo', 30), shaded('pseudo', 90)];
  const trained = shaded('trained', 255);
  expect(pixelMeanAuroc([trained, ...normals, ...pseudo])).toBe(0.75); // 3 of 4 pairs are in order
  const darker = [shaded('pseudo', 1), shaded('pseudo', 2)];
  expect(pixelMeanAuroc([trained, ...normals, ...darker])).toBe(1);
  expect(pixelMeanAuroc([...normals, shaded('pseudo', 10), shaded('pseudo', 60)])).toBe(0.5);
});

it('is unknown without pictures of both kinds', () => {
  expect(pixelMeanAuroc([shaded('held-out', 10)])).toBeUndefined();
  expect(pixelMeanAuroc([])).toBeUndefined();
});
