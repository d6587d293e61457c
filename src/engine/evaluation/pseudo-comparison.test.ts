import { describe, expect, it } from 'vitest';
import type { DatasetItem } from '../../core/dataset/dataset.ts';
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { RgbImage } from '../../core/image/image.ts';
import type { PackedImages } from '../../core/views/packed.ts';
import { createControl } from '../training/control.ts';
import { experiment, item, items, side } from '../testing/evaluation.ts';
import { texture } from '../testing/pictures.ts';
import { comparePseudoAnomalies, type FakeSetup } from './pseudo-comparison.ts';

/** Texture with a square of one grey. */
function marked(left: number, top: number, grey: number): RgbImage {
  const image = texture(side, 5);
  for (let y = top; y < top + 20; y++)
    image.data.fill(grey, (y * side + left) * 3, (y * side + left + 20) * 3);
  return image;
}

/** By the share of a picture that is exactly black, and exactly white. */
function forward({ data, count, side: length }: PackedImages): Promise<Float32Array[]> {
  const rows = Array.from({ length: count }, (_, i) => {
    const picture = data.subarray(i * length * length * 4, (i + 1) * length * length * 4);
    const share = (value: number) =>
      picture.reduce((sum, v, at) => sum + (at % 4 === 0 && v === value ? 1 : 0), 0);
    return [20, share(0), share(255)];
  });
  return Promise.resolve([Float32Array.from(rows.flat())]);
}

function setupOf(tests: readonly DatasetItem[], changes: Partial<Experiment> = {}): FakeSetup {
  const images = Array.from({ length: 6 }, (_, i) => texture(side, i));
  return {
    experiment: { ...experiment, gateEnabled: false, ...changes },
    trainer: { length: 3, forward },
    images,
    items: [...items.slice(0, 4), ...tests],
    control: createControl(() => Promise.resolve()),
  };
}

const mask = (left: number, top: number) => {
  const data = new Uint8Array(side * side);
  for (let y = top; y < top + 20; y++) data.fill(255, y * side + left, y * side + left + 20);
  return { width: side, height: side, data };
};

describe('pseudo-anomalies beside real defects', () => {
  const black = item('test/black/0.png', 'black', marked(40, 2, 0));
  const faint = item('test/faint/0.png', 'faint', marked(0, 0, 100));

  it('counts, for each type, the real ones that lie among fakes and among normal pictures', async () => {
    const outcome = await comparePseudoAnomalies(setupOf([faint, black]));
    if (!outcome.ok || outcome.value === undefined) throw new Error('nothing was compared');
    const { pictures, points, defects, shares } = outcome.value;
    // A square of one grey is to this network as normal as texture is; a black one is like nothing that it has seen.
    expect(defects).toEqual([
      { defect: 'black', images: 1, nearFake: 0, nearNormal: 0 },
      { defect: 'faint', images: 1, nearFake: 1, nearNormal: 1 },
    ]);
    const kinds = pictures.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'normal').length).toBe(
      kinds.filter((kind) => kind === 'pseudo').length,
    );
    expect(pictures.slice(-2).map(({ path }) => path)).toEqual(['test/black/0.png', 'test/faint/0.png']);
    expect(points).toHaveLength(2 * pictures.length);
    expect(shares[0] + shares[1]).toBeGreaterThan(0.5);
    expect(pictures[0].picture.rgba).toHaveLength(32 * 32 * 4);
  });

  it('looks where the mask is, and, without one, where the picture is least normal', async () => {
    const shown = async (one: DatasetItem) => {
      const outcome = await comparePseudoAnomalies(setupOf([one]));
      if (!outcome.ok || outcome.value === undefined) throw new Error('nothing was compared');
      return outcome.value.pictures.at(-1)!.picture.rgba;
    };
    const blacks = (rgba: Uint8ClampedArray) =>
      rgba.reduce((sum, v, i) => sum + (i % 4 === 0 && v === 0 ? 1 : 0), 0);
    expect(blacks(await shown(black))).toBeGreaterThan(300);
    expect(blacks(await shown({ ...black, mask: mask(40, 2) }))).toBeGreaterThan(300);
    expect(blacks(await shown({ ...black, mask: mask(0, 40) }))).toBe(0);
  });

  it('compares whole images where training saw these', async () => {
    const outcome = await comparePseudoAnomalies(setupOf([black], { trainOn: 'whole', inputSize: 64 }));
    expect(outcome.ok && outcome.value?.defects).toEqual([
      { defect: 'black', images: 1, nearFake: 0, nearNormal: 0 },
    ]);
  });

  it('takes at most 16 of a type, the same ones by the seed', async () => {
    const many = Array.from({ length: 30 }, (_, i) => ({
      ...black,
      path: `test/black/${i}.png`,
      mask: mask(40, 2),
    }));
    const paths = async (seed: number) => {
      const outcome = await comparePseudoAnomalies(setupOf(many, { seed }));
      const pictures = outcome.ok ? (outcome.value?.pictures ?? []) : [];
      return pictures.filter(({ kind }) => kind === 'real').map(({ path }) => path);
    };
    const first = await paths(1);
    expect(first).toHaveLength(16);
    expect(await paths(1)).toEqual(first);
    expect(await paths(2)).not.toEqual(first);
  });

  it('says that there is nothing to compare, and why there are no fakes', async () => {
    expect(await comparePseudoAnomalies(setupOf([]))).toEqual({ ok: true, value: undefined });
    const stopped = setupOf([black]);
    const control = { ...stopped.control, isStopped: () => true };
    expect(await comparePseudoAnomalies({ ...stopped, control })).toEqual({ ok: true, value: undefined });
    const strict = setupOf([black], { gateEnabled: true, gateThreshold: -1, gateRetries: 1 });
    expect(await comparePseudoAnomalies(strict)).toMatchObject({
      ok: false,
      problem: { kind: 'no-valid-patch' },
    });
  });
});
