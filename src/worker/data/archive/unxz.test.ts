import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readArchive } from './read-archive.ts';
import { unpack } from './testing/unpack.ts';

const archive = new Uint8Array(readFileSync(new URL('./fixtures/crc64.tar.xz', import.meta.url)));
const open = (signal?: AbortSignal) => readArchive(new Blob([archive]), signal && { signal });
const { files: expected } = await unpack(archive);

describe('several xz archives', () => {
  it('are read at once', async () => {
    const all = await Promise.all([unpack(archive), unpack(archive), unpack(archive)]);
    for (const { files, problems } of all) {
      expect(files).toEqual(expected);
      expect(problems).toEqual([]);
    }
  });

  it('are read after others were left in the middle, and after one was left while it waited', async () => {
    const inTheMiddle = open();
    await inTheMiddle.next();
    const [leaving, waiting] = [new AbortController(), open()];
    const left = open(leaving.signal).next();
    const next = waiting.next();
    await new Promise((resolve) => setTimeout(resolve, 20));
    leaving.abort();
    await left;
    await inTheMiddle.return();
    await next;
    await waiting.return();
    expect((await unpack(archive)).files).toEqual(expected);
  });

  it('are read after each of many was left, whenever that was', async () => {
    for (let wait = 0; wait < 12; wait++) {
      const [one, other] = [new AbortController(), new AbortController()];
      const starts = [open(one.signal).next(), open(other.signal).next()];
      for (let turn = 0; turn < wait; turn++) await Promise.resolve();
      (wait % 2 === 0 ? one : other).abort();
      for (let turn = 0; turn < wait; turn++) await Promise.resolve();
      one.abort();
      other.abort();
      await Promise.all(starts);
    }
    expect((await unpack(archive)).files).toEqual(expected);
  });
});

describe('an xz archive with a dictionary over the limit', () => {
  it('is told from a damaged one', async () => {
    const path = new URL('./fixtures/large-dictionary.tar.xz', import.meta.url); // xz --lzma2=preset=9,dict=128MiB
    const { files, problems } = await unpack(new Uint8Array(readFileSync(path)));
    expect(files).toEqual([]);
    expect(problems).toMatchObject([{ kind: 'unsupported-archive', came: 'xz with a larger dictionary' }]);
  });
});
