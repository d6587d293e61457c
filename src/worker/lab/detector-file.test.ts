/** A detector goes from one lab to another as a file. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Experiment } from '../../core/experiment/experiment.ts';
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
    expect(await (await saved(second)).arrayBuffer()).toEqual(await file.arrayBuffer());

    const cut = await second.openDetector(file.slice(0, file.size - 100_000));
    expect(cut).toMatchObject({ ok: true, value: { kind: 'refused', problem: { kind: 'unreadable' } } });
    expect(await second.judge(images)).toEqual(judged); // the last one stays
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

  it('cannot be one that sees with a network of its own', async () => {
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
