/** Folders as people keep them, dropped on the page: what is certain opens, what names only hint at is asked about first. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { dropPaths } from '../support/browser.ts';
import { temporaryFolder, write } from '../support/folder.ts';
import { hostSite } from '../support/host.ts';
import { encodePng } from '../support/png.ts';

const patience = { timeout: 60_000 };
const shots = process.env['KIZU_SHOTS'];
const side = 32;
let level = 0;
/** No two alike. */
const picture = () =>
  encodePng(
    'gray',
    side,
    side,
    new Uint8Array(side * side).map((_, i) => (i * 7 + level++) % 251),
  );
const marks = (isMarked: boolean) =>
  encodePng(
    'gray',
    side,
    side,
    new Uint8Array(side * side).map((_, i) => (isMarked && i < 40 ? 255 : 0)),
  );

async function folderOf(name: string, files: Readonly<Record<string, Uint8Array>>): Promise<string> {
  const folder = join(await temporaryFolder(), name);
  for (const [path, content] of Object.entries(files)) await write(join(folder, path), content);
  return folder;
}

async function shoot(page: Page, name: string): Promise<void> {
  if (shots === undefined) return;
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
}

const numbered = (count: number, pathOf: (i: number) => string, make = picture) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [pathOf(i), make()]));

describe('a folder of another shape', () => {
  const host = hostSite({ webGpu: false });

  async function dropped(folder: string, locale = 'en-US') {
    const opened = await host.open('#/data', { locale });
    await opened.page.getByRole('heading', { name: /hex-nut|六角ナット/ }).waitFor(patience);
    await dropPaths(opened.page, [folder]);
    return opened;
  }

  it('of 良品 and 不良品 opens at once, normal images for training', async () => {
    const folder = await folderOf('jp', {
      ...numbered(6, (i) => `良品/${i}.png`),
      ...numbered(2, (i) => `不良品/${i}.png`),
    });
    const { page, complaints } = await dropped(folder, 'ja-JP');
    await page.getByRole('heading', { name: /jp$/ }).waitFor(patience);
    await shoot(page, 'jp-ja');
    expect(complaints).toEqual([]);
  });

  it.each([
    ['en-US', 'Is this right?', 'Open like this'],
    ['ja-JP', 'この解釈で正しいですか', 'この設定で開く'],
  ])(
    'with _temp and _test in its names is asked about, and remembered: %s',
    async (locale, question, open) => {
      const boards = (root: string) =>
        folderOf(root, {
          ...numbered(6, (i) => `0000${i}_temp.png`),
          ...numbered(6, (i) => `0000${i}_test.png`),
        });
      const { page, complaints } = await dropped(await boards('pcb1'), locale);
      await page.getByText(question).waitFor(patience);
      await page.getByRole('rowheader', { name: '*_test.png' }).waitFor();
      await shoot(page, `question-${locale}`);
      await page.getByRole('button', { name: open }).click();
      await page.getByRole('heading', { name: /pcb1$/ }).waitFor(patience);
      await dropPaths(page, [await boards('pcb2')]);
      await page.getByRole('heading', { name: /pcb2$/ }).waitFor(patience);
      await shoot(page, `remembered-${locale}`);
      expect(complaints).toEqual([]);
    },
  );

  it('with a mask beside each picture trains on those without a mark', async () => {
    const pairs = (name: string, isMarked: boolean) => ({
      ...numbered(6, (i) => `${name}/Imgs/e${i}.bmp.png`, picture),
      ...numbered(
        6,
        (i) => `${name}/Imgs/e${i}.bmp_mask.png`,
        () => marks(isMarked),
      ),
    });
    const { page, complaints } = await dropped(
      await folderOf('mt', { ...pairs('MT_Crack', true), ...pairs('MT_Free', false) }),
    );
    await page.getByRole('heading', { name: 'Images: mt' }).waitFor(patience);
    await page.getByRole('heading', { name: /MT_Crack 6 images/ }).waitFor();
    await shoot(page, 'beside-en');
    expect(complaints).toEqual([]);
  });

  it('with a list of labels follows it', async () => {
    const images = numbered(8, (i) => `images/00${i}.png`);
    const rows = Array.from({ length: 8 }, (_, i) => `images/00${i}.png,${i < 6 ? 'good' : 'cut'}`);
    const text = new TextEncoder().encode(`image,label\n${rows.join('\n')}`);
    const { page, complaints } = await dropped(await folderOf('listed', { ...images, 'labels.csv': text }));
    await page.getByRole('heading', { name: 'Images: listed' }).waitFor(patience);
    await page.getByRole('heading', { name: /cut 2 images/ }).waitFor();
    await shoot(page, 'listed-en');
    expect(complaints).toEqual([]);
  });
});
