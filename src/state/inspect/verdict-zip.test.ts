import { describe, expect, it } from 'vitest';
import { BlobReader, TextWriter, ZipReader } from '@zip.js/zip.js/lib/zip-core-native.js';
import { factsOf } from '../../core/dataset/facts.ts';
import { createRgbImage } from '../../core/image/image.ts';
import type { VerdictItem } from './judged-list.ts';
import { packConfirmed, packVerdicts, type VerdictZipOptions } from './verdict-zip.ts';

const thumbnail = createRgbImage(4, 4);

const item = (path: string, verdict: VerdictItem['verdict'], blob?: Blob): VerdictItem => ({
  ...{ id: 0, path, score: 1, verdict, review: undefined, map: undefined, thumbnail, differences: [] },
  facts: factsOf(thumbnail),
  source: blob && { path, blob },
});

/** A file that has gone since it was dropped; counts how many are read at once. */
class Gone extends Blob {
  override arrayBuffer(): Promise<ArrayBuffer> {
    return Promise.reject(new DOMException('gone', 'NotFoundError'));
  }
}

const options = (): VerdictZipOptions & { readonly told: number[] } => {
  const told: number[] = [];
  return {
    csv: 'path,verdict\r\n',
    toPng: () => Promise.resolve(new Blob(['png'])),
    report: (done) => told.push(done),
    signal: new AbortController().signal,
    told,
  };
};

async function contents(zip: Blob): Promise<Readonly<Record<string, string>>> {
  const reader = new ZipReader(new BlobReader(zip), { useWebWorkers: false });
  const files: Record<string, string> = {};
  for (const entry of await reader.getEntries())
    if (!entry.directory) files[entry.filename] = await entry.getData(new TextWriter());
  return files;
}

describe('verdict folders', () => {
  it('hold the originals below their verdicts, small pictures of what cannot be read again, and the table', async () => {
    const used = options();
    const { zip, small } = await packVerdicts(
      [
        item('parts/a.jpg', 'bad', new Blob(['original a'])),
        item('parts/b.png', 'look', new Gone()),
        item('box/c.png', 'good'), // of an archive
        item('../../d.png', 'good', new Blob(['original d'])),
      ],
      used,
    );
    expect(small).toBe(2);
    expect(used.told).toEqual([1, 2, 3, 4]);
    expect(await contents(zip)).toEqual({
      'verdicts.csv': 'path,verdict\r\n',
      'bad/parts/a.jpg': 'original a',
      'look/parts/b.png.small.png': 'png',
      'good/box/c.png.small.png': 'png',
      'good/d.png': 'original d',
    });
  });

  it('of many images read one file at a time', async () => {
    const state = { open: 0, most: 0 };
    class Counted extends Blob {
      override async arrayBuffer(): Promise<ArrayBuffer> {
        state.most = Math.max(state.most, ++state.open);
        const bytes = await super.arrayBuffer();
        state.open--;
        return bytes;
      }
    }
    const items = Array.from({ length: 300 }, (_, i) => item(`${i}.png`, 'good', new Counted([String(i)])));
    const { zip } = await packVerdicts(items, options());
    const reader = new ZipReader(new BlobReader(zip), { useWebWorkers: false });
    expect(await reader.getEntries()).toHaveLength(301);
    expect(state).toEqual({ open: 0, most: 1 });
  });

  it('are left where saving is stopped', async () => {
    const stopping = new AbortController();
    const packing = packVerdicts(
      Array.from({ length: 10 }, (_, i) => item(`${i}.png`, 'good', new Blob(['x']))),
      {
        ...options(),
        signal: stopping.signal,
        report: () => {
          stopping.abort(new Error('stopped'));
        },
      },
    );
    await expect(packing).rejects.toThrow();
  });
});

describe('confirmed defects', () => {
  it('lie where test images do, by their classes; what cannot be read again is left out and counted', async () => {
    const defect = (path: string, name: string, blob?: Blob) => ({
      ...{ id: 0, path, thumbnail, defect: name },
      source: blob && { path, blob },
    });
    const { zip, leftOut } = await packConfirmed([
      defect('parts/a.jpg', 'scratch', new Blob(['a'])),
      defect('other/a.jpg', 'scratch', new Blob(['another a'])),
      defect('../b.png', 'confirmed', new Blob(['b'])),
      defect('box/c.png', 'scratch'),
      defect('d.png', 'scratch', new Gone()),
    ]);
    expect(leftOut).toBe(2);
    expect(await contents(zip)).toEqual({
      'test/scratch/parts-a.jpg': 'a',
      'test/scratch/other-a.jpg': 'another a',
      'test/confirmed/b.png': 'b',
    });
  });
});
