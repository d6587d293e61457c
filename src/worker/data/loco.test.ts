/** MVTec LOCO in small, from files to AU-sPRO. */
import { describe, expect, it } from 'vitest';
import { isHeld, type DatasetItem } from '../../core/dataset/dataset.ts';
import { atFullSize } from '../../core/dataset/full-size.ts';
import { maskOf } from '../../core/dataset/marks.ts';
import { fitMask } from '../../core/dataset/preparation.ts';
import type { Mask } from '../../core/image/image.ts';
import type { PixelMetrics } from '../../core/metrics/pixels/measure-pixels.ts';
import type { ScoredItem } from '../../core/run/events.ts';
import { pixelScores } from '../../core/scoring/score-map.ts';
import { runEvaluation } from '../../engine/evaluation/evaluate.ts';
import { createSetup, scoredOf } from '../../engine/testing/evaluation.ts';
import { file } from '../testing/files.ts';
import { decode, gray, png, type Rgba } from '../testing/pictures.ts';
import { inMemory } from '../testing/requests.ts';
import { importCategory } from './import.ts';
import { inspect } from './inspect.ts';

const [width, height, side] = [96, 80, 64];
type Box = readonly [left: number, top: number, right: number, bottom: number];
const isIn = ([left, top, right, bottom]: Box, x: number, y: number) =>
  x >= left && x < right && y >= top && y < bottom;

/** A screw is missing somewhere in `place`, which is larger than what is seen of it; `dent` is seen whole, and overlaps it. */
const [seen, place, dent]: readonly Box[] = [
  [60, 10, 80, 30],
  [50, 4, 92, 40],
  [70, 34, 84, 60],
];
const picture = (x: number, y: number): Rgba =>
  gray(isIn(seen!, x, y) || isIn(dent!, x, y) ? 240 : 100 + ((x * 7 + y * 3) % 5))();
const marked = (box: Box, value: number) => (x: number, y: number) => gray(isIn(box, x, y) ? value : 0)();
const normal = (level: number) => png(width, height, (x, y) => gray(level + ((x * 5 + y * 3) % 5))());

const config = [
  { defect_name: 'missing', pixel_value: 255, saturation_threshold: 400, relative_saturation: false },
  { defect_name: 'dent', pixel_value: 254, saturation_threshold: 1, relative_saturation: true },
];

const filesWith = (rules: unknown) => [
  file('screws/train/good/000.png', normal(100)),
  file('screws/train/good/001.png', normal(98)),
  file('screws/validation/good/000.png', normal(99)),
  file('screws/test/good/000.png', normal(101)),
  file('screws/test/logical_anomalies/000.png', png(width, height, picture)),
  file('screws/ground_truth/logical_anomalies/000/000.png', png(width, height, marked(place!, 255))),
  file('screws/ground_truth/logical_anomalies/000/001.png', png(width, height, marked(dent!, 254))),
  file('screws/defects_config.json', new Blob([JSON.stringify(rules)])),
];

async function itemsOf(rules: unknown): Promise<readonly DatasetItem[]> {
  const files = filesWith(rules);
  const { signal } = new AbortController();
  const tools = { report: () => undefined, signal };
  const looked = await inspect(files, tools);
  if (!looked.ok) throw new Error(JSON.stringify(looked.problem));
  const [category] = looked.value.categories;
  const preparation = { side, aspect: 'stretch', isEqualised: false } as const;
  const request = { sources: files, archives: [], category: category!, preparation };
  const outcome = await importCategory(request, { ...tools, decode, stage: inMemory });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem));
  expect(outcome.value.problems).toEqual([]);
  return outcome.value.dataset.items.filter(isHeld);
}

async function evaluated(items: readonly DatasetItem[], pixelSize: 'working' | 'files') {
  const { events, setup } = createSetup({ pixelSize });
  await runEvaluation({ ...setup, items });
  const ended = events.at(-1);
  const pixels = ended?.type === 'evaluated' ? ended.pixels : undefined;
  return { pixels: pixels!, scored: scoredOf(events) };
}

/** AU-sPRO up to .05 by its words: at each threshold the mean of min(found / saturation, 1), against the share of normal pixels alarmed. */
function auSPro(
  maps: readonly Float32Array[],
  regions: readonly (readonly [Mask, number])[],
  union: Mask,
): number {
  const [good, bad] = maps as readonly [Float32Array, Float32Array];
  const quiet = [...good, ...bad.filter((_, at) => union.data[at] === 0)];
  const at = (threshold: number) => {
    const fpr = quiet.filter((score) => score >= threshold).length / quiet.length;
    const shares = regions.map(([mask, saturation]) => {
      const found = bad.filter((score, pixel) => mask.data[pixel] !== 0 && score >= threshold).length;
      return Math.min(1, found / saturation);
    });
    return { fpr, spro: shares.reduce((sum, share) => sum + share, 0) / shares.length };
  };
  const thresholds = [...new Set([...good, ...bad])].sort((a, b) => b - a);
  let [area, last] = [0, { fpr: 0, spro: 0 }];
  for (const threshold of thresholds) {
    const next = at(threshold);
    const part = next.fpr > 0.05 ? (0.05 - last.fpr) / (next.fpr - last.fpr) : 1;
    const end = last.spro + part * (next.spro - last.spro);
    area += ((Math.min(0.05, next.fpr) - last.fpr) * (last.spro + end)) / 2;
    if (next.fpr >= 0.05) break;
    last = next;
  }
  return area / 0.05;
}

const mapOf = (scored: readonly ScoredItem[], label: 0 | 1) =>
  pixelScores(scored.find((one) => one.label === label)!.map!, side);

describe('MVTec LOCO', () => {
  it('keeps what each mask marks at its own size, and how much of it is enough', async () => {
    const items = await itemsOf(config);
    const { full, mask } = items.find(({ defect }) => defect !== 'good')!;
    const areas = [42 * 36, 14 * 26];
    expect(full).toMatchObject({ width, height, aspect: 'stretch' });
    expect(full!.marks.map(({ saturation }) => saturation)).toEqual([400, areas[1]]);
    expect(
      full!.marks.map(({ runs }) => runs.filter((_, i) => i % 2 === 1).reduce((a, b) => a + b, 0)),
    ).toEqual(areas);
    expect(
      fitMask(maskOf(full!, full!.marks), { side, aspect: 'stretch', isEqualised: false }).data.length,
    ).toBe(mask!.data.length);
    expect(items.filter(({ full: one }) => one !== undefined).map(({ split }) => split)).toEqual([
      'test',
      'test',
      'validation',
    ]);
  });

  it.each(['working', 'files'] as const)('is measured by AU-sPRO, at the size of: %s', async (size) => {
    const items = await itemsOf(config);
    const { full, mask } = items.find(({ defect }) => defect !== 'good')!;
    const { pixels, scored } = await evaluated(items, size);
    const fit = (one: Mask) =>
      size === 'files' ? one : fitMask(one, { side, aspect: 'stretch', isEqualised: false });
    const regions = full!.marks.map((marks): [Mask, number] => {
      const own = fit(maskOf(full!, [marks]));
      const count = own.data.filter((value) => value !== 0).length;
      const whole = marks.runs.reduce((sum, value, i) => sum + (i % 2 === 1 ? value : 0), 0);
      return [own, Math.round(((marks.saturation ?? 0) * count) / whole)];
    });
    const maps = ([0, 1] as const).map((label) => {
      const map = mapOf(scored, label);
      return size === 'files' ? atFullSize(map, side, full!) : map;
    });
    const union = size === 'files' ? maskOf(full!, full!.marks) : mask!;
    expect(pixels.auSPro5).toBeCloseTo(auSPro(maps, regions, union), 9);
    expect(pixels.auSPro5).toBeGreaterThan(pixels.auPro5!); // a part of the place is enough
    expect(pixels.side).toBe(size === 'files' ? null : side);
  });

  it('has no AU-sPRO where its file names no saturations', async () => {
    const items = await itemsOf(config.map(({ defect_name, pixel_value }) => ({ defect_name, pixel_value })));
    const { pixels } = await evaluated(items, 'working');
    expect(pixels satisfies PixelMetrics).not.toHaveProperty('auSPro5');
  });

  it('is measured at the working size where the size of a file is not known', async () => {
    const items = (await itemsOf(config)).map(({ path, split, defect, image, mask }) => ({
      ...{ path, split, defect, image },
      ...(mask && { mask }),
    }));
    const { pixels } = await evaluated(items, 'files');
    expect(pixels.side).toBe(side);
  });
});
