/** One folder with everything that people drop by mistake: each file gets its words, in both languages, and the rest is opened. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { badArchives } from './bad-inputs/archives.ts';
import { oddArchives } from './bad-inputs/odd-archives.ts';
import { badPictures } from './bad-inputs/pictures.ts';
import { badPlaces, goodPicture, unknownPlace } from './bad-inputs/places.ts';
import { dropPaths, type WatchedPage } from './support/browser.ts';
import { temporaryFolder, write, writeCategory } from './support/folder.ts';
import { hostSite } from './support/host.ts';

const inputs = [...badPictures, ...badPlaces, ...badArchives, ...oddArchives];
const name = 'mixed';
const patience = { timeout: 60_000 };

interface Row {
  readonly path: string;
  readonly told: string;
}

async function writeMixed(): Promise<string> {
  const counts = { train: 4, good: 2, defective: 3 };
  const folder = await writeCategory(await temporaryFolder(), name, counts, 24);
  for (const { path, content } of [goodPicture, ...inputs]) await write(join(folder, path), content);
  return folder;
}

/** What the table of files left out says, in its order. */
async function readRows(page: Page, caption: string): Promise<Row[]> {
  const rows = page.getByRole('table', { name: caption }).getByRole('row');
  const texts = await rows.evaluateAll((all) =>
    all.slice(1).map((row) => Array.from(row.children, (cell) => cell.textContent)),
  );
  return texts.map(([path = '', told = '']) => ({ path, told }));
}

describe('a folder of bad input', () => {
  const host = hostSite({ webGpu: false });
  let folder: string;
  let watched: WatchedPage;
  let rows: readonly Row[];
  beforeAll(async () => {
    folder = await writeMixed();
    watched = await host.open('#/data');
    const { page } = watched;
    await page.getByRole('heading', { name: /hex-nut/ }).waitFor(patience);
    await dropPaths(page, [folder]);
    await page.getByRole('heading', { name: `Images: ${name}` }).waitFor(patience);
    rows = await readRows(page, 'Files left out');
  });

  it('holds at least 60 bad inputs', () => {
    expect(new Set(inputs.map(({ path }) => path)).size).toBeGreaterThanOrEqual(60);
    expect(inputs.length).toBe(new Set(inputs.map(({ path }) => path)).size);
  });

  it.each(inputs)('tells of $path', ({ path, row = path, told }) => {
    const found = rows.filter((one) => one.path.startsWith(`${name}/${row}`)).map((one) => one.told);
    expect(found).toContainEqual(typeof told === 'string' ? told : expect.stringMatching(told));
  });

  it('tells of nothing else but files of those archives, which mean nothing where they lie', () => {
    const isExpected = ({ path }: Row) =>
      inputs.some((one) => path.startsWith(`${name}/${one.row ?? one.path}`));
    const others = rows.filter((row) => !isExpected(row));
    expect(others.map(({ told }) => told)).toEqual(others.map(() => unknownPlace));
    expect(others.map(({ path }) => path)).toEqual(['mixed/bomb/a.png', 'mixed/bomb/b.png']);
  });

  it('opens the rest, with nothing uncaught', async () => {
    await watched.page.getByText('5 images').first().waitFor();
    await watched.page.getByText('2 images').first().waitFor();
    expect(watched.complaints).toEqual([]);
  });

  it('has words in Japanese for each', async () => {
    const { page, complaints, close } = await host.open('#/data', { locale: 'ja-JP' });
    await page.getByRole('heading', { name: /六角ナット/ }).waitFor(patience);
    await dropPaths(page, [folder]);
    await page.getByRole('heading', { name: new RegExp(`${name}$`) }).waitFor(patience);
    const translated = await readRows(page, '読み込まなかったファイル');
    expect(translated.map(({ path }) => path)).toEqual(rows.map(({ path }) => path));
    expect(translated.filter(({ told }) => !/[ぁ-んァ-ヶ一-龠]/.test(told))).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });
});
