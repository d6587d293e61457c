import { describe, expect, it } from 'vitest';
import { createMask, createRgbImage, type RgbImage } from '../../image/image.ts';
import { auroc } from '../../metrics/roc.ts';
import { createRandom } from '../../random.ts';
import { equaliseItem, targetGray } from '../equalise.ts';
import type { DatasetItem } from '../dataset.ts';
import { factsOf, type FileFacts } from '../facts.ts';
import { drawSampleItems } from '../samples/samples.ts';
import { toCases } from './case.ts';
import { examine as examineCases } from './examine.ts';
import { suspectsOf, type Finding } from './finding.ts';

const side = 32;

/** Coloured texture of a given brightness: no two seeds alike. */
function texture(seed: string, level = 100): RgbImage {
  const random = createRandom(seed);
  const image = createRgbImage(side, side);
  const coarse = Array.from({ length: 3 * 64 }, () => random.uniform(-30, 30));
  for (let i = 0; i < image.data.length; i++) {
    const pixel = Math.floor(i / 3);
    const cell = Math.floor((pixel % side) / 4) + 8 * Math.floor(pixel / side / 4);
    image.data[i] = level + coarse[3 * cell + (i % 3)] + random.uniform(-5, 5);
  }
  return image;
}

function item(path: string, image = texture(path), file?: FileFacts): DatasetItem {
  const [split, defect] = path.split('/') as ['train' | 'test', string];
  const mask = createMask(side, side);
  mask.data[5] = 255;
  const marked = defect === 'good' ? {} : { mask };
  return { path, split, defect, image, facts: factsOf(image, file), ...marked };
}

const numbered = (folder: string, count: number, make: (path: string) => DatasetItem = item) =>
  Array.from({ length: count }, (_, i) => make(`${folder}/${i}.png`));

const healthy = [...numbered('train/good', 30), ...numbered('test/good', 12), ...numbered('test/cut', 12)];
function withoutMask({ path, split, defect, image }: DatasetItem): DatasetItem {
  return { path, split, defect, image, facts: factsOf(image) };
}

const examine = (items: readonly DatasetItem[], orphanMasks?: readonly string[]) =>
  examineCases(toCases(items), orphanMasks);

const equalise = (items: readonly DatasetItem[]) => items.map((one) => equaliseItem(one, targetGray(items)));

const kinds = (findings: readonly Finding[]) => findings.map(({ kind }) => kind);

describe('the dataset doctor', () => {
  it('finds nothing in a healthy dataset, nor where there is nothing', () => {
    expect(examine(healthy)).toEqual([]);
    expect(kinds(examine([]))).toEqual(['few-normals']);
  });

  it('finds a leak by the median grey, which equalising takes away', () => {
    const dark = (path: string) => item(path, texture(path, 60 + (path.length % 3)));
    const leaky = [
      ...numbered('train/good', 30),
      ...numbered('test/good', 12),
      ...numbered('test/cut', 12, dark),
    ];
    const leak = examine(leaky).find((finding) => finding.kind === 'leak');
    expect(leak).toMatchObject({ statistic: 'median-gray', auroc: 1 });
    const fixed = equalise(leaky);
    const left = examine(fixed).filter((one) => one.kind === 'leak' && one.statistic === 'median-gray');
    expect(left).toEqual([]);
    for (const { facts } of fixed) expect(Math.abs(facts!.medianGray - targetGray(leaky))).toBeLessThan(2);
  });

  it('finds a leak by the size of files or pictures', () => {
    const large = { bytes: 9000, width: 64, height: 64 };
    const small = { bytes: 5000, width: 64, height: 60 };
    const sized = [
      ...numbered('train/good', 30, (path) => item(path, texture(path), large)),
      ...numbered('test/good', 12, (path) => item(path, texture(path), large)),
      ...numbered('test/cut', 12, (path) => item(path, texture(path), small)),
    ];
    const leaks = examine(sized).flatMap((one) => (one.kind === 'leak' ? [one.statistic] : []));
    expect(leaks).toEqual(['file-size', 'resolution']);
    expect(examine(sized)).toContainEqual({
      kind: 'mixed-sizes',
      sizes: [
        ['64 x 64', 42],
        ['64 x 60', 12],
      ],
    });
  });

  it('takes no small or chance difference for a leak', () => {
    const few = [...numbered('train/good', 30), ...numbered('test/good', 4), ...numbered('test/cut', 4)];
    expect(examine(few)).toEqual([]);
    expect(auroc([0, 1], [1, 1])).toBe(0.5);
  });

  it('finds test images that are training images of another encoding, and no others', () => {
    const [first] = healthy;
    const noisy = { ...first.image, data: first.image.data.map((value, i) => value + ((i * 7) % 3) - 1) };
    const found = examine([...healthy, item('test/good/twin.png', noisy)]);
    expect(found).toEqual([{ kind: 'near-duplicates', pairs: [['train/good/0.png', 'test/good/twin.png']] }]);
  });

  it.each([
    ['few-normals', healthy.slice(20)],
    ['no-test-normals', healthy.filter(({ path }) => !path.startsWith('test/good'))],
    ['constant', [...healthy, item('train/good/flat.png', createRgbImage(side, side))]],
    ['odd-lighting', [...healthy, item('train/good/dark.png', texture('dark', 40))]],
    ['masks-missing', healthy.map(withoutMask)],
    ['empty-masks', healthy.map((one) => (one.mask ? { ...one, mask: createMask(side, side) } : one))],
    [
      'deep-pixels',
      [...healthy, item('train/good/d.png', texture('d'), { bytes: 1, width: 9, height: 9, bitDepth: 16 })],
    ],
  ] as const)('finds %s', (kind, items) => {
    expect(kinds(examine(items))).toContain(kind);
  });

  it('finds masks that look inverted, and data of 12 bits in files of 16', () => {
    const full = healthy.map((one) => {
      if (one.mask === undefined) return one;
      const mask = createMask(side, side);
      mask.data.fill(255);
      return { ...one, mask };
    });
    expect(kinds(examine(full))).toEqual(['inverted-masks']);
    const file = { bytes: 1, width: 9, height: 9, bitDepth: 16, white: 65_535 };
    const deep = (peak: number) =>
      numbered('train/good', 30, (path) => item(path, texture(path), { ...file, peak }));
    expect(examine(deep(4000))).toContainEqual({ kind: 'unused-range', images: 30, bits: 12 });
    expect(kinds(examine(deep(60_000)))).not.toContain('unused-range');
  });

  it('tells of masks that belong to no image', () => {
    const paths = ['ground_truth/cut/99_mask.png'];
    expect(examine(healthy, paths)).toEqual([{ kind: 'masks-without-images', paths }]);
  });

  it('names the images that a dataset is better without: of two alike, the test image', () => {
    const pairs = [['train/good/0.png', 'test/good/0.png']] as const;
    expect(suspectsOf({ kind: 'near-duplicates', pairs })).toEqual(['test/good/0.png']);
    expect(suspectsOf({ kind: 'constant', paths: ['a'] })).toEqual(['a']);
    expect(suspectsOf({ kind: 'few-normals', train: 3 })).toEqual([]);
  });

  it('counts images without colour', () => {
    const gray = texture('gray');
    for (let i = 0; i < gray.data.length; i += 3) gray.data.fill(gray.data[i], i, i + 3);
    expect(examine([...healthy, item('train/good/g.png', gray)])).toEqual([
      { kind: 'single-channel', images: 1 },
    ]);
  });

  it.each(['hex-nut', 'woven-fabric', 'printed-capsule'] as const)(
    'finds no leak in the built-in %s',
    (name) => {
      const items = [...drawSampleItems(name, 64)].map((one) => ({ ...one, facts: factsOf(one.image) }));
      const found = kinds(examine(items));
      expect(found).not.toContain('near-duplicates');
      expect(found).not.toContain('odd-lighting');
    },
  );
});
