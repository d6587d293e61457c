import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defaultPreparation } from '../../core/dataset/preparation.ts';
import { flipped, gzip, pack, zip } from './archive/testing/pack.ts';
import { rawZip, toCp932 } from './archive/testing/raw-zip.ts';
import type { ImportOutcome, ImportProgress, Inspection, SourceFile } from '../bridge/contract-data.ts';
import { importCategory } from './import.ts';
import { inspect } from './inspect.ts';
import { inMemory } from '../testing/requests.ts';
import { decode } from '../testing/pictures.ts';
import { plate } from '../testing/plate.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const source = (path: string, bytes: Bytes): SourceFile => ({ path, blob: new Blob([bytes]) });
const quiet = (signal = new AbortController().signal) => ({ report: () => undefined, signal });

async function looked(sources: readonly SourceFile[]): Promise<Inspection> {
  const found = await inspect(sources, quiet());
  if (!found.ok) throw new Error(JSON.stringify(found.problem));
  return found.value;
}

async function open(sources: readonly SourceFile[], index = 0): Promise<ImportOutcome> {
  const { categories, archives } = await looked(sources);
  const category = categories[index]!;
  const preparation = { ...defaultPreparation, side: 8 };
  const outcome = await importCategory(
    { sources, archives, category, preparation },
    { decode, stage: inMemory, ...quiet() },
  );
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem));
  return outcome.value;
}

const tar = await pack(plate);
const inner = plate.map(({ path, content }) => ({ path: path.replace('plate/', ''), content }));
const forms: readonly (readonly [string, readonly SourceFile[]])[] = [
  ['a folder', plate.map(({ path, content }) => source(path, content))],
  ['a folder below others', plate.map(({ path, content }) => source(`my/data/${path}`, content))],
  ['a zip', [source('plate.zip', await zip(plate))]],
  ['a zip without the outer folder', [source('plate.zip', await zip(inner))]],
  ['a tar', [source('plate.tar', tar)]],
  ['a tar.gz', [source('plate.tar.gz', await gzip(tar))]],
  ['a tar.xz', [source('plate.tar.xz', readFileSync(new URL('./fixtures/plate.tar.xz', import.meta.url)))]],
  ['a tar.gz under another name', [source('download', await gzip(tar))]],
  ['an archive in a folder', [source('my/plate.tar', tar)]],
];

describe('one tree', () => {
  it.each(forms)('as %s gives the same dataset, fingerprint and problem', async (_, sources) => {
    const [, folder] = forms[0]!;
    const wanted = await open(folder);
    const { dataset, problems } = await open(sources);
    expect(wanted.dataset.counts).toEqual({ train: 3, testNormal: 1, testDefective: 1, masks: 1 });
    expect(dataset.fingerprint).toBe(wanted.dataset.fingerprint);
    expect(dataset.name).toBe('plate');
    expect(problems.map(({ kind, came }) => [kind, came])).toEqual([
      ['damaged-image', 'PNG, 16 x 12 px, cut off'],
    ]);
  });
});

describe('looking through archives', () => {
  it('tells of megabytes, and reads no picture', async () => {
    const seen: ImportProgress[] = [];
    await inspect([source('plate.tar', tar)], { ...quiet(), report: (progress) => seen.push(progress) });
    expect(seen).toHaveLength(plate.length);
    expect(seen[0]).toEqual({ phase: 'listing', done: 0, total: 1, path: `plate/${plate[0]!.path}` });
  });

  it('finds the categories of several, and opens the one that is chosen', async () => {
    const other = inner.map(({ path, content }) => ({ path: `nut/${path}`, content }));
    const sources = [source('a.tar', await pack([...plate, ...other])), source('b.zip', await zip(other))];
    const { categories } = await looked(sources);
    expect(categories.map(({ name }) => name)).toEqual(['a/nut', 'b/nut', 'plate']);
    expect((await open(sources, 2)).dataset).toMatchObject({ name: 'plate', counts: { train: 3 } });
    expect((await open(sources, 1)).dataset).toMatchObject({ name: 'b/nut', counts: { train: 3 } });
  });

  it('keeps a folder and an archive of one name apart', async () => {
    const bare = plate.map(({ path, content }) => source(path, content));
    const { categories } = await looked([...bare, source('plate.tar', tar)]);
    expect(categories.map(({ name }) => name)).toEqual(['plate', 'plate (2)/plate']);
  });

  it('reads the tables of VisA inside', async () => {
    const anno = 'image,label,mask\ncandle/Data/Images/Anomaly/0.JPG,melt,candle/Data/Masks/Anomaly/0.png\n';
    const picture = plate[2]!.content;
    const packed = await zip([
      { path: 'candle/Data/Images/Normal/0.JPG', content: picture },
      { path: 'candle/Data/Images/Anomaly/0.JPG', content: picture },
      { path: 'candle/image_anno.csv', content: new TextEncoder().encode(anno) },
    ]);
    const { categories } = await looked([source('visa.zip', packed)]);
    expect(categories[0]!.entries.map(({ defect }) => defect)).toEqual(['melt', 'good']);
  });

  it('tells of one that is cut off, damaged or of another kind, and opens what came before', async () => {
    const cut = [source('plate.tar', tar.slice(0, tar.length - 3000))];
    const { dataset, problems } = await open(cut);
    expect(dataset.counts.train).toBeGreaterThan(0);
    expect((await looked(cut)).problems).toMatchObject([{ kind: 'truncated-archive' }]);
    expect(problems.map(({ kind }) => kind)).toContain('damaged-image');
    const damaged = await inspect([source('x.tar.gz', flipped(await gzip(tar), -6))], quiet());
    expect(damaged).toMatchObject({
      problem: { problems: [{ path: 'x.tar.gz', kind: 'damaged-archive' }] },
    });
    const rar = await inspect([source('x.rar', new TextEncoder().encode('Rar!\u001a\u0007......'))], quiet());
    expect(rar).toMatchObject({
      problem: { kind: 'no-images', files: 1, problems: [{ kind: 'unsupported-archive', came: 'rar' }] },
    });
  });

  it('lists unsafe paths, links and archives inside', async () => {
    const packed = await pack([
      ...plate,
      { path: '../evil.png', content: plate[2]!.content },
      { path: '/etc/evil.png', content: plate[2]!.content },
      { path: 'plate/train/good/link.png', type: 'symlink', linkname: '/etc/passwd' },
    ]);
    const { problems } = await looked([source('plate.tar', packed)]);
    expect(problems.map(({ kind, path }) => [kind, path])).toEqual([
      ['path-escapes', 'plate/../evil.png'],
      ['path-absolute', 'plate//etc/evil.png'],
      ['link', 'plate/plate/train/good/link.png'],
    ]);
  });
});

describe('choosing while an archive is read', () => {
  const other = (name: string) => inner.map(({ path, content }) => ({ path: `${name}/${path}`, content }));
  const root = ['cable', 'nut', 'screw'].flatMap(other);

  /** Looks through them; the category is wanted once a path holds `after`. */
  async function choose(name: string, after: string, files = root) {
    const archive = source('mvtec.tar', await pack(files));
    let wanted: string | undefined;
    const seen: ImportProgress[] = [];
    const found = await inspect([archive], {
      ...quiet(),
      tellEveryMs: 0,
      wanted: () => wanted,
      report: (progress) => {
        seen.push(progress);
        if (progress.path.includes(after)) wanted = name;
      },
    });
    if (!found.ok) throw new Error(found.problem.kind);
    return { archive, seen, inspection: found.value };
  }

  it('tells what was found so far', async () => {
    const { seen } = await choose('none', 'nowhere');
    expect(seen.at(-1)?.found).toEqual(
      ['cable', 'nut', 'screw'].map((name) => ({ name, train: 3, test: 3, masks: 1 })),
    );
    expect(seen.find(({ path }) => path.includes('nut/'))?.found?.at(0)?.name).toBe('cable');
  });

  it('looks no further than the end of that category, and says so', async () => {
    const { archive, seen, inspection } = await choose('nut', 'mvtec/nut/');
    expect(seen.some(({ path }) => path.includes('screw/'))).toBe(false);
    expect(inspection.problems).toContainEqual({
      path: 'mvtec.tar',
      kind: 'rest-unseen',
      came: expect.stringMatching(/ MB$/) as string,
    });
    const whole = await looked([archive]);
    const nutOf = ({ categories }: Inspection) => categories.find(({ name }) => name === 'nut');
    expect(nutOf(inspection)).toEqual(nutOf(whole));
    const index = inspection.categories.findIndex(({ name }) => name === 'nut');
    expect(inspection.categories[index]?.entries).toHaveLength(inner.length - 1);
  });

  it('looks through all where other folders may have a part in it', async () => {
    const flat = ['a', 'b'].flatMap((name) =>
      inner.slice(2, 4).map(({ content }, i) => ({ path: `${name}/normal/${i}.png`, content })),
    );
    const { seen, inspection } = await choose('a', 'mvtec/a/', flat);
    expect(seen.some(({ path }) => path.includes('mvtec/b/'))).toBe(true);
    expect(inspection.problems.map(({ kind }) => kind)).not.toContain('rest-unseen');
  });
});

describe('cancelling', () => {
  it('within an archive ends the look and the import', async () => {
    const controller = new AbortController();
    const report = () => {
      controller.abort();
    };
    await expect(inspect([source('plate.tar', tar)], { report, signal: controller.signal })).rejects.toThrow(
      'abort',
    );
  });
});

describe('a zip from Windows in Japan', () => {
  it('has all of its folders: the second byte of 表 is a backslash, and no path ends there', async () => {
    const renamed = plate.map(({ path, content }) => ({
      name: toCp932(path.replace('plate/', '製品/').replace('/dent/', '/表面キズ/')),
      content,
    }));
    const before = await open(forms[0]![1]);
    const { dataset, problems } = await open([source('製品.zip', rawZip(renamed))]);
    expect(dataset.name).toBe('製品');
    expect(dataset.counts).toEqual(before.dataset.counts);
    expect(new Set(dataset.items.map(({ defect }) => defect))).toContain('表面キズ');
    expect(problems).toHaveLength(before.problems.length);
  });
});
