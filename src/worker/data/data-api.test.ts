import { proxy, wrap } from 'comlink';
import { afterEach, describe, expect, it } from 'vitest';
import type { DataApi, ImportProgress } from '../bridge/contract-data.ts';
import { pixelBuffers } from './data.ts';
import { exposeData } from './data-api.ts';
import { file, goods, noSamples, samplesOf } from '../testing/files.ts';
import { imported } from '../testing/imports.ts';
import { decode } from '../testing/pictures.ts';
import { noShelf, requestFor } from '../testing/requests.ts';

/** Long enough for work that nobody waits for. */
const later = () => new Promise((resolve) => setTimeout(resolve, 40));

describe('across threads', () => {
  let close = (): void => undefined;
  afterEach(() => {
    close();
  });

  function open(tools: Parameters<typeof exposeData>[0]): DataApi {
    const { port1, port2 } = new MessageChannel();
    close = () => {
      port1.close();
      port2.close();
    };
    exposeData(tools, port1);
    return wrap<DataApi>(port2);
  }

  it('hands over a sample, and the page has seen its last progress by then', async () => {
    const seen: ImportProgress[] = [];
    const data = open({ openShelf: noShelf, openRuns: noShelf, decode, samples: samplesOf(30) });
    const dataset = await data.drawSample(
      'hex-nut',
      proxy((progress: ImportProgress) => seen.push(progress)),
    );
    expect(dataset).toMatchObject({ name: 'hex-nut', origin: 'sample', counts: { train: 30, masks: 1 } });
    expect(dataset.items[29]!.image).toMatchObject({ width: 256, height: 256 });
    expect(dataset.items[29]!.image.data.every((value) => value === 29)).toBe(true);
    expect(seen.at(-1)).toEqual({ done: 30, total: 30, path: 'train/good/hex-nut-29.png' });
    expect(seen.length).toBeLessThan(30);
  });

  it('waits for a page that is slow to see the last progress', async () => {
    const seen: number[] = [];
    const data = open({ openShelf: noShelf, openRuns: noShelf, decode, samples: samplesOf(2) });
    const slow: (progress: ImportProgress) => unknown = async ({ done }) => {
      await later();
      seen.push(done);
    };
    await data.drawSample('hex-nut', proxy(slow));
    expect(seen.at(-1)).toBe(2);
  });

  it('hands over an import, its problems and its refusals', async () => {
    const data = open({ openShelf: noShelf, openRuns: noShelf, decode, samples: noSamples });
    const report = proxy(() => undefined);
    const files = [...goods, file('train/good/x.png', new Blob(['text']))];
    const outcome = await data.importCategory(requestFor(files), report);
    expect(outcome).toEqual({
      ok: true,
      value: {
        dataset: (await imported(goods)).dataset,
        problems: [expect.objectContaining({ kind: 'not-an-image' })],
        kept: { kind: 'memory', reason: 'no-storage', detail: 'no storage here', bytes: 0 },
      },
    });
    const refusal = await data.importCategory(
      requestFor([]),
      proxy(() => undefined),
    );
    expect(refusal).toEqual({ ok: false, problem: { kind: 'no-images', files: 0 } });
  });

  it('hears a cancel while it works', async () => {
    const data = open({ openShelf: noShelf, openRuns: noShelf, decode, samples: samplesOf(5000) });
    const drawn = data.drawSample(
      'hex-nut',
      proxy(() => undefined),
    );
    const ends = expect(drawn).rejects.toThrow('abort');
    await data.cancel();
    await ends;
  });
});

describe('buffers of a dataset', () => {
  it('are each named once, masks among them', () => {
    const [first] = samplesOf(1).draw('hex-nut', 8);
    const items = [first!, { ...first!, path: 'again' }];
    expect(pixelBuffers(items)).toEqual([first!.image.data.buffer, first!.mask!.data.buffer]);
  });
});
