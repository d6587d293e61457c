import { describe, expect, it } from 'vitest';
import { rectangleAlone } from '../../core/image/region-drawing.ts';
import { regionOf } from '../../core/image/region-of-interest.ts';
import { createRandom } from '../../core/random.ts';
import { nearestPatches } from '../../core/scoring/patch-scores.ts';
import { createMatrix, multiplyPlainly } from '../patch-head/matrix.ts';
import { chooseBank, createBank, nearestInBank, ofCounted, samplePlaces } from './patch-bank.ts';
import type { PlaceMaps } from './patch-features.ts';

const random = createRandom('bank');

/** An image whose places all hold one number. */
function plainMaps(value: number, grid = 4): PlaceMaps {
  const filled = (length: number) => new Uint16Array(length).fill(Math.round((value / 6) * 65_535));
  return { grid, fine: filled(grid ** 2 * 192), coarse: filled((grid / 2) ** 2 * 576) };
}

function drawRows(count: number, length: number, label: string): Float32Array {
  const stream = random.fork(label);
  return Float32Array.from({ length: count * length }, () => 3 + stream.normal());
}

describe('a bank of normal places', () => {
  it('takes the same number of places from each image', () => {
    const sample = samplePlaces([plainMaps(1), plainMaps(2), plainMaps(5)], 9, random.fork('places'));
    const firsts = Array.from({ length: 9 }, (_, i) => Math.round(sample.data[i * 768]));
    expect(firsts).toEqual([1, 1, 1, 2, 2, 2, 5, 5, 5]);
    expect(samplePlaces([plainMaps(1)], 1000, random).rows).toBe(16);
  });

  it('takes places that count alone, of an image of which a part does', () => {
    const region = regionOf(rectangleAlone({ left: 0, top: 0, right: 0.5, bottom: 0.25 }))!;
    const maps = plainMaps(1);
    maps.fine.fill(0, 2 * 192); // all but the first two places
    const sample = samplePlaces([{ ...maps, region }], 100, random.fork('counted'));
    expect(sample.rows).toBe(2);
    expect([0, 1].map((i) => Math.round(sample.data[i * 768]))).toEqual([1, 1]);
    expect([
      ...ofCounted(
        Float32Array.from({ length: 16 }, (_, i) => i),
        { ...maps, region },
      ),
    ]).toEqual([0, 1]);
  });

  it('finds the rows that comparing one by one finds', () => {
    const [bank, places] = [drawRows(40, 64, 'bank rows'), drawRows(25, 64, 'places')];
    const found = nearestInBank(
      createMatrix(25, 64, places),
      createBank(createMatrix(40, 64, bank)),
      multiplyPlainly,
    );
    const wanted = nearestPatches(places, bank, 64);
    expect([...found.rows]).toEqual([...wanted.rows]);
    found.distances.forEach((distance, i) => {
      expect(distance).toBeCloseTo(wanted.distances[i], 2);
    });
  });

  it('is 0 away from its own rows, and holds each of few different places once', () => {
    const rows = createMatrix(6, 3, Float32Array.of(1, 1, 1, 2, 2, 2, 1, 1, 1, 3, 3, 3, 2, 2, 2, 1, 1, 1));
    const bank = chooseBank(rows, 5, random.fork('coreset'));
    expect(bank.rows.rows).toBe(3);
    expect(Math.max(...nearestInBank(rows, bank, multiplyPlainly).distances)).toBeLessThan(1e-2);
  });
});
