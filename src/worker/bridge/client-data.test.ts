import { afterEach, describe, expect, it } from 'vitest';
import type { HeldDataset } from '../../core/dataset/dataset.ts';
import { failure } from '../../core/result.ts';
import { createDataClient } from './client-data.ts';
import type { DataApi } from './contract-data.ts';
import { closeThreads, fakeThread } from '../testing/fake-thread.ts';
import { requestFor } from '../testing/requests.ts';

afterEach(closeThreads);

describe('the data client', () => {
  it('passes progress on and hands the dataset over', async () => {
    const dataset: HeldDataset = {
      name: 'nut',
      fingerprint: 'f',
      counts: { train: 0, testNormal: 0, testDefective: 0, masks: 0 },
      origin: 'sample',
      items: [],
      findings: [],
    };
    const api: DataApi = {
      drawSample: async (_, report) => {
        report({ done: 1, total: 2, path: 'a' });
        report({ done: 2, total: 2, path: 'b' });
        await new Promise((resolve) => setTimeout(resolve, 20));
        return dataset;
      },
      inspect: () => Promise.resolve(failure({ kind: 'empty' })),
      wantCategory: () => Promise.resolve(),
      importCategory: () => Promise.resolve(failure({ kind: 'empty' })),
      cancel: () => Promise.resolve(),
      cancelInspection: () => Promise.resolve(),
      listStored: () =>
        Promise.resolve({ obstacle: 'none here', datasets: [], interrupted: [], unreadable: [] }),
      openStored: () => Promise.resolve(failure({ kind: 'not-stored' })),
      addTests: () => Promise.resolve(failure({ kind: 'not-stored' })),
      lookAtStored: () => Promise.resolve(undefined),
      removeStored: () => Promise.resolve(),
      exportStored: () => Promise.resolve(undefined),
      listRuns: () => Promise.resolve({ runs: [], broken: 0, newer: 0 }),
      removeBrokenRuns: () => Promise.resolve(),
      removeRun: () => Promise.resolve(true),
      previewImage: () => Promise.resolve(undefined),
      openUnlabelled: () => Promise.resolve(),
      nextUnlabelled: () => Promise.resolve({ images: [], problems: [], isLast: true }),
      closeUnlabelled: () => Promise.resolve(),
      openPhotos: () => Promise.resolve(),
      nextPhoto: () => Promise.resolve({ kind: 'end' }),
      cutTiles: () => Promise.resolve([]),
      closePhotos: () => Promise.resolve(),
      readFrame: () => Promise.reject(new Error('no frame')),
      keepFrame: () => Promise.resolve(undefined),
      readUnlabelled: ({ path }) => Promise.resolve(failure({ path, kind: 'not-an-image', came: '' })),
    };
    const client = createDataClient(() => fakeThread(api));
    const seen: number[] = [];
    expect(await client.drawSample('hex-nut', ({ done }) => seen.push(done))).toEqual(dataset);
    expect(seen).toEqual([1, 2]);
    expect(await client.inspect([], () => undefined)).toEqual(failure({ kind: 'empty' }));
    expect(await client.importCategory(requestFor([]), () => undefined)).toEqual(failure({ kind: 'empty' }));
  });
});
