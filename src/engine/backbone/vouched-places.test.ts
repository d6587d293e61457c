import { describe, expect, it } from 'vitest';
import { createRandom } from '../../core/random.ts';
import { createMatrix, multiplyPlainly } from '../patch-head/matrix.ts';
import { createBank, nearestInBank } from './patch-bank.ts';
import { placeLength, placeRows, type PlaceMaps } from './patch-features.ts';
import { placeScores, type PlaceTerm } from './place-scorer.ts';
import { placesToAdd, usualDistance, vouchFor } from './vouched-places.ts';

const random = createRandom('vouched');

function drawMaps(label: string, grid = 4): PlaceMaps {
  const stream = random.fork(label);
  const filled = (length: number) => Uint16Array.from({ length }, () => stream.integer(65_536));
  return { grid, fine: filled(grid ** 2 * 192), coarse: filled((grid / 2) ** 2 * 576) };
}

const rowsOf = (maps: PlaceMaps) => createMatrix(maps.grid ** 2, placeLength, placeRows(maps));
const bankOf = (maps: PlaceMaps) => createBank(rowsOf(maps));

function apart(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Math.sqrt(Array.from(a).reduce((sum, value, i) => sum + (value - b[i]) ** 2, 0));
}

/** Every distance taken anew at each turn. */
function slowly(places: number[][], bank: number[][], reach: number, most: number): number[] {
  const added: number[] = [];
  for (;;) {
    const known = [...bank, ...added.map((i) => places[i])];
    const nearest = places.map((place) => Math.min(...known.map((row) => apart(place, row))));
    const farthest = nearest.indexOf(Math.max(...nearest));
    if (added.length === most || nearest[farthest] <= reach) return added;
    added.push(farthest);
  }
}

describe('places of an image that a person called normal', () => {
  it('are added as comparing all of them each time adds them', () => {
    const stream = random.fork('rows');
    const draw = (count: number) =>
      Array.from({ length: count }, () => Array.from({ length: 5 }, () => Math.fround(3 * stream.normal())));
    const [places, bank] = [draw(40), draw(12)];
    const matrix = (rows: number[][]) => createMatrix(rows.length, 5, Float32Array.from(rows.flat()));
    const { distances } = nearestInBank(matrix(places), createBank(matrix(bank)), multiplyPlainly);
    for (const [reach, most] of [
      [2, 99],
      [4, 99],
      [0.5, 7],
    ] as const) {
      const wanted = slowly(places, bank, reach, most);
      expect(wanted.length).toBeGreaterThan(0);
      expect(placesToAdd(matrix(places), distances, { reach, most })).toEqual(wanted);
    }
  });

  it('end up within reach of the bank, whose own rows stay first, and nothing is added of a known image', () => {
    const [normal, called] = [drawMaps('normal'), drawMaps('called')];
    const bank = bankOf(normal);
    const wider = vouchFor(bank, [called], 1, multiplyPlainly);
    expect(wider.rows.data.subarray(0, bank.rows.data.length)).toEqual(bank.rows.data);
    expect(wider.rows.rows).toBeGreaterThan(bank.rows.rows);
    expect(Math.max(...nearestInBank(rowsOf(called), wider, multiplyPlainly).distances)).toBeLessThan(1.1);
    expect(vouchFor(bank, [normal], 1, multiplyPlainly)).toBe(bank);
    expect(usualDistance([normal], bank, multiplyPlainly)).toBeLessThan(0.1);
    expect(usualDistance([called], bank, multiplyPlainly)).toBeGreaterThan(10);
  });

  it('count as usual for the head where they lie nearest, and only there', () => {
    const [normal, called, other] = [drawMaps('normal'), drawMaps('called'), drawMaps('other')];
    const bank = bankOf(normal);
    const scale = { usual: 0, unit: 5 };
    const shape = { input: placeLength, hidden: 2, output: 2 };
    const head: PlaceTerm = {
      kind: 'head',
      head: {
        shape,
        weight1: Float32Array.from({ length: 2 * placeLength }, () => random.normal()),
        bias1: Float32Array.of(1, 1),
        weight2: Float32Array.of(1, -1, 1, 1),
        bias2: Float32Array.of(0.5, 0.5),
      },
      centre: Float32Array.of(-1, 0),
      scale: { usual: 2 ** -10, unit: 0.01 },
      share: 1,
    };
    const wider = vouchFor(bank, [called], 1, multiplyPlainly);
    const plain = [{ kind: 'bank', bank, scale, share: 0 }, head] as const;
    const vouched = [{ kind: 'bank', bank: wider, scale, share: 0, vouchedFrom: 16 }, head] as const;
    const before = placeScores(plain, called, multiplyPlainly);
    expect(Math.max(...before)).toBeGreaterThan(1);
    expect(Math.max(...placeScores(vouched, called, multiplyPlainly))).toBeLessThanOrEqual(0);
    for (const maps of [normal, other])
      expect(placeScores(vouched, maps, multiplyPlainly)).toEqual(placeScores(plain, maps, multiplyPlainly));
  });
});
