import { createHash } from 'node:crypto';
import { proxy, wrap } from 'comlink';
import { afterEach, describe, expect, it } from 'vitest';
import { normalClass, type Dataset, type DatasetItem } from '../core/dataset/dataset.ts';
import { createMask, createRgbImage } from '../core/image/image.ts';
import type { DataApi, ImportProgress, SourceFile } from './contract.ts';
import { createDataWorker, datasetBuffers, type SampleSource } from './data.ts';
import { exposeData } from './data-door.ts';
import type { Decode } from './data-picture.ts';
import { noShelf, requestFor } from './testing/requests.ts';
import { decode, gray, png } from './testing/pictures.ts';

const file = (path: string, blob: Blob = png(16, 16, gray(100))): SourceFile => ({ path, blob });
const goods = [file('train/good/000.png'), file('train/good/001.png', png(16, 16, gray(90)))];
const many = Array.from({ length: 40 }, (_, i) => file(`train/good/${i}.png`));
const noSamples: SampleSource = { count: () => 0, draw: () => [] };

/** Long enough for work that nobody waits for. */
const later = () => new Promise((resolve) => setTimeout(resolve, 40));

function countingDecoder(): { decoded: () => number; counting: Decode } {
  let count = 0;
  return {
    decoded: () => count,
    counting: (picture) => {
      count++;
      return decode(picture);
    },
  };
}

async function imported(files: readonly SourceFile[]): Promise<Dataset> {
  const data = createDataWorker({ openShelf: noShelf, openRuns: noShelf, decode, samples: noSamples });
  const outcome = await data.importCategory(requestFor(files), () => undefined);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem));
  return outcome.value.dataset;
}

describe('a preview', () => {
  const data = createDataWorker({ openShelf: noShelf, openRuns: noShelf, decode, samples: noSamples });

  it('is the first normal image as it would be kept', async () => {
    const request = requestFor([file('test/cut/0.png'), ...goods]);
    const picture = await data.previewImage({
      ...request,
      preparation: { ...request.preparation, side: 16 },
    });
    expect(picture).toMatchObject({ width: 16, height: 16 });
    expect([...picture!.rgba.subarray(0, 4)]).toEqual([100, 100, 100, 255]);
  });

  it('is none where there is no normal image, or it is none', async () => {
    expect(await data.previewImage(requestFor([file('test/cut/0.png')]))).toBeUndefined();
    const broken = requestFor([file('train/good/0.png', new Blob(['no picture']))]);
    expect(await data.previewImage(broken)).toBeUndefined();
  });
});

describe('the fingerprint', () => {
  const fingerprint = async (files: readonly SourceFile[]) => (await imported(files)).fingerprint;

  it('is the SHA-256 of sorted lines of path and image digest', async () => {
    const sha256 = (...parts: (string | Uint8Array)[]) =>
      parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex');
    const dataset = await imported([
      ...goods,
      file('test/cut/0.png'),
      file('ground_truth/cut/0.png', png(16, 16, gray(1))),
    ]);
    const lines = dataset.items.map(
      ({ path, image, mask }) => `${path} ${sha256('8 x 8\n', image.data, mask?.data ?? '')}`,
    );
    expect(dataset.counts.masks).toBe(1);
    expect(dataset.fingerprint).toBe(sha256(lines.sort().join('\n')));
  });

  it('does not depend on the order of the files, but on each path and pixel', async () => {
    const wanted = await fingerprint(goods);
    expect(await fingerprint([...goods].reverse())).toBe(wanted);
    expect(await fingerprint([goods[0]!, file('train/good/002.png', goods[1]!.blob)])).not.toBe(wanted);
    const changed = png(16, 16, (x, y) => gray(x + y === 0 ? 86 : 90)());
    expect(await fingerprint([goods[0]!, file('train/good/001.png', changed)])).not.toBe(wanted);
  });
});

/** Items that differ, as many as asked for. */
function samplesOf(count: number): SampleSource {
  return {
    count: () => count,
    *draw(name, side): Generator<DatasetItem> {
      for (let i = 0; i < count; i++) {
        const image = createRgbImage(side, side);
        image.data.fill(i);
        const item = {
          path: `train/good/${name}-${i}.png`,
          split: 'train',
          defect: normalClass,
          image,
        } as const;
        yield i === 0 ? { ...item, mask: createMask(side, side) } : item;
      }
    },
  };
}

describe('cancelling', () => {
  const never: Decode = () => new Promise(() => undefined);
  const silent = () => undefined;

  it('ends an import at once, even within a picture that never decodes', async () => {
    const data = createDataWorker({
      openShelf: noShelf,
      openRuns: noShelf,
      decode: never,
      samples: noSamples,
    });
    const outcome = data.importCategory(requestFor(goods), silent);
    await data.cancel();
    expect(await outcome).toEqual({ ok: false, problem: { kind: 'cancelled' } });
  });

  it('lets no progress through afterwards, and decodes nothing more', async () => {
    const seen: number[] = [];
    const { decoded, counting } = countingDecoder();
    const data = createDataWorker({
      openShelf: noShelf,
      openRuns: noShelf,
      decode: counting,
      samples: noSamples,
    });
    const outcome = data.importCategory(requestFor(many), ({ done }) => {
      seen.push(done);
      if (done === 3) void data.cancel();
    });
    expect(await outcome).toMatchObject({ ok: false, problem: { kind: 'cancelled' } });
    await later();
    expect(seen).toEqual([1, 2, 3]);
    expect(decoded()).toBeLessThan(6);
  });

  it('is what a newer request does to an older one', async () => {
    const data = createDataWorker({ openShelf: noShelf, openRuns: noShelf, decode, samples: samplesOf(50) });
    const old = data.importCategory(requestFor(goods, 'old'), silent);
    const drawn = data.drawSample('hex-nut', silent);
    const drawingEnds = expect(drawn).rejects.toThrow('abort');
    const fresh = data.importCategory(requestFor(goods, 'fresh'), silent);
    expect(await old).toMatchObject({ problem: { kind: 'cancelled' } });
    expect(await fresh).toMatchObject({ ok: true, value: { dataset: { name: 'fresh' } } });
    await drawingEnds;
  });

  it('leaves the worker ready for the next import', async () => {
    const data = createDataWorker({ openShelf: noShelf, openRuns: noShelf, decode, samples: noSamples });
    await data.cancel();
    expect(await data.importCategory(requestFor(goods), silent)).toMatchObject({
      ok: true,
    });
  });
});

describe('a defect of the program', () => {
  it('is told as such and ends the import', async () => {
    const { decoded, counting } = countingDecoder();
    const data = createDataWorker({
      openShelf: noShelf,
      openRuns: noShelf,
      decode: counting,
      samples: noSamples,
    });
    const report = ({ done }: ImportProgress) => {
      if (done === 3) throw new Error('no page');
    };
    expect(await data.importCategory(requestFor(many), report)).toEqual({
      ok: false,
      problem: { kind: 'unexpected', detail: 'no page' },
    });
    await later();
    expect(decoded()).toBeLessThan(8);
  });
});

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
        dataset: await imported(goods),
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
    const dataset = { items } as unknown as Dataset;
    expect(datasetBuffers(dataset)).toEqual([first!.image.data.buffer, first!.mask!.data.buffer]);
  });
});
