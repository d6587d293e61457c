import { describe, expect, it } from 'vitest';
import { patchFeatures } from '../../core/scoring/patch-features.ts';
import golden from '../fixtures/backbone.json' with { type: 'json' };
import { backboneWeights, wavePictures } from '../testing/backbone-weights.ts';
import { wasmFolder } from '../testing/wasm-folder.ts';
import { placeLength, placeMaps, placeRows } from './patch-features.ts';
import { createWasmBackbone } from './wasm-backbone.ts';
import { openWasmMath } from './wasm-math.ts';

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  return Array.from(a, (value, i) => Math.abs(value - b[i])).reduce((x, y) => Math.max(x, y), 0);
}

/** Differences at the golden values' places. */
function farthest(
  rows: Float32Array,
  length: number,
  { places, values }: { places: number[]; values: number[][] },
): number {
  return places
    .map((place, i) => largestDifference(rows.subarray(place * length, (place + 1) * length), values[i]))
    .reduce((a, b) => Math.max(a, b), 0);
}

describe('patch features of the backbone', () => {
  it('agree with PyTorch’s on the same weights: both maps, and the joined rows', async () => {
    const { side } = golden;
    const pictures = wavePictures(1, side);
    const pixelSum = pictures.data.reduce((sum, value) => sum + value, 0);
    expect(pixelSum).toBe(golden.pixelSum);
    const backbone = createWasmBackbone(await openWasmMath(wasmFolder()), await backboneWeights());
    const maps = await backbone.features(pictures);
    expect(farthest(maps.fine, 192, golden.fine)).toBeLessThan(1e-4);
    expect(farthest(maps.coarse, 576, golden.coarse)).toBeLessThan(1e-4);
    const rows = placeRows(placeMaps(maps, side));
    expect(rows.length).toBe((side / 8) ** 2 * placeLength);
    expect(farthest(rows, placeLength, golden.joined)).toBeLessThan(2e-4);
    backbone.dispose();
  });

  it('are what core’s plain form gives to a 16-bit number’s step, for any image of several and any places', () => {
    const side = 64;
    const wave = (length: number, step: number) =>
      Float32Array.from({ length }, (_, i) => 3 + 3 * Math.sin(step * i));
    const maps = { fine: wave(2 * 8 * 8 * 192, 0.37), coarse: wave(2 * 4 * 4 * 576, 0.53) };
    const part = (data: Float32Array, index: number, width: number, channels: number) => {
      const length = width * width * channels;
      return { width, height: width, channels, data: data.subarray(index * length, (index + 1) * length) };
    };
    for (const index of [0, 1]) {
      const plain = patchFeatures(part(maps.fine, index, 8, 192), part(maps.coarse, index, 4, 576)).data;
      const places = placeMaps(maps, side, index);
      expect(largestDifference(placeRows(places), plain)).toBeLessThan(6 / 65_535);
      const some = placeRows(places, [63, 10]);
      expect(some.slice(0, placeLength)).toEqual(placeRows(places).slice(63 * placeLength));
      expect(some.slice(placeLength)).toEqual(placeRows(places).slice(10 * placeLength, 11 * placeLength));
    }
  });
});
