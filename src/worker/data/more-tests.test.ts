import { describe, expect, it } from 'vitest';
import type { DataApi, LabelledFile } from '../bridge/contract-data.ts';
import { noSamples, samplesOf } from '../testing/files.ts';
import { decode, gray, png } from '../testing/pictures.ts';
import { noShelf, requestFor } from '../testing/requests.ts';
import { createDataWorker, type DataTools } from './data.ts';
import { fakeDisk, type FakeDisk } from './storage/testing/disk.ts';
import { cutOff, files, shelfOn, silent } from './storage/testing/imports.ts';

const defect = (path: string, level: number, name = 'crack'): LabelledFile => ({
  path,
  defect: name,
  blob: png(20, 10, gray(level)),
});

function workerOn(disk: FakeDisk, tools: Partial<DataTools> = {}): DataApi {
  const openShelf = () => Promise.resolve(shelfOn(disk));
  return createDataWorker({ openShelf, openRuns: noShelf, decode, samples: noSamples, ...tools });
}

async function imported(preparation = {}) {
  const disk = fakeDisk();
  const data = workerOn(disk);
  const request = requestFor(files);
  const asked = { ...request, preparation: { ...request.preparation, ...preparation } };
  const outcome = await data.importCategory(asked, silent);
  if (!outcome.ok || outcome.value.kept.kind !== 'stored') throw new Error('expected a stored dataset');
  return { disk, data, id: outcome.value.kept.id, dataset: outcome.value.dataset };
}

async function added(data: DataApi, id: string, tests: readonly LabelledFile[]) {
  const outcome = await data.addTests({ id }, tests, silent);
  if (!outcome.ok) throw new Error(outcome.problem.kind);
  return outcome.value;
}

async function opened(data: DataApi, id: string | undefined) {
  const outcome = await data.openStored(id ?? '', { isEqualised: false }, silent);
  if (!outcome.ok) throw new Error(outcome.problem.kind);
  return outcome.value.dataset;
}

describe('labelled test images beside those that there are', () => {
  it('are a dataset with both, the images of before as they were; that one stays', async () => {
    const { data, id, dataset } = await imported();
    const more = await added(data, id, [defect('new/a.png', 220), defect('b.png', 230, 'hole')]);
    expect(more).toMatchObject({ added: 2, problems: [] });
    const grown = await opened(data, more.id);
    expect(grown.name).toBe(dataset.name);
    expect(grown.fingerprint).not.toBe(dataset.fingerprint);
    expect(grown.counts).toEqual({
      ...dataset.counts,
      testDefective: dataset.counts.testDefective + 2,
    });
    const paths = [...dataset.items.map(({ path }) => path), 'test/crack/a.png', 'test/hole/b.png'];
    expect(grown.items.map(({ path }) => path)).toEqual(paths);
    expect(grown.items.slice(0, dataset.items.length)).toEqual(dataset.items);
    const wanted = dataset.items.map(({ path }) => path);
    const [before, after] = [
      await data.lookAtStored({ id, paths: wanted }),
      await data.lookAtStored({ id: more.id!, paths: wanted }),
    ];
    expect(after).toEqual(before);
    const [own] = (await data.lookAtStored({ id: more.id!, paths: ['test/crack/a.png'] }))!;
    expect(own).toMatchObject({ split: 'test', defect: 'crack', full: { width: 20, height: 10, marks: [] } });
    expect(own!.image.data).toEqual(new Uint8Array(3 * 8 * 8).fill(220));
    expect((await data.listStored()).datasets).toHaveLength(2);
    expect(await opened(data, id)).toMatchObject({ fingerprint: dataset.fingerprint });
  });

  it('are left out where they are there already or are no pictures, and a name that is taken is another', async () => {
    const { data, id } = await imported();
    const normal = { path: 'c.png', defect: 'crack', blob: png(16, 16, gray(3)) };
    const broken = { path: 'd.png', defect: 'crack', blob: new Blob(['no picture']) };
    const more = await added(data, id, [
      normal,
      broken,
      defect('0.png', 220, 'cut'),
      defect('x/0.png', 221, 'cut'),
      defect('y/0.png', 221, 'cut'),
    ]);
    expect(more.added).toBe(2);
    expect(more.problems).toMatchObject([
      { path: 'c.png', kind: 'duplicate', came: 'train/good/002.png' },
      { path: 'd.png', kind: 'not-an-image' },
      { path: 'y/0.png', kind: 'duplicate', came: 'test/cut/0 (3).png' },
    ]);
    const { items } = await opened(data, more.id);
    expect(items.slice(-2).map(({ path }) => path)).toEqual(['test/cut/0 (2).png', 'test/cut/0 (3).png']);
  });

  it('change nothing, and leave nothing, where none can be added', async () => {
    const { disk, data, id } = await imported();
    const packs = [...disk.packs.keys()];
    const more = await added(data, id, [{ path: 'a.png', defect: 'crack', blob: new Blob(['none']) }]);
    expect(more).toMatchObject({ id: undefined, added: 0, problems: [{ kind: 'not-an-image' }] });
    expect([...disk.packs.keys()]).toEqual(packs);
    expect(disk.imports.size).toBe(0);
  });

  it('do without the images that were left out, and without the originals', async () => {
    const { data, id, dataset } = await imported({ keepsOriginals: true });
    const leaveOut = ['train/good/000.png'];
    await data.openStored(id, { isEqualised: false, leaveOut }, silent);
    const more = await added(data, id, [defect('a.png', 220)]);
    const grown = await opened(data, more.id);
    expect(grown.counts.train).toBe(dataset.counts.train - 1);
    expect(grown.items.map(({ path }) => path)).not.toContain(leaveOut[0]);
    expect(await data.exportStored(more.id!, 'originals')).toBeUndefined();
  });

  it('are refused on a full disk, with what there was left as it is', async () => {
    const { disk, data, id } = await imported();
    const kept = disk.datasets.size;
    disk.failFrom(3);
    const outcome = await data.addTests({ id }, [defect('a.png', 220)], silent);
    expect(outcome).toEqual({ ok: false, problem: { kind: 'not-kept', detail: 'The disk is full.' } });
    disk.failFrom(Infinity);
    expect(disk.datasets.size).toBe(kept);
    expect(disk.packs.size).toBe(1);
  });

  it('are refused where the browser keeps nothing', async () => {
    const samples = samplesOf(3);
    const data = createDataWorker({ openShelf: noShelf, openRuns: noShelf, decode, samples });
    const outcome = await data.addTests({ sample: 'hex-nut' }, [defect('a.png', 220)], silent);
    expect(outcome).toEqual({ ok: false, problem: { kind: 'not-kept', detail: 'no storage here' } });
  });

  it('join built-in images too, which are on this device from then on', async () => {
    const disk = fakeDisk();
    const data = workerOn(disk, { samples: samplesOf(3) });
    const outcome = await data.addTests({ sample: 'hex-nut' }, [defect('a.png', 220)], silent);
    if (!outcome.ok) throw new Error(outcome.problem.kind);
    const grown = await opened(data, outcome.value.id);
    expect(grown).toMatchObject({ name: 'hex-nut', origin: 'imported', counts: { testDefective: 1 } });
  });

  it('are called off by a cancel, which leaves nothing', async () => {
    const { disk, data, id } = await imported();
    const outcome = await data.addTests({ id }, [defect('a.png', 220)], ({ done }) => {
      if (done === 20) void data.cancel();
    });
    expect(outcome).toEqual({ ok: false, problem: { kind: 'cancelled' } });
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(disk.packs.size).toBe(1);
    expect(disk.imports.size).toBe(0);
  });

  it('leave an interrupted import of the same name to be continued', async () => {
    const { disk, data, id } = await imported();
    await cutOff(shelfOn(disk), 40);
    const before = structuredClone([...disk.imports.values()]);
    expect(before).toHaveLength(1);
    await added(data, id, [defect('a.png', 220)]);
    expect([...disk.imports.values()]).toEqual(before);
  });

  it('say that the dataset is gone', async () => {
    const data = workerOn(fakeDisk());
    const outcome = await data.addTests({ id: 'gone' }, [defect('a.png', 220)], silent);
    expect(outcome).toEqual({ ok: false, problem: { kind: 'not-stored' } });
  });
});
