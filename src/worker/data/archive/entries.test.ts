import { describe, expect, it } from 'vitest';
import { gzip, noise, pack, tree, zip, type Bytes, type Packed } from './testing/pack.ts';
import { unpack } from './testing/unpack.ts';

const good = { path: 'good.png', content: noise(20, 'good') };

/** What is reported about the first file, when a good one follows. */
async function problemsIn(archive: Bytes): Promise<string[]> {
  const { files, problems } = await unpack(archive);
  expect(files.map((file) => file.split(' ')[0])).toEqual(['good.png']);
  return problems.map(({ kind }) => kind);
}

describe('a path', () => {
  it.each([
    ['../a.png', 'path-escapes'],
    ['a/../../b.png', 'path-escapes'],
    ['a/..', 'path-escapes'],
    ['..\\a.png', 'path-escapes'],
    ['a\\..\\b.png', 'path-escapes'],
    ['/etc/passwd', 'path-absolute'],
    ['\\server\\a.png', 'path-absolute'],
    ['C:\\a.png', 'path-absolute'],
    ['c:a.png', 'path-absolute'],
    ['a\nb.png', 'path-control'],
    ['a\u0007.png', 'path-control'],
    ['a\u0085.png', 'path-control'],
    ['.', 'path-empty'],
    [`${'x'.repeat(1025)}.png`, 'path-too-long'],
  ])('like %j leaves its file out, in a tar and in a zip: %s', async (path, kind) => {
    const files = [{ path, content: noise(10, 'a') }, good];
    expect(
      await problemsIn(await pack(files.map((file) => ({ ...file, pax: { path: file.path } })))),
    ).toEqual([kind]);
    expect(await problemsIn(await zip(files))).toEqual([kind]);
  });

  it('with a NUL is refused where a format can hold one', async () => {
    const path = 'a\0.png';
    expect(await problemsIn(await pack([{ path: 'a', pax: { path } }, good]))).toEqual(['path-control']);
    expect(await problemsIn(await zip([{ path }, good]))).toEqual(['path-control']);
  });

  it('is shown with what cannot be printed spelt out', async () => {
    const { problems } = await unpack(await zip([{ path: 'a\n\u202egnp.exe' }]));
    expect(problems[0]?.came).toBe('a\\u000a\\u202egnp.exe');
  });

  it('counts once, however it is spelt', async () => {
    const twice = ['good.png', './good.png', 'é.png', 'e\u0301.png'].map((path) => ({ ...good, path }));
    const { files, problems } = await unpack(await pack(twice));
    expect(files).toHaveLength(2);
    expect(problems.map(({ kind, came }) => [kind, came])).toEqual([
      ['path-duplicate', './good.png'],
      ['path-duplicate', 'e\u0301.png'],
    ]);
  });
});

describe('an entry that is no file', () => {
  it.each<[Packed['type'], string]>([
    ['symlink', 'link'],
    ['link', 'link'],
    ['character-device', 'device'],
    ['block-device', 'device'],
    ['fifo', 'device'],
  ])('is left out of a tar: %s', async (type, kind) => {
    expect(await problemsIn(await pack([{ path: 'a', type: type!, linkname: '/etc/passwd' }, good]))).toEqual(
      [kind],
    );
  });

  it.each([
    [0o120777, 'link'],
    [0o020666, 'device'],
    [0o060666, 'device'],
    [0o010666, 'device'],
  ])('is left out of a zip: mode %o', async (mode, kind) => {
    const externalFileAttributes = (mode << 16) >>> 0;
    const archive = await zip([
      { path: 'a', content: noise(4, 'a'), externalFileAttributes, versionMadeBy: 0x0314 },
      good,
    ]);
    expect(await problemsIn(archive)).toEqual([kind]);
  });

  it('nor a whole one is told of as such: a sparse file', async () => {
    const sparse = { path: 'a.png', content: noise(700, 'a'), pax: { 'GNU.sparse.major': '1' } };
    expect(await problemsIn(await pack([sparse, good]))).toEqual(['unsupported-entry']);
  });
});

describe('an archive in an archive', () => {
  it('is refused by its content, whatever its name', async () => {
    const inner = [await zip(tree), await gzip(await pack(tree)), await pack(tree)];
    for (const content of inner) {
      const files = [{ path: 'picture.png', content }, good];
      expect(await problemsIn(await pack(files))).toEqual(['nested-archive']);
      expect(await problemsIn(await zip(files))).toEqual(['nested-archive']);
    }
  });
});

describe('a zip', () => {
  it('says of each file that a password or another method hides', async () => {
    const secret = { path: 'secret.png', content: noise(40, 's'), password: 'x', zipCrypto: true };
    expect(await problemsIn(await zip([secret, good]))).toEqual(['encrypted']);
    expect(await problemsIn(await zip([{ ...secret, zipCrypto: false }, good]))).toEqual(['encrypted']);
  });

  it('of which one file is damaged gives the others', async () => {
    const archive = await zip([{ path: 'bad.png', content: noise(400, 'bad'), level: 0 }, good]);
    archive[200]! ^= 1;
    expect(await problemsIn(archive)).toEqual(['damaged-entry']);
  });
});

describe('a file that cannot be read any more', () => {
  it('is told of', async () => {
    const gone = new Blob([await pack([good])]);
    gone.slice = () => {
      const part = new Blob();
      part.arrayBuffer = () => Promise.reject(new DOMException('it moved', 'NotReadableError'));
      return part;
    };
    expect(await unpack(gone)).toMatchObject({ problems: [{ kind: 'unreadable', came: 'it moved' }] });
  });
});
