import { describe, expect, it } from 'vitest';
import { defaultPreparation } from '../../core/dataset/preparation.ts';
import { rectangleAlone } from '../../core/image/region-drawing.ts';
import { regionOf } from '../../core/image/region-of-interest.ts';
import { failure, success } from '../../core/result.ts';
import type { LabelledFile } from '../../worker/bridge/contract-data.ts';
import { fakeData, type FakeData } from '../testing/fake-data.ts';
import { datasetOf, settled } from '../testing/fakes.ts';
import type { DatasetStage } from './dataset-stage.ts';
import { createDatasetStage } from './dataset.ts';

const tests: readonly LabelledFile[] = [{ path: 'a.png', defect: 'crack', blob: new Blob() }];
const region = regionOf(rectangleAlone({ left: 0.25, top: 0.25, right: 0.75, bottom: 0.75 }))!;
const before = { ...datasetOf({ name: 'nut' }), region };
const after = datasetOf({ name: 'nut' });

async function answerOpening(data: FakeData, call: number, dataset = before): Promise<void> {
  data.opens.calls[call]!.resolve(success({ dataset, leftOut: [], preparation: defaultPreparation }));
  await settled();
}

async function withStored(): Promise<{ data: FakeData; stage: DatasetStage }> {
  const data = fakeData();
  const stage = createDatasetStage(data.client);
  void stage.openStored('old', true);
  await answerOpening(data, 0);
  return { data, stage };
}

describe('labelled test images for the images in use', () => {
  it('open as another dataset with the same region and grey as before, and files that were left out are listed', async () => {
    const { data, stage } = await withStored();
    const adding = stage.addTests(tests);
    expect(stage.store.getState()).toMatchObject({ status: 'loading', dataset: before });
    expect(data.additions.calls[0]!.args.slice(0, 2)).toEqual([{ id: 'old' }, tests]);
    const problems = [{ path: 'b.png', kind: 'duplicate', came: 'test/crack/1.png' } as const];
    data.additions.calls[0]!.resolve(success({ id: 'new', added: 1, problems }));
    await settled();
    expect(data.opens.calls[1]!.args.slice(0, 2)).toEqual(['new', { isEqualised: true, region }]);
    await answerOpening(data, 1, after as typeof before);
    expect(await adding).toBe(1);
    expect(stage.store.getState()).toMatchObject({
      ...{ status: 'ready', dataset: after, isEqualised: true, fileProblems: problems },
      kept: { kind: 'stored', id: 'new' },
    });
  });

  it('leave the images in use where none could be added, and say why', async () => {
    const { data, stage } = await withStored();
    const adding = stage.addTests(tests);
    const problems = [{ path: 'a.png', kind: 'not-an-image', came: 'none' } as const];
    data.additions.calls[0]!.resolve(success({ id: undefined, added: 0, problems }));
    expect(await adding).toBe(0);
    expect(stage.store.getState()).toMatchObject({
      ...{ status: 'ready', dataset: before, fileProblems: problems },
      kept: { kind: 'stored', id: 'old' },
    });
  });

  it('leave the images in use where there is no room', async () => {
    const { data, stage } = await withStored();
    const adding = stage.addTests(tests);
    data.additions.calls[0]!.resolve(failure({ kind: 'not-kept', detail: 'full' }));
    expect(await adding).toBeUndefined();
    expect(stage.store.getState()).toMatchObject({ dataset: before, problem: { kind: 'not-kept' } });
  });

  it('give no number where a newer dataset was opened meanwhile, and leave that one alone', async () => {
    const { data, stage } = await withStored();
    const adding = stage.addTests(tests);
    data.additions.calls[0]!.resolve(success({ id: 'new', added: 1, problems: [] }));
    await settled();
    void stage.openStored('other');
    await answerOpening(data, 1, after as typeof before);
    await answerOpening(data, 2);
    expect(await adding).toBeUndefined();
    expect(stage.store.getState()).toMatchObject({ dataset: before, kept: { kind: 'stored', id: 'other' } });
  });

  it('join built-in images by their name, and none that are in memory alone', async () => {
    const data = fakeData();
    const stage = createDatasetStage(data.client);
    expect(await stage.addTests(tests)).toBeUndefined();
    void stage.openSample('hex-nut');
    data.draws.calls[0]!.resolve(datasetOf({ name: 'hex-nut', origin: 'sample' }));
    await settled();
    void stage.addTests(tests);
    expect(data.additions.calls[0]!.args[0]).toEqual({ sample: 'hex-nut' });
    stage.store.setState({ dataset: datasetOf(), kept: undefined });
    expect(await stage.addTests(tests)).toBeUndefined();
    expect(data.additions.calls).toHaveLength(1);
  });
});
