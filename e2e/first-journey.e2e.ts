/** The main journey: see, move a knob, drop a folder, train, evaluate, take the numbers away. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { dropPaths } from './support/browser.ts';
import { temporaryFolder, writeCategory } from './support/folder.ts';
import { hostSite } from './support/host.ts';
import { galleryFingerprint, setNumber } from './support/page.ts';

/** Quarter width, 32 px crops of 64 px images: what software WebGPU trains in seconds. */
const tiny = '?v=1&width=quarter&side=64&input=32&steps=6&batch=4&bank=6&stride=1';

interface SavedResults {
  readonly seed: number;
  readonly dataset: { readonly name: string; readonly fingerprint: string };
  readonly training: { readonly steps: number; readonly losses: readonly number[] };
  readonly evaluation: {
    readonly auroc: number;
    readonly untrained: { readonly auroc: number };
    readonly items: readonly { readonly label: 0 | 1; readonly score: number; readonly path: string }[];
    readonly roc: { readonly fpr: readonly number[]; readonly tpr: readonly number[] };
  };
}

/** Mann-Whitney by the definition: the share of (defective, normal) pairs in the right order, ties half. */
function aurocByPairs(items: SavedResults['evaluation']['items']): number {
  const normal = items.filter((item) => item.label === 0).map((item) => item.score);
  const defective = items.filter((item) => item.label === 1).map((item) => item.score);
  const wins = defective.flatMap((d) => normal.map((n) => (d > n ? 1 : d === n ? 0.5 : 0)));
  return wins.reduce<number>((total, win) => total + win, 0) / wins.length;
}

/** From image to image in one stroke. */
async function dragLine(page: Page): Promise<void> {
  const wall = page.getByRole('region', { name: 'Test images by score' });
  const line = wall.getByRole('slider', { name: 'Threshold between the images' });
  const above = () => line.getAttribute('aria-valuenow').then(Number);
  await line.press('Home');
  await expect.poll(above).toBe(0);
  await line.hover();
  await page.mouse.down();
  let before = 0;
  for (const place of [1, 4]) {
    const box = (await wall.getByRole('figure').nth(place).boundingBox())!;
    await page.mouse.move(box.x + 0.8 * box.width, box.y + box.height / 2, { steps: 4 });
    await expect.poll(above).toBeGreaterThan(before); // rows move as the line passes
    before = await above();
  }
  await page.mouse.up();
}

/** The line among the test images is the threshold; arrow keys move it and walk the images. */
async function moveWallLine(page: Page): Promise<void> {
  const wall = page.getByRole('region', { name: 'Test images by score' });
  const line = wall.getByRole('slider', { name: 'Threshold between the images' });
  const above = () => line.getAttribute('aria-valuenow').then(Number);
  const all = 10;
  await expect.poll(() => wall.getByRole('figure').count()).toBe(all);
  expect(await line.getAttribute('aria-valuemax')).toBe(String(all));
  await line.press('Home');
  await expect.poll(above).toBe(0);
  await page.keyboard.press('ArrowDown'); // the line keeps the keyboard wherever it goes
  await page.keyboard.press('ArrowDown');
  await expect.poll(above).toBeGreaterThan(1);
  await page.keyboard.press('End');
  await expect.poll(above).toBe(all);
  await page.keyboard.press('ArrowUp');
  await expect.poll(above).toBeLessThan(all);
  await dragLine(page);
  const typed = page.getByLabel('Score threshold', { exact: true });
  const before = await typed.inputValue();
  await line.press('Home');
  await expect.poll(above).toBe(0);
  expect(Number(await typed.inputValue())).toBeGreaterThan(Number(before));
  await wall.getByRole('combobox', { name: 'Show' }).selectOption({ label: `all (${all})` });
  await wall.getByRole('button', { pressed: true }).press('ArrowRight');
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-pressed'));
  await expect.poll(focused).toBe('true');
}

describe('the first journey', () => {
  const host = hostSite();

  it('goes from an open page over a dropped folder to downloaded results', async () => {
    const folder = await writeCategory(await temporaryFolder(), 'plate', {
      train: 12,
      good: 5,
      defective: 5,
    });
    const { page, complaints, close } = await host.open(`#/tune${tiny}`);

    const gallery = page.getByRole('region', { name: 'Pseudo-anomalies' });
    await gallery.getByRole('figure').nth(11).waitFor();
    expect(await gallery.getByRole('figure').count()).toBeGreaterThanOrEqual(12);
    const captions = await gallery.getByRole('figure').allInnerTexts();
    for (const caption of captions) expect(caption).toMatch(/(accepted|rejected)[\s\S]*-?\d\.\d+/);

    const before = await galleryFingerprint(page);
    await setNumber(page, 'Brightness', 0.5);
    await expect.poll(() => galleryFingerprint(page), { timeout: 20_000 }).not.toBe(before);

    await dropPaths(page, [folder]);
    await page.getByText('plate').first().waitFor();
    await page.getByRole('tab', { name: /Train/ }).click();
    await page.getByRole('button', { name: 'Start training' }).press('Enter');
    await page
      .getByRole('region', { name: 'Training' })
      .getByText(/6 (\/|of) 6/)
      .waitFor({ timeout: 240_000 });
    await page.getByText('Trained. Next: evaluate.').waitFor({ timeout: 60_000 });
    // The keyboard stays among the buttons of the training, each of which switched itself off.
    const focused = page.locator('[data-part="training"] :focus');
    expect(await focused.isEnabled()).toBe(true);

    await page.getByRole('tab', { name: /Evaluate/ }).click();
    await page.getByRole('button', { name: 'Evaluate', exact: true }).press('Enter');
    await page
      .getByRole('region', { name: 'ROC curve' })
      .getByText(/10 \/ 10/)
      .waitFor({ timeout: 240_000 });
    await expect.poll(() => page.locator('[data-part="evaluate"] :focus').isEnabled()).toBe(true);
    await page.getByRole('button', { name: 'Score the network before training' }).press('Enter');
    const untrained = page.getByText(/^Before training, the same network has an AUROC of \d\.\d{3}/);
    await untrained.waitFor({ timeout: 240_000 });
    await moveWallLine(page);
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download results' }).click();
    const results = JSON.parse(await readFile(await (await downloading).path(), 'utf8')) as SavedResults;

    expect(results.dataset.name).toBe('plate');
    expect(results.training.losses).toHaveLength(6);
    expect(results.evaluation.items).toHaveLength(10);
    expect(await untrained.innerText()).toContain(results.evaluation.untrained.auroc.toFixed(3));
    expect(results.evaluation.auroc).toBeCloseTo(aurocByPairs(results.evaluation.items), 12);
    expect(results.evaluation.roc.fpr.at(-1)).toBe(1);
    expect(complaints).toEqual([]);
    await close();
  });
});
