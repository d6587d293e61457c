/** New images without labels: dropped on Inspect, judged, reviewed by keys, and taken away as a table and a report. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { drawSampleItems } from '../src/core/dataset/samples/samples.ts';
import { auditAll } from './support/audit-all.ts';
import { dropPaths } from './support/browser.ts';
import { brushedMetal } from './support/brushed.ts';
import { temporaryFolder, write } from './support/folder.ts';
import { hostSite } from './support/host.ts';
import { encodePng } from './support/png.ts';
import { goTo } from './support/screens.ts';

const side = 96;

/** Normal images to learn from, and images to judge. */
const [learnt, judged] = [30, 60];

interface Written {
  /** A dataset of normal images alone. */
  readonly normals: string;
  /** Files whose names say nothing. */
  readonly parts: string;
  /** Which of them are defective, by name. */
  readonly isDefective: ReadonlyMap<string, boolean>;
}

/** A built-in category: some of its normal images to learn from, the others and its defects to judge. */
async function writeParts(folder: string): Promise<Written> {
  const isDefective = new Map<string, boolean>();
  const [normals, parts] = [join(folder, 'nut'), join(folder, 'parts')];
  let number = 0;
  for (const { path, split, defect, image } of drawSampleItems('hex-nut', side)) {
    const png = encodePng('rgb', side, side, image.data);
    if (split === 'train' && number++ < learnt) await write(join(normals, path), png);
    else if (isDefective.size < judged) {
      const name = `part-${String(isDefective.size).padStart(3, '0')}.png`;
      await write(join(parts, name), png);
      isDefective.set(name, defect !== 'good');
    }
  }
  await write(join(parts, 'broken.png'), 'no picture');
  return { normals, parts, isDefective };
}

async function saved(page: Page, button: string): Promise<string> {
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: button, exact: true }).click();
  return readFile(await (await downloading).path(), 'utf8');
}

describe('new images without labels', () => {
  const host = hostSite();
  let written: Written;
  beforeAll(async () => {
    written = await writeParts(await temporaryFolder());
  });

  it('are judged by PatchCore, reviewed by keys, and saved as CSV and as a report', async () => {
    const { normals, parts, isDefective } = written;
    const { page, complaints, close } = await host.open('#/data');
    await dropPaths(page, [normals]);
    const status = page.getByRole('region', { name: 'Status' });
    await page.getByRole('heading', { name: 'Images: nut' }).waitFor({ timeout: 120_000 });
    await status.getByText('Ready').waitFor({ timeout: 120_000 });
    await page.getByRole('tab', { name: 'Inspect' }).click();
    await page.getByRole('combobox', { name: 'Detector', exact: true }).selectOption('patchcore');
    await dropPaths(page, [parts]);
    const verdicts = page.getByRole('region', { name: 'Verdicts' });
    await verdicts.getByText(`all ${judged}`, { exact: true }).waitFor({ timeout: 240_000 });
    await status.getByText('Ready').waitFor({ timeout: 60_000 });
    const first = await verdicts.getByRole('figure').first().boundingBox();
    expect((first?.y ?? Infinity) + (first?.height ?? 0), 'the first row is on the screen').toBeLessThan(900);

    // Marks alone: what they teach the detector is another journey.
    await page.getByRole('checkbox', { name: 'False alarms correct the detector' }).uncheck();
    const captions = await verdicts.getByRole('figure').allInnerTexts();
    expect(captions.length).toBeGreaterThanOrEqual(48);
    for (const caption of captions) expect(caption.trim()).toMatch(/^(good|look|bad)/);
    await page.getByText(/About 3\.2 % false alarms or fewer: expected, not promised/).waitFor(); // 1 of 31: too few to keep apart
    await page.getByRole('heading', { name: /Files that could not be judged \(1\)/ }).waitFor();

    await verdicts.getByRole('button', { pressed: true }).first().focus();
    await page.keyboard.press('b');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('g');
    await page.keyboard.press('ArrowLeft');
    await verdicts.getByText(/2 reviewed: 1 false alarms, 0 missed defects/).waitFor();
    await page.keyboard.press('Backspace');
    await verdicts.getByText(/1 reviewed: 0 false alarms/).waitFor();
    expect(page.url()).toContain('#/inspect');
    await page.getByRole('button', { name: 'This is normal' }).click();

    const csv = await saved(page, 'Save CSV');
    const lines = csv.trimEnd().split('\r\n');
    expect(lines[0]).toBe('path,verdict,score,look from,bad from,review,note');
    expect(lines).toHaveLength(1 + 60 + 1);
    expect(lines.at(-1)).toContain('parts/broken.png,unread');
    const rows = lines.slice(1, 61).map((line) => line.split(','));
    const scores = rows.map((row) => Number(row[2]));
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    // The detector finds what is wrong: most alarms are defects, and most defects raise one.
    const nameOf = (row: readonly string[]) => (row[0] ?? '').replace('parts/', '');
    const alarms = rows.filter((row) => row[1] !== 'good');
    const found = alarms.filter((row) => isDefective.get(nameOf(row)) === true).length;
    const defects = [...isDefective.values()].filter(Boolean).length;
    expect(found).toBeGreaterThan(0.6 * defects);
    expect(found).toBeGreaterThan(0.6 * alarms.length);

    const report = await saved(page, 'Save report');
    expect(report).toMatch(/^<!doctype html><html lang="en">/);
    expect(report.match(/<figure /g)).toHaveLength(60);
    expect(report.match(/src="data:image\/jpeg/g)?.length).toBe(120);
    expect(report).toContain('parts/broken.png');
    expect(report).not.toMatch(/(src|href)="(?!data:)/);

    // The detector leaves as a file, and judges the same when it comes back.
    const file = join(await temporaryFolder(), 'detector.onnx');
    const downloading = page.waitForEvent('download', { timeout: 120_000 });
    await page.getByRole('button', { name: 'Save detector', exact: true }).click();
    await (await downloading).saveAs(file);
    await page.locator('input[type=file][accept=".onnx"]').setInputFiles(file);
    await page.getByText(/detector\.onnx judges/).waitFor({ timeout: 120_000 });
    await page.getByText(/It gives its own images the scores/).waitFor();
    await verdicts.getByText(`all ${judged}`, { exact: true }).waitFor({ state: 'hidden' });
    await dropPaths(page, [parts]);
    await verdicts.getByText(`all ${judged}`, { exact: true }).waitFor({ timeout: 240_000 });
    await status.getByText('Ready').waitFor({ timeout: 60_000 });
    const again = (await saved(page, 'Save CSV')).trimEnd().split('\r\n').slice(1, 61);
    expect(again.map((line) => line.split(',').slice(0, 3))).toEqual(rows.map((row) => row.slice(0, 3)));

    // At their own size: photos in tiles, by a detector that was fitted on tiles.
    await page.getByRole('checkbox', { name: 'Tiles of the original size' }).check();
    const photo = (name: string, seed: string, isScratched = false) => ({
      ...{ name, mimeType: 'image/png' },
      buffer: brushedMetal(480, seed, isScratched),
    });
    const normalPhotos = ['a', 'b', 'c'].map((seed) => photo(`${seed}.png`, seed));
    await page.getByLabel('Choose normal photos').setInputFiles(normalPhotos);
    await page.getByText(/^4 tiles a photo: about .* each on this machine/).waitFor({ timeout: 120_000 });
    await page.getByRole('button', { name: 'Set the limit' }).click();
    await page.getByText('The limit is set. Choose the images to judge above.').waitFor({ timeout: 60_000 });
    await page
      .locator('input[aria-label="Choose images"]')
      .setInputFiles([photo('clean.png', 'd'), photo('scratched.png', 'e', true)]);
    await verdicts.getByText('all 2', { exact: true }).waitFor({ timeout: 120_000 });
    await status.getByText('Ready').waitFor({ timeout: 60_000 });
    const tiled = (await saved(page, 'Save CSV')).trimEnd().split('\r\n').slice(1);
    expect(tiled.map((line) => line.split(',').slice(0, 2))).toEqual([
      ['scratched.png', 'bad'],
      ['clean.png', expect.stringMatching(/^(good|look|bad)$/) as string],
    ]);

    const screens = [{ name: 'inspect', open: (on: Page) => goTo(on, 'inspect') }];
    expect(await auditAll(page, screens)).toEqual([]); // ends in Japanese
    expect(await saved(page, 'レポートを保存')).toContain('<html lang="ja">');
    await page.setViewportSize({ width: 400, height: 900 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(400);
    expect(complaints).toEqual([]);
    await close();
  });
});
