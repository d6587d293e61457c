import { describe, expect, it, vi } from 'vitest';
import { success } from '../../core/result.ts';
import type { SourceFile } from '../../worker/bridge/contract-data.ts';
import type { Memory } from '../frame/preferences.ts';
import { fakeData } from '../testing/fake-data.ts';
import { datasetOf, settled } from '../testing/fakes.ts';
import { createDatasetStage } from './dataset.ts';

const files = (...paths: string[]): SourceFile[] => paths.map((path) => ({ path, blob: new Blob([path]) }));
const boards = (root: string) =>
  files(...[0, 1, 2].flatMap((i) => [`${root}/0000${i}_temp.jpg`, `${root}/0000${i}_test.jpg`]));
const kept = { kind: 'stored', id: 'a' } as const;

function memoryOf(): Memory {
  const values = new Map<string, string>();
  return { read: (key) => values.get(key), write: (key, value) => void values.set(key, value) };
}

describe('a drop whose names only hint at labels', () => {
  it('is asked about: nothing is imported before the user opens it', async () => {
    const data = fakeData();
    const stage = createDatasetStage(data.client);
    await stage.importFiles(boards('pcb'));
    expect(data.imports.calls).toHaveLength(0);
    expect(stage.store.getState()).toMatchObject({
      status: 'empty',
      mapping: { isOpened: false, found: { doubts: ['names'] } },
    });
    expect(stage.store.getState().mapping?.rows.map(({ folder, pattern }) => [folder, pattern])).toEqual([
      ['pcb', '*_temp.jpg'],
      ['pcb', '*_test.jpg'],
    ]);
    void stage.openMapped();
    await settled();
    expect(data.imports.calls).toHaveLength(1);
  });

  it('is not asked about again when another of the same shape comes, and is mapped as the user said', async () => {
    const data = fakeData();
    const stage = createDatasetStage(data.client, memoryOf());
    await stage.importFiles(boards('pcb'));
    stage.setUse('pcb/*_test.jpg', { as: 'leave-out' });
    const opening = stage.openMapped();
    await settled();
    data.imports.calls[0]!.resolve(success({ dataset: datasetOf(), problems: [], kept }));
    await opening;
    const again = stage.importFiles(boards('other/pcb9'));
    await vi.waitFor(() => {
      expect(data.imports.calls).toHaveLength(2); // what was said before is read by a chunk of its own
    });
    expect(data.imports.calls[1]!.args[0].category.entries.map(({ kind }) => kind)).toEqual([
      'train',
      'train',
      'train',
    ]);
    data.imports.calls[1]!.resolve(success({ dataset: datasetOf(), problems: [], kept }));
    await again;
    expect(stage.store.getState().mapping).toMatchObject({ isOpened: true });
  });
});

describe('a pattern that the user adds', () => {
  it('is a row of its own, for files of any folder', async () => {
    const data = fakeData();
    const stage = createDatasetStage(data.client);
    const opened = stage.importFiles(files('x/a/1.png', 'x/a/1_neu.png', 'x/b/2.png', 'x/b/2_neu.png'));
    await settled();
    void stage.chooseCategory('a');
    await settled();
    stage.addPattern('*_neu.png');
    const row = stage.store.getState().mapping?.rows.find(({ pattern }) => pattern === '*_neu.png');
    expect(row).toMatchObject({ key: '*_neu.png', files: 1 });
    stage.setUse('*_neu.png', { as: 'defect', defect: 'neu' });
    const entries = stage.store.getState().mapping?.category.entries ?? [];
    expect(entries.map(({ path, defect }) => [path, defect])).toEqual([
      ['x/a/1_neu.png', 'neu'],
      ['x/a/1.png', 'good'],
    ]);
    stage.cancel();
    await opened;
  });
});
