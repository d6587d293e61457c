import { describe, expect, it } from 'vitest';
import { failure, success } from '../../core/result.ts';
import type { SourceFile } from '../../worker/bridge/contract-data.ts';
import { createDatasetStage } from './dataset.ts';
import { fakeData } from '../testing/fake-data.ts';
import { datasetOf, settled } from '../testing/fakes.ts';

const files = (...paths: string[]): SourceFile[] => paths.map((path) => ({ path, blob: new Blob([path]) }));
const category = (name: string) => [`${name}/train/good/0.png`, `${name}/test/cut/1.png`];

const kept = { kind: 'stored', id: 'a' } as const;

function start() {
  const data = fakeData();
  const stage = createDatasetStage(data.client);
  return { data, stage, state: () => stage.store.getState() };
}

/** A stage with `nut` open. */
async function ready() {
  const started = start();
  const opening = started.stage.openSample('hex-nut');
  started.data.draws.calls[0]!.resolve(datasetOf());
  await opening;
  return started;
}

describe('opening built-in images', () => {
  it('tells its progress and ends with the dataset', async () => {
    const { data, stage, state } = start();
    const opening = stage.openSample('woven-fabric');
    const [name, report] = data.draws.calls[0]!.args;
    expect(name).toBe('woven-fabric');
    report({ done: 3, total: 9, path: 'train/good/2.png' });
    expect(state()).toMatchObject({ status: 'loading', progress: { done: 3, total: 9 } });
    data.draws.calls[0]!.resolve(datasetOf());
    await opening;
    expect(state()).toMatchObject({ status: 'ready', dataset: datasetOf(), progress: undefined });
  });

  it('hears no progress that comes after the end', async () => {
    const { data, state } = await ready();
    data.draws.calls[0]!.args[1]({ done: 1, total: 9, path: 'late' });
    expect(state().progress).toBeUndefined();
  });

  it('fails in words when the worker dies, and works the next time', async () => {
    const { data, stage, state } = start();
    const opening = stage.openSample('hex-nut');
    data.draws.calls[0]!.reject(new Error('out of memory'));
    await opening;
    const problem = { kind: 'unexpected', detail: 'out of memory' };
    expect(state()).toMatchObject({ status: 'failed', problem, dataset: undefined });
    const again = stage.openSample('hex-nut');
    expect(state()).toMatchObject({ status: 'loading', problem: undefined });
    data.draws.calls[1]!.resolve(datasetOf());
    await again;
    expect(state().status).toBe('ready');
  });

  it('of a newer kind leaves the older one unheard, whichever comes first', async () => {
    const { data, stage, state } = start();
    const older = stage.openSample('hex-nut');
    const newer = stage.openSample('woven-fabric');
    data.draws.calls[1]!.resolve(datasetOf({ name: 'newer' }));
    await newer;
    data.draws.calls[0]!.resolve(datasetOf({ name: 'older' }));
    await older;
    expect(state().dataset?.name).toBe('newer');
  });
});

describe('dropping files', () => {
  it('imports a single category with paths inside it, and lists what lay elsewhere or could not be read', async () => {
    const { data, stage, state } = start();
    const dropped = files('root/notes.pdf', ...category('root/screw'));
    const importing = stage.importFiles(dropped);
    await settled();
    const [request] = data.imports.calls[0]!.args;
    expect(request).toMatchObject({ category: { name: 'screw' }, preparation: { side: 256 } });
    expect(request.category.entries.map(({ inCategoryPath }) => inCategoryPath)).toEqual([
      'test/cut/1.png',
      'train/good/0.png',
    ]);
    expect(request.sources).toEqual(dropped);
    const bad = { path: 'test/cut/1.png', kind: 'damaged-image', came: '3 bytes' } as const;
    data.imports.calls[0]!.resolve(success({ dataset: datasetOf({ name: 'screw' }), problems: [bad], kept }));
    await importing;
    expect(state()).toMatchObject({ status: 'ready', dataset: { name: 'screw' } });
    expect(state().fileProblems.map(({ path, kind }) => [path, kind])).toEqual([
      ['root/notes.pdf', 'unknown-place'],
      ['test/cut/1.png', 'damaged-image'],
    ]);
  });

  it('shows the first image as another preparation would make it, the newest one last', async () => {
    const { data, stage, state } = start();
    void stage.importFiles(files(...category('screw')));
    await settled();
    stage.prepare({ side: 64 });
    stage.prepare({ side: 128 });
    const picture = (side: number) => ({ width: side, height: side, rgba: new Uint8ClampedArray(4) });
    const { calls } = data.previews;
    expect(calls.map(({ args }) => args[0].preparation.side)).toEqual([256, 64, 128]);
    calls[2]!.resolve(picture(128));
    calls[1]!.resolve(picture(64));
    await settled();
    expect(state().prepared?.width).toBe(128);
    stage.prepare({ side: 64 });
    data.previews.calls.at(-1)!.resolve(undefined);
    await settled();
    expect(state().prepared).toBeUndefined(); // none, rather than what others looked like
  });

  it('asks which of several categories is meant, and imports that one', async () => {
    const { data, stage, state } = start();
    await stage.importFiles(
      files(...category('bottle'), ...category('screw'), 'screw/ground_truth/cut/1_mask.png'),
    );
    expect(state().status).toBe('choosing');
    expect(state().choices).toEqual([
      { name: 'bottle', train: 1, test: 1, masks: 0 },
      { name: 'screw', train: 1, test: 1, masks: 1 },
    ]);
    expect(data.imports.calls).toHaveLength(0);
    await stage.chooseCategory('no such');
    const choosing = stage.chooseCategory('screw');
    expect(data.imports.calls.map(({ args }) => args[0].category.name)).toEqual(['screw']);
    data.imports.calls[0]!.resolve(success({ dataset: datasetOf({ name: 'screw' }), problems: [], kept }));
    await choosing;
    expect(state()).toMatchObject({ status: 'ready', dataset: { name: 'screw' } });
    expect(state().choices).toHaveLength(2); // for the other one
    const other = stage.chooseCategory('bottle');
    expect(data.imports.calls[1]!.args[0].category.name).toBe('bottle');
    data.imports.calls[1]!.resolve(success({ dataset: datasetOf({ name: 'bottle' }), problems: [], kept }));
    await other;
    void stage.openSample('hex-nut');
    expect(state().choices).toEqual([]);
  });

  it.each([
    ['nothing', [], { kind: 'empty' }],
    ['no images', ['a/list.csv', 'b.txt'], { kind: 'no-images', files: 2 }],
  ] as const)('of %s says so and keeps the dataset in use', async (_, paths, problem) => {
    const { stage, state } = await ready();
    await stage.importFiles(files(...paths));
    expect(state()).toMatchObject({ status: 'ready', problem, dataset: { name: 'nut' } });
    expect(state().fileProblems.map(({ path }) => path)).toEqual(paths);
    stage.dismissProblems();
    expect(state()).toMatchObject({ status: 'ready', problem: undefined, fileProblems: [] });
  });

  it('of nothing, before anything is open, fails until it is dismissed', async () => {
    const { stage, state } = start();
    await stage.importFiles([]);
    expect(state()).toMatchObject({ status: 'failed', problem: { kind: 'empty' } });
    stage.dismissProblems();
    expect(state().status).toBe('empty');
  });

  it('of nothing does not disturb what is being loaded', async () => {
    const { data, stage, state } = start();
    const opening = stage.openSample('hex-nut');
    await stage.importFiles([]);
    expect(state()).toMatchObject({ status: 'loading', problem: { kind: 'empty' } });
    data.draws.calls[0]!.resolve(datasetOf());
    await opening;
    expect(state()).toMatchObject({ status: 'ready', dataset: { name: 'nut' }, problem: { kind: 'empty' } });
  });

  it('keeps the dataset in use when the import gives nothing, with the reason for each file', async () => {
    const { data, stage, state } = await ready();
    const importing = stage.importFiles(files(...category('screw')));
    await settled();
    const unread = { path: 'train/good/0.png', kind: 'not-an-image', came: 'starts with 00' } as const;
    const problem = { kind: 'no-normal-images', found: ['test/cut'], problems: [unread] } as const;
    data.imports.calls[0]!.resolve(failure(problem));
    await importing;
    expect(state()).toMatchObject({
      status: 'ready',
      problem,
      fileProblems: [unread],
      dataset: { name: 'nut' },
    });
  });

  it('keeps the dataset in use when the worker dies', async () => {
    const { data, stage, state } = await ready();
    const importing = stage.importFiles(files(...category('screw')));
    await settled();
    data.imports.calls[0]!.reject(new Error('gone'));
    await importing;
    expect(state()).toMatchObject({ status: 'ready', problem: { detail: 'gone' }, dataset: { name: 'nut' } });
  });
});

describe('cancelling', () => {
  it('tells the worker, ignores its answer, and returns to what was open', async () => {
    const { data, stage, state } = await ready();
    const importing = stage.importFiles(files(...category('screw')));
    await settled();
    stage.cancel();
    expect(data.cancels.calls).toHaveLength(1);
    expect(state()).toMatchObject({ status: 'ready', problem: undefined, dataset: { name: 'nut' } });
    data.imports.calls[0]!.resolve(failure({ kind: 'cancelled' }));
    await importing;
    expect(state()).toMatchObject({ status: 'ready', problem: undefined, dataset: { name: 'nut' } });
  });

  it('of a choice needs no worker, and survives one that is gone', async () => {
    const { data, stage, state } = start();
    await stage.importFiles(files(...category('a'), ...category('b')));
    stage.cancel();
    expect(state()).toMatchObject({ status: 'empty', choices: [] });
    expect(data.cancels.calls).toHaveLength(0);
    void stage.openSample('hex-nut');
    stage.cancel();
    data.cancels.calls[0]!.reject(new Error('gone'));
    await settled();
    expect(state().status).toBe('empty');
  });
});
