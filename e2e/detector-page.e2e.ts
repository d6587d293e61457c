/** A detector leaves with a page of its own: both files are opened from a disk, and give the scores of the app. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { drawSampleItems } from '../src/core/dataset/samples/samples.ts';
import { audit } from './support/audit.ts';
import { dropPaths, openPage } from './support/browser.ts';
import { temporaryFolder, write } from './support/folder.ts';
import { hostSite } from './support/host.ts';
import { encodePng } from './support/png.ts';

const side = 64;
const [learnt, judged] = [9, 6];

/** A folder of normal images, and one of images to judge. */
async function writeParts(folder: string): Promise<{ readonly normals: string; readonly parts: string }> {
  const [normals, parts] = [join(folder, 'nut'), join(folder, 'parts')];
  const items = [...drawSampleItems('hex-nut', side)];
  const train = items.filter(({ split }) => split === 'train').slice(0, learnt);
  const tests = items.filter(({ split }) => split === 'test').slice(0, judged);
  for (const { path, image } of train)
    await write(join(normals, path), encodePng('rgb', side, side, image.data));
  for (const [i, { image }] of tests.entries())
    await write(join(parts, `${i}.png`), encodePng('rgb', side, side, image.data));
  return { normals, parts };
}

async function savedAs(page: Page, button: string, path: string): Promise<string> {
  const downloading = page.waitForEvent('download', { timeout: 120_000 });
  await page.getByRole('button', { name: button, exact: true }).click();
  await (await downloading).saveAs(path);
  return path;
}

/** Verdict and score by name. */
function readRows(csv: string): Map<string, readonly [string, number]> {
  const rows = csv
    .trimEnd()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(','));
  return new Map(
    rows.map(([path = '', verdict = '', score]) => [
      path.replace('parts/', ''),
      [verdict, Number(score)] as const,
    ]),
  );
}

describe('the page of a detector', () => {
  const host = hostSite();
  let folder: string;
  beforeAll(async () => {
    folder = await temporaryFolder();
  });

  it('opened from a disk judges as the app does, checks itself, and refuses what is no detector', async () => {
    const { normals, parts } = await writeParts(folder);
    const app = await host.open('#/data');
    await dropPaths(app.page, [normals]);
    await app.page.getByRole('heading', { name: 'Images: nut' }).waitFor({ timeout: 120_000 });
    await app.page.getByRole('tab', { name: 'Inspect' }).click();
    await app.page.getByRole('combobox', { name: 'Detector', exact: true }).selectOption('patchcore');
    await dropPaths(app.page, [parts]);
    await app.page.getByText(`all ${judged}`, { exact: true }).waitFor({ timeout: 240_000 });
    const wanted = readRows(
      await readFile(await savedAs(app.page, 'Save CSV', join(folder, 'app.csv')), 'utf8'),
    );
    const detector = await savedAs(app.page, 'Save detector', join(folder, 'detector.onnx'));
    const html = await savedAs(app.page, 'Save detector.html', join(folder, 'detector.html'));
    expect(app.complaints).toEqual([]);
    await app.close();

    const { page, complaints, close } = await openPage(host.browser(), pathToFileURL(html).href);
    const choose = page.locator('input[type=file][accept=".onnx"]');
    const file = await readFile(detector);
    await choose.setInputFiles({
      name: 'cut.onnx',
      mimeType: '',
      buffer: file.subarray(0, file.length / 2),
    });
    await page
      .getByRole('alert')
      .getByText(/^cut\.onnx is another kind of file than ONNX/)
      .waitFor();
    await dropPaths(page, [detector]);
    await page.getByText(/It gives its own images the scores that it was saved with/).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    await dropPaths(
      page,
      Array.from({ length: judged }, (_, i) => join(parts, `${i}.png`)),
    );
    await expect.poll(() => page.getByRole('figure').count()).toBe(judged);
    const got = readRows(await readFile(await savedAs(page, 'Save CSV', join(folder, 'page.csv')), 'utf8'));
    expect(got.size).toBe(judged);
    for (const [name, [verdict, score]] of wanted) {
      expect(got.get(name)?.[0]).toBe(verdict);
      expect(Math.abs((got.get(name)?.[1] ?? Number.NaN) - score)).toBeLessThan(1e-3 * Math.max(1, score));
    }
    expect(await audit(page)).toEqual([]);
    await page.getByRole('radio', { name: '日本語' }).check();
    await page.getByRole('heading', { name: '検出器' }).waitFor();
    await page.setViewportSize({ width: 400, height: 900 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(400);
    expect(complaints).toEqual([]);
    await close();
  });
});
