/** A detector goes from one lab to another as a file. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Experiment } from '../../core/experiment/experiment.ts';
import { itemInside } from '../../core/dataset/region-items.ts';
import { rectangleAlone } from '../../core/image/region-drawing.ts';
import { regionOf } from '../../core/image/region-of-interest.ts';
import { filesHere } from '../../engine/testing/backbone-weights.ts';
import type { DetectorWanted } from '../bridge/contract-lab.ts';
import { createLab } from './lab.ts';
import { createLabBench, items, manyItems, summary, tiny, type LabBench } from './testing/lab-bench.ts';

const patchCore: Experiment = { ...tiny, detector: 'patchcore', backbone: 'mobilenet-v2' };

const wanted: DetectorWanted = {
  dataset: summary,
  preparation: { side: 64, aspect: 'stretch' },
  normals: [],
  falseAlarmRate: 0.1,
};

/** Byte by byte; vitest takes seconds for as many. */
async function areSame(a: Blob, b: Blob): Promise<boolean> {
  const [first, second] = await Promise.all([a.arrayBuffer(), b.arrayBuffer()]);
  return Buffer.from(first).equals(Buffer.from(second));
}

describe('a detector as a file', () => {
  const open: LabBench[] = [];
  const bench = async () => {
    const one = await createLabBench(createLab, { backend: 'cpu', backboneFiles: filesHere });
    open.push(one);
    return one.lab;
  };

  afterEach(() => {
    for (const one of open.splice(0)) one.close();
  });

  async function saved(lab: LabBench['lab']): Promise<Blob> {
    const found = await lab.saveDetector(wanted);
    if (!found.ok || found.value?.kind !== 'saved') throw new Error(JSON.stringify(found));
    return new Blob([found.value.bytes]);
  }

  it('judges in a lab without images as in the one that fitted it, and outlives datasets there', async () => {
    const first = await bench();
    expect(await first.saveDetector(wanted)).toEqual({ ok: true, value: undefined }); // none yet
    await first.beginDataset(summary);
    await first.addItems(manyItems);
    await first.beginInspection(patchCore);
    const file = await saved(first);
    const images = items.map(({ image }) => image);
    const judged = await first.judge(images);

    const second = await bench();
    const opened = await second.openDetector(file);
    if (!opened.ok || opened.value?.kind !== 'opened') throw new Error(JSON.stringify(opened));
    expect(opened.value.error).toBeLessThan(1e-6);
    expect(opened.value.passport).toMatchObject({
      experiment: patchCore,
      dataset: summary,
      score: 'patches',
    });
    expect(await second.judge(images)).toEqual(judged);
    await second.beginDataset(summary);
    expect(await second.judge(images)).toEqual(judged);
    expect(await areSame(await saved(second), file)).toBe(true);

    const cut = await second.openDetector(file.slice(0, file.size - 100_000));
    expect(cut).toMatchObject({ ok: true, value: { kind: 'refused', problem: { kind: 'unreadable' } } });
    expect(await second.judge(images)).toEqual(judged); // the last one stays
  });

  it('holds which part of the images counts, and judges whole ones by it', async () => {
    const region = regionOf(rectangleAlone({ left: 0, top: 0, right: 0.5, bottom: 1 }))!;
    const first = await bench();
    await first.beginDataset({ ...summary, region });
    await first.addItems(manyItems.map((item) => itemInside(item, region)));
    await first.beginInspection(patchCore);
    const found = await first.saveDetector({
      ...wanted,
      dataset: { ...summary, region },
      preparation: { side: 96, aspect: 'stretch' }, // pictures of the self-check grow, and their borders with them
    });
    if (!found.ok || found.value?.kind !== 'saved') throw new Error(JSON.stringify(found));
    const judged = await first.judge(items.map((item) => itemInside(item, region).image));

    const second = await bench();
    const opened = await second.openDetector(new Blob([found.value.bytes]));
    if (!opened.ok || opened.value?.kind !== 'opened') throw new Error(JSON.stringify(opened));
    expect(opened.value.error).toBeLessThan(1e-6);
    expect(opened.value.passport.dataset.region).toEqual(region);
    expect(await second.judge(items.map(({ image }) => image))).toEqual(judged);
  });

  it('is not saved where the weights of the backbone cannot be had any more, which is named', async () => {
    let isThere = true;
    const read = () => (isThere ? filesHere.read() : Promise.reject(new Error('status 404')));
    const one = await createLabBench(createLab, { backend: 'cpu', backboneFiles: { ...filesHere, read } });
    open.push(one);
    await one.lab.beginDataset(summary);
    await one.lab.addItems(manyItems);
    await one.lab.beginInspection(patchCore);
    isThere = false;
    const problem = { kind: 'no-backbone', detail: 'status 404' };
    expect(await one.lab.saveDetector(wanted)).toEqual({ ok: false, problem });
  });

  it('has the network of its own that it sees with, and judges with that elsewhere', async () => {
    const contrastive: Experiment = { ...tiny, detector: 'contrastive', score: 'nearest' };
    const first = await bench();
    await first.beginDataset(summary);
    await first.addItems(manyItems);
    await first.beginInspection(contrastive);
    const file = await saved(first);
    const images = items.map(({ image }) => image);
    const judged = await first.judge(images);
    if (!judged.ok || judged.value.kind !== 'judged') throw new Error(JSON.stringify(judged));

    const second = await bench();
    const opened = await second.openDetector(file);
    if (!opened.ok || opened.value?.kind !== 'opened') throw new Error(JSON.stringify(opened));
    expect(opened.value.error).toBeLessThan(1e-6);
    const again = await second.judge(images);
    if (!again.ok || again.value.kind !== 'judged') throw new Error(JSON.stringify(again));
    for (const [i, { score }] of again.value.images.entries())
      expect(score).toBeCloseTo(judged.value.images[i]?.score ?? Number.NaN, 6);
    expect(await areSame(await saved(second), file)).toBe(true);

    for (const [settings, why] of [
      [{ testViews: 2 }, 'several-views'],
      [{ score: 'contrastive' }, 'other-score'],
    ] as const) {
      await first.beginInspection({ ...contrastive, ...settings });
      expect(await first.saveDetector(wanted)).toEqual({ ok: true, value: { kind: 'refused', why } });
    }
  });

  it('cannot be one that judges in a way that is not written as a graph', async () => {
    const lab = await bench();
    await lab.beginDataset(summary);
    await lab.addItems(manyItems);
    await lab.beginInspection({ ...patchCore, backbone: 'own' });
    expect(await lab.saveDetector(wanted)).toEqual({
      ok: true,
      value: { kind: 'refused', why: 'own-network' },
    });
  });
});
