import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ArchiveItem } from './entry.ts';
import { readArchive } from './read-archive.ts';
import { gzip, joined, noise, octal, pack, tarHeader, tree, zip, type Bytes } from './testing/pack.ts';
import { unpack } from './testing/unpack.ts';

const fixture = (name: string): Bytes =>
  new Uint8Array(readFileSync(new URL(`./fixtures/${name}.tar.xz`, import.meta.url)));
const tar = await pack(tree);
const zipped = await zip(tree);
const { files: expected } = await unpack(tar);
const formats: readonly (readonly [string, Bytes])[] = [
  ['tar', tar],
  ['tar.gz', await gzip(tar)],
  ['tar.xz', fixture('crc64')],
  ['zip', zipped],
];

describe('the same tree', () => {
  it('has as many files as were packed, and no problem', async () => {
    const read = await unpack(tar);
    expect(read.problems).toEqual([]);
    expect(read.files.map((file) => file.slice(0, file.lastIndexOf(' ')))).toEqual(
      tree.map(({ path }) => path),
    );
  });

  it.each(formats)('as %s has the same paths and contents', async (_, archive) => {
    expect(await unpack(archive)).toEqual({ files: expected, problems: [] });
  });

  it.each(['crc32', 'none', 'two', 'blocks'])('as xz with %s too', async (name) => {
    expect(await unpack(fixture(name))).toEqual({ files: expected, problems: [] });
  });

  it('as a zip of stored files, with and without folders, with sizes after the data, and in Zip64', async () => {
    for (const options of [{ level: 0 }, { dataDescriptor: true }, { zip64: true }]) {
      expect(await unpack(await zip(tree.map((file) => ({ ...file, ...options }))))).toEqual({
        files: expected,
        problems: [],
      });
    }
    const withFolder = await zip([{ path: 'nut/', directory: true }, ...tree]);
    expect(await unpack(withFolder)).toEqual({ files: expected, problems: [] });
  });
});

describe('paths', () => {
  it('lose what only says here, and name folders by either slash', async () => {
    const content = noise(3, 'x');
    const spelt = await pack([
      { path: './a//b.png', content },
      { path: 'c\\d.png', content },
    ]);
    const { files } = await unpack(spelt);
    expect(files.map((file) => file.split(' ')[0])).toEqual(['a/b.png', 'c/d.png']);
  });

  it('that are long come from records of GNU and of POSIX alike', async () => {
    const long = `${'x'.repeat(300)}.png`;
    const record = joined(tarHeader('././@LongLink', octal(long.length + 1), 'L'), new Uint8Array(512));
    record.set(new TextEncoder().encode(long), 512);
    const gnu = joined(record, tarHeader('cut', octal(0)), new Uint8Array(1024));
    const pax = await pack([{ path: 'cut', pax: { path: long } }]);
    for (const archive of [gnu, pax]) expect((await unpack(archive)).files[0]).toMatch(long);
  });

  it('and sizes of a Unix V7 tar, without a magic word, are read', async () => {
    const header = tarHeader('a.png', '5'.padStart(6) + ' ', '\0');
    header.fill(0, 257, 265);
    const sum = header.reduce((total, byte, i) => total + (i >= 148 && i < 156 ? 32 : byte), 0);
    header.set(new TextEncoder().encode(`${sum.toString(8).padStart(6, '0')}\0 `), 148);
    const archive = joined(header, new Uint8Array(512), new Uint8Array(1024));
    expect((await unpack(archive)).files).toHaveLength(1);
  });
});

const entriesOf = async (archive: Bytes, visit: (item: ArchiveItem) => Promise<void>): Promise<string[]> => {
  const paths: string[] = [];
  for await (const item of readArchive(new Blob([archive]))) {
    paths.push(item.kind === 'entry' ? item.entry.path : item.problem.kind);
    await visit(item);
  }
  return paths;
};

describe('entries', () => {
  it.each(formats)('of a %s may be skipped', async (_, archive) => {
    const seen: string[] = [];
    const paths = await entriesOf(archive, async (item) => {
      if (item.kind !== 'entry' || !item.entry.path.endsWith('001.png')) return;
      const bytes = await item.entry.bytes();
      seen.push(bytes.ok ? Buffer.from(bytes.value).toString('base64') : bytes.problem.kind);
    });
    expect(paths).toEqual(tree.map(({ path }) => path));
    expect(seen).toEqual([Buffer.from(tree[1]!.content!).toString('base64')]);
  });

  it.each(formats)('of a %s know their size, and give their bytes twice', async (_, archive) => {
    const sizes: number[] = [];
    await entriesOf(archive, async (item) => {
      if (item.kind !== 'entry') return;
      const [once, again] = await Promise.all([item.entry.bytes(), item.entry.bytes()]);
      expect(once).toBe(again);
      sizes.push(item.entry.size);
      if (once.ok) expect(once.value).toHaveLength(item.entry.size);
    });
    expect(sizes).toEqual(tree.map(({ content }) => content!.length));
  });

  it.each(formats)('of a %s are waited for when the next one is asked for early', async (_, archive) => {
    const asked: Promise<unknown>[] = [];
    await entriesOf(archive, (item) => {
      if (item.kind === 'entry') asked.push(item.entry.bytes());
      return Promise.resolve();
    });
    expect(await Promise.all(asked)).toMatchObject(tree.map(() => ({ ok: true })));
  });

  it('of a tar that were passed by say so', async () => {
    const kept: ArchiveItem[] = [];
    for await (const item of readArchive(new Blob([tar]))) kept.push(item);
    const [first] = kept;
    if (first?.kind !== 'entry') throw new Error('no entry');
    expect(await first.entry.bytes()).toMatchObject({ ok: false, problem: { kind: 'passed-by' } });
  });
});

describe('a cancel', () => {
  it.each(formats)('before a %s is begun gives nothing but the word', async (_, archive) => {
    expect(await unpack(archive, { signal: AbortSignal.abort() })).toMatchObject({
      files: [],
      problems: [{ kind: 'cancelled' }],
    });
  });

  it.each(formats)('in the middle of a %s ends it, told once', async (_, archive) => {
    const controller = new AbortController();
    const kinds: string[] = [];
    for await (const item of readArchive(new Blob([archive]), { signal: controller.signal })) {
      kinds.push(item.kind === 'entry' ? 'entry' : item.problem.kind);
      controller.abort();
      if (item.kind !== 'entry') continue;
      const bytes = await item.entry.bytes();
      if (!bytes.ok) kinds.push(bytes.problem.kind);
    }
    expect(kinds).toEqual(['entry', 'cancelled']);
  });

  it('is heard while the file itself does not answer', async () => {
    const silent = new Blob([tar]);
    const controller = new AbortController();
    silent.slice = () => {
      const part = new Blob();
      part.arrayBuffer = () => new Promise(() => undefined);
      return part;
    };
    const reading = unpack(silent, { signal: controller.signal });
    setTimeout(() => {
      controller.abort();
    }, 20);
    expect(await reading).toMatchObject({ problems: [{ kind: 'cancelled' }] });
  });

  it('by leaving the loop lets go of the file, and the next archive can be read', async () => {
    for (const [, archive] of [...formats, ...formats, ...formats]) {
      for await (const item of readArchive(new Blob([archive]))) if (item.kind === 'entry') break;
    }
    for (const [, archive] of formats) expect((await unpack(archive)).files).toEqual(expected);
  });
});
