/** Without WebGPU a recorded run is watched; runs leave as files, come back, and a class of them is collected. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { packRuns } from '../src/state/runs/run-zip/write-run-zip.ts';
import { carriedRun, itemsOf } from '../src/state/testing/runs.ts';
import { audit } from './support/audit.ts';
import { dropPaths, type WatchedPage } from './support/browser.ts';
import { temporaryFolder, write } from './support/folder.ts';
import { hostSite } from './support/host.ts';

const scores = [
  [0.1, 0.2, 0.8, 0.9],
  [0.1, 0.5, 0.4, 0.9],
  [0.8, 0.9, 0.1, 0.2],
];

/** Three students' files, and one that is none. */
async function writeClass(): Promise<string[]> {
  const folder = await temporaryFolder();
  const paths: string[] = [];
  for (const [i, name] of ['aoi', 'ben', 'chika'].entries()) {
    const run = carriedRun({ id: name, items: itemsOf(scores[i] ?? []), config: { seed: i + 1 } });
    const file = await packRuns([{ ...run, folder: '', weights: undefined }], {
      script: await readFile('src/state/runs/run-zip/reproduce.py', 'utf8'),
      report: () => undefined,
      signal: new AbortController().signal,
    });
    paths.push(join(folder, `${name}.zip`));
    await write(paths[i] ?? '', new Uint8Array(await file.arrayBuffer()));
  }
  paths.push(join(folder, 'notes.zip'));
  await write(paths[3] ?? '', 'no zip at all');
  return paths;
}

const tab = (page: Page, name: RegExp) => page.getByRole('tab', { name });

/** Both themes; axe finds nothing, and nothing scrolls sideways at 400 px. */
async function inspect(page: Page, name: string): Promise<void> {
  for (const [colorScheme, width] of [
    ['light', 1440],
    ['dark', 400],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    const folder = process.env['KIZU_SHOTS'];
    if (folder !== undefined)
      await page.screenshot({ path: `${folder}/${name}-${colorScheme}-${width}.png`, fullPage: true });
    expect(await audit(page), `${name}, ${colorScheme}, ${width} px`).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow, `${name}, ${width} px`).toBeLessThanOrEqual(0);
    const active = await page.getByRole('tab', { selected: true }).boundingBox();
    expect(
      (active?.x ?? -1) >= 0 && (active?.x ?? 0) + (active?.width ?? width) <= width,
      'tab in sight',
    ).toBe(true);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1440, height: 900 });
}

/** Pushed on the curve, pushed in the histogram or typed, the threshold is one. */
async function seeOneThreshold(page: Page): Promise<void> {
  const typed = page.getByLabel('Score threshold', { exact: true });
  const line = page.getByRole('slider', { name: 'Score threshold, draggable' });
  const onCurve = page.getByRole('slider', { name: 'Operating point on the curve' });
  const lineAt = () => line.getAttribute('aria-valuenow').then(Number);
  const typedAt = () => typed.inputValue().then(Number);

  await typed.fill('0.05'); // above all normal scores, below some of the defective ones
  await expect.poll(lineAt).toBe(0.05);
  await expect.poll(() => onCurve.getAttribute('aria-valuenow')).toBe('0');
  await line.press('PageDown');
  await expect.poll(typedAt).not.toBe(0.05);
  expect(await typedAt()).toBeCloseTo(await lineAt(), 4);
  await onCurve.press('ArrowRight');
  const moved = await typedAt();
  await onCurve.press('ArrowRight');
  await expect.poll(typedAt).toBeLessThan(moved);
  expect(await typedAt()).toBeCloseTo(await lineAt(), 4);
  await onCurve.locator('xpath=..').click({ position: { x: 3, y: 3 } }); // the corner if nothing is missed and no alarm is false
  await expect.poll(() => onCurve.getAttribute('aria-valuetext')).toMatch(/100\.0 %.* 0\.0 %/);
  expect(await typedAt()).toBeCloseTo(await lineAt(), 4);
}

describe('runs as files', () => {
  const host = hostSite({ webGpu: false });
  let opened: WatchedPage;
  beforeAll(async () => {
    opened = await host.open('#/train');
  });

  it('where no GPU is found, a recorded run plays through the panels, and one slider moves them', async () => {
    const { page } = opened;
    await page.getByText('No GPU that is fast enough was found.').waitFor();
    await page.getByRole('button', { name: 'Watch a recorded run' }).click();
    const bar = page.getByRole('region', { name: 'Recorded run' });
    await bar.getByText(/Recorded on WebGPU \(software\), /).waitFor();
    const slider = bar.getByRole('slider', { name: 'Place in the run' });
    await expect.poll(() => slider.inputValue().then(Number), { timeout: 30_000 }).toBeGreaterThan(10);
    await bar.getByRole('button', { name: 'Pause' }).click();
    const training = page.getByRole('region', { name: 'Training', exact: true });
    const place = /step (\d+) \/ 450/.exec(await bar.getByRole('status').innerText())?.[1] ?? '';
    await training.getByText(`${place} / 450`, { exact: true }).waitFor();
    await inspect(page, 'recorded-train');
    await slider.press('End');
    await training.getByText('450 / 450', { exact: true }).waitFor();
    await tab(page, /Evaluate/).click();
    await page
      .getByText(/AUROC.*1\.000/)
      .first()
      .waitFor();
    await inspect(page, 'recorded-evaluate');
    await seeOneThreshold(page);
    await bar.getByRole('button', { name: 'Close the recording' }).click();
    await page.getByRole('button', { name: 'Watch a recorded run' }).waitFor(); // nothing was trained here
  });

  it('a class is collected in one table, sorted by keyboard and saved; a bad file stops no other', async () => {
    const { page } = opened;
    await tab(page, /Runs/).click();
    await page.getByLabel('Open run files').setInputFiles(await writeClass());
    await page.getByText('3 runs taken in, 1 could not be read.').waitFor();
    await page.getByText(/notes\.zip: It begins with "no zip at al"/).waitFor();
    const table = page.getByRole('region', { name: 'All runs in one table' });
    const names = () => table.getByRole('rowheader').allInnerTexts();
    expect(await names()).toEqual(['aoi', 'ben', 'chika']); // the best first
    await table.getByRole('button', { name: 'AUROC', exact: true }).press('Enter');
    expect(await names()).toEqual(['chika', 'ben', 'aoi']);
    expect(
      await table.getByRole('columnheader', { name: 'AUROC', exact: true }).getAttribute('aria-sort'),
    ).toBe('ascending');
    const downloading = page.waitForEvent('download');
    await table.getByRole('button', { name: 'Save table (.csv)' }).press('Enter');
    const csv = await readFile(await (await downloading).path(), 'utf8');
    expect(csv.trimEnd().split('\r\n')).toHaveLength(4);
    expect(csv).toContain('chika,chika.zip,2026-11-27T00:00:00.000Z,nut,');
    await table.getByRole('heading', { name: 'AUROC of the runs on nut' }).waitFor();
    await table.getByRole('img', { name: /^3 runs: AUROC from 0\.\d+ to \d\.\d+, median/ }).waitFor();
    await table
      .getByRole('button', { name: /^Compare with the best: (ben|chika)/ })
      .first()
      .press('Enter');
    await page.getByRole('region', { name: 'Comparison' }).waitFor();
    await page
      .getByRole('region', { name: 'Groups of seeds' })
      .getByRole('row', { name: /nut 1 \(aoi\), 2 \(ben\), 3 \(chika\) 58\.3 ± 30\.0 %/ })
      .waitFor();
    await inspect(page, 'collected');
  });

  it('a run leaves as a zip, is deleted, dropped on the page, and has the same numbers', async () => {
    const { page, complaints } = opened;
    const rows = page.getByRole('region', { name: 'Runs', exact: true }).getByRole('row');
    const names = page.getByRole('textbox', { name: /^Name/ });
    await names.first().fill('to keep');
    await names.first().press('Enter');
    const row = rows.filter({ has: page.getByRole('button', { name: 'Delete: to keep' }) });
    const numbers = () => row.getByRole('cell').allInnerTexts();
    expect(await row.getByRole('rowheader').innerText()).toBe('chika'); // whose run it is, beside its own name
    const before = await numbers();
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save run (.zip): to keep' }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toMatch(/^kizu-nut-to-keep-2026-11-27-seed\d\.zip$/);
    const path = join(await temporaryFolder(), download.suggestedFilename());
    await download.saveAs(path);
    await page.getByRole('button', { name: 'Delete: to keep' }).click();
    expect(await names.count()).toBe(2);
    await tab(page, /Data/).click();
    await dropPaths(page, [path]);
    await page.getByText('1 run taken in.').waitFor();
    expect(await numbers()).toEqual(before);
    await dropPaths(page, [path]);
    await page.getByText('0 runs taken in, 1 was here already.').waitFor();
    await page.getByRole('button', { name: 'Replay: to keep' }).click();
    await page.getByRole('region', { name: 'Recorded run' }).getByText('step 2 / 2, 4 scored').waitFor();
    expect(complaints).toEqual([]);
    await opened.close();
  });
});
