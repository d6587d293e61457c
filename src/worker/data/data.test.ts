import { describe, expect, it } from 'vitest';
import type { ImportProgress } from '../bridge/contract-data.ts';
import { createDataWorker } from './data.ts';
import type { Decode } from './pictures/pixels.ts';
import { file, goods, noSamples, samplesOf } from '../testing/files.ts';
import { decode } from '../testing/pictures.ts';
import { noShelf, requestFor } from '../testing/requests.ts';

const many = Array.from({ length: 40 }, (_, i) => file(`train/good/${i}.png`));
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
