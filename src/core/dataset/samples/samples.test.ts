import { describe, expect, it } from 'vitest';
import { toGray } from '../../image/gray.ts';
import type { RgbImage } from '../../image/image.ts';
import { auroc } from '../../metrics/roc.ts';
import { hash } from '../../pseudo-anomaly/testing/images.ts';
import type { DatasetItem } from '../dataset.ts';
import { drawSampleItems, reportCategories, sampleItemCount, type SampleName } from './samples.ts';

const names: readonly SampleName[] = ['hex-nut', 'woven-fabric', 'printed-capsule', ...reportCategories];

const drawn = new Map(names.map((name) => [name, [...drawSampleItems(name, 64)]]));

const itemsOf = (name: SampleName): readonly DatasetItem[] => drawn.get(name) ?? [];

function median(image: RgbImage): number {
  const sorted = toGray(image).data.sort();
  return sorted[sorted.length >> 1];
}

function contrast(image: RgbImage): number {
  const { data } = toGray(image);
  const mean = data.reduce((sum, value) => sum + value, 0) / data.length;
  return Math.sqrt(data.reduce((sum, value) => sum + (value - mean) ** 2, 0) / data.length);
}

describe.each(names)('the built-in category %s', (name) => {
  it('has the same pixels now and in later versions', () => {
    const items = itemsOf(name);
    expect(hash(items[0].image.data)).toMatchSnapshot();
    expect(hash(items[items.length - 1].image.data)).toMatchSnapshot();
  });

  it('has normal training and test images, and three or more defect types', () => {
    const items = itemsOf(name);
    expect(items).toHaveLength(sampleItemCount(name));
    expect(items.filter(({ split }) => split === 'train').every(({ defect }) => defect === 'good')).toBe(
      true,
    );
    expect(items.some(({ split, defect }) => split === 'test' && defect === 'good')).toBe(true);
    const defects = new Set(items.filter(({ defect }) => defect !== 'good').map(({ defect }) => defect));
    expect(defects.size).toBeGreaterThanOrEqual(3);
    expect(new Set(items.map(({ path }) => path)).size).toBe(items.length);
  });

  it('marks each defect by a mask: some of the image, never most of it', () => {
    for (const { defect, mask } of itemsOf(name)) {
      if (defect === 'good') expect(mask).toBeUndefined();
      else {
        const share = (mask?.data.filter((value) => value > 0).length ?? 0) / (64 * 64);
        expect(share, defect).toBeGreaterThan(0);
        expect(share, defect).toBeLessThan(0.5);
      }
    }
  });

  it('does not give its defects away by the median gray or the contrast of the whole image', () => {
    const tests = itemsOf(name).filter(({ split }) => split === 'test');
    const labels = tests.map(({ defect }): 0 | 1 => (defect === 'good' ? 0 : 1));
    for (const statistic of [median, contrast]) {
      const area = auroc(
        labels,
        tests.map(({ image }) => statistic(image)),
      );
      expect(area).toBeGreaterThan(0.15);
      expect(area).toBeLessThan(0.85);
    }
  });
});
