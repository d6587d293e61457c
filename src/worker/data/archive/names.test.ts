import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeNames } from './names.ts';
import { noise, pack } from './testing/pack.ts';
import { rawZip, toCp932, type RawEntry } from './testing/raw-zip.ts';
import { unpack } from './testing/unpack.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));

async function pathsOf(names: readonly Uint8Array[], flags = 0): Promise<string[]> {
  const entries = names.map((name, i): RawEntry => ({ name, flags, content: noise(20 + i, 'name') }));
  const { files, problems } = await unpack(rawZip(entries));
  expect(problems).toEqual([]);
  return files.map((file) => file.replace(/ [0-9a-f]{64}$/, ''));
}

/** Letters that people name defects with; the second byte of the first row is a backslash, of the second a bar. */
const letters = Array.from(
  '表能構暴予貼禄噂浬圭申ソ十欺ポ芋匡製品傷打痕異物汚れキズ欠けカケ正常良ｶｹﾃｽﾄ―～①㈱髙﨑',
);

describe('names of a zip without the flag for UTF-8', () => {
  it('are those of Windows in Japan, though a second byte may be a backslash', async () => {
    const paths = ['製品/train/good/000.png', '製品/test/表面キズ/000.png', '製品/test/ソ/ﾃｽﾄ①.png'];
    expect(await pathsOf(paths.map(toCp932))).toEqual(paths);
  });

  it('are split at a backslash only once they are text', async () => {
    expect(await pathsOf([toCp932('製品\\test\\表面\\0.png')])).toEqual(['製品/test/表面/0.png']);
  });

  it('are UTF-8 where all are', async () => {
    expect(await pathsOf(['傷/表.png', 'schön/größe.png'].map(utf8))).toEqual([
      '傷/表.png',
      'schön/größe.png',
    ]);
  });

  it('have one encoding in one archive: half-width letters may look like UTF-8', async () => {
    expect(await pathsOf([bytes('c3bd2e706e67'), toCp932('表面.png')])).toEqual(['ﾃｽ.png', '表面.png']);
  });

  it('are CP437 where Japanese signs would stand alone among Latin letters', async () => {
    // schön.png, größe.png, niño.png
    const names = ['736368946e2e706e67', '677294e1652e706e67', '6e69a46f2e706e67'].map(bytes);
    expect(await pathsOf(names)).toEqual(['schön.png', 'größe.png', 'niño.png']);
  });

  it('of several tools each stand for themselves', () => {
    const [german, japanese, utf] = decodeNames([bytes('81fd8e'), toCp932('表面'), utf8('傷')]);
    expect([german, japanese, utf]).toEqual([undefined, '表面', '傷']);
  });

  it('are UTF-8 where the flag says so', async () => {
    expect(await pathsOf([utf8('ﾃｽ表.png')], 0x800)).toEqual(['ﾃｽ表.png']);
  });

  it('all arrive, whatever they are made of', async () => {
    const name = fc
      .array(fc.constantFrom(...letters), { minLength: 1, maxLength: 12 })
      .map((all) => all.join(''));
    const folder = fc.tuple(name, name).map((parts) => parts.join('/'));
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(folder, { minLength: 1, maxLength: 8 }), async (folders) => {
        const paths = ['製品/train/good/0.png', ...folders.map((path, i) => `製品/${path}/${i}.png`)];
        expect(await pathsOf(paths.map(toCp932))).toEqual(paths.map((path) => path.normalize()));
      }),
      { seed: 932, numRuns: 200 },
    );
  });

  it('or of any bytes leave no file without a row', async () => {
    const raw = fc.uint8Array({ minLength: 1, maxLength: 24 });
    await fc.assert(
      fc.asyncProperty(fc.array(raw, { minLength: 1, maxLength: 12 }), async (names) => {
        const ofFiles = names.filter((name) => name.at(-1) !== 0x2f);
        const content = noise(9, 'any');
        const { files, problems } = await unpack(rawZip(names.map((one) => ({ name: one, content }))));
        const told = files.length + problems.filter(({ kind }) => kind !== 'empty-archive').length;
        expect(told).toBe(ofFiles.length);
      }),
      { seed: 933, numRuns: 300 },
    );
  });
});

describe('names of a tar', () => {
  it('are UTF-8 or Japanese, each by itself', async () => {
    const path = '製品/表.png';
    const archive = await pack([{ path: 'x'.repeat(toCp932(path).length), content: noise(9, 't') }]);
    archive.set(toCp932(path), 0);
    const sum = archive
      .subarray(0, 512)
      .reduce((total, byte, i) => total + (i >= 148 && i < 156 ? 32 : byte), 0);
    archive.set(utf8(sum.toString(8).padStart(6, '0')), 148);
    const { files } = await unpack(archive);
    expect(files.map((file) => file.split(' ')[0])).toEqual([path]);
  });
});

describe('packed in another way', () => {
  it.each([
    [9, 'Deflate64'],
    [12, 'bzip2'],
    [14, 'LZMA'],
    [93, 'Zstandard'],
    [98, 'PPMd'],
    [77, 'method 77'],
  ])('by method %i, a file is left out, and the way is named: %s', async (method, came) => {
    const name = toCp932('表/000.png');
    const { files, problems } = await unpack(rawZip([{ name, method, content: noise(9, 'm') }]));
    expect(files).toEqual([]);
    expect(problems).toMatchObject([{ kind: 'unsupported-compression', path: '表/000.png', came }]);
  });

  it('with a password, a file is left out, and that is said', async () => {
    const name = utf8('a.png');
    const { problems } = await unpack(rawZip([{ name, flags: 1, content: noise(30, 'p') }]));
    expect(problems).toMatchObject([{ kind: 'encrypted', path: 'a.png' }]);
  });
});
