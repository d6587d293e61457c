/** Runs outlive a reload, and are named, pinned, compared, deleted and brought back. */
import { mkdir } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { audit } from '../support/audit.ts';
import { dropPaths } from '../support/browser.ts';
import { temporaryFolder, writeCategory } from '../support/folder.ts';
import { hostSite } from '../support/host.ts';
import { setNumber, train } from '../support/page.ts';

const tiny = '?v=1&width=quarter&side=64&input=32&steps=6&batch=4&bank=6&stride=1';

async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env['KIZU_SHOTS'];
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

async function trainAndEvaluate(page: Page, steps: number): Promise<void> {
  await page.getByRole('tab', { name: /Train/ }).click();
  await setNumber(page, 'Steps', steps);
  await train(page);
  await page.getByRole('tab', { name: /Evaluate/ }).click();
  await page.getByRole('button', { name: 'Evaluate', exact: true }).click();
  await page.getByRole('region', { name: 'Status' }).getByText('Ready').waitFor({ timeout: 240_000 });
}

/** Both themes, four widths: axe finds nothing, and nothing scrolls sideways. */
async function inspect(page: Page, name: string, widths = [1440, 1024, 768, 400]): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      await page.waitForTimeout(500);
      await shoot(page, `${name}-${colorScheme}-${width}`);
      expect(await audit(page), `${name}, ${colorScheme}, ${width} px`).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow, `${name}, ${width} px`).toBeLessThanOrEqual(0);
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1440, height: 900 });
}

const compareBoxes = (page: Page) => page.getByRole('checkbox', { name: /^Compare/ });
const rowNames = (page: Page) => page.getByRole('textbox', { name: /^Name/ });

describe('the history of runs', () => {
  const host = hostSite();

  it('keeps two runs over a reload and says whether they can be told apart', async () => {
    const counts = { train: 12, good: 5, defective: 5 };
    const folder = await writeCategory(await temporaryFolder(), 'plate', counts);
    const { page, complaints, close } = await host.open(`#/train${tiny}`);
    await page.getByText(/^Ready/).waitFor();
    await dropPaths(page, [folder]);
    await page.getByText('plate').first().waitFor();
    await trainAndEvaluate(page, 6);
    await inspect(page, 'evaluate');
    await trainAndEvaluate(page, 3);
    await page.getByRole('tab', { name: /Train/ }).click();
    await inspect(page, 'train');

    await page.getByRole('tab', { name: /Runs/ }).click();
    await rowNames(page).nth(1).fill('six steps');
    await rowNames(page).nth(1).press('Enter');
    await page.getByRole('button', { name: 'Baseline: six steps' }).click();
    await page.waitForTimeout(300);
    await page.reload();

    await page.getByRole('button', { name: 'Baseline: six steps', pressed: true }).waitFor();
    await compareBoxes(page).nth(0).check();
    await page.getByText('Choose one more run to compare.').waitFor();
    await compareBoxes(page).nth(1).check();
    const comparison = page.getByRole('region', { name: 'Comparison' });
    await comparison.getByText(/not distinguishable|the baseline’s on these images/).waitFor();
    const settings = comparison.getByRole('table').filter({ hasText: 'Only what differs' });
    expect(await settings.getByRole('rowheader').allInnerTexts()).toEqual(['Steps']);
    expect(await settings.getByRole('cell').allInnerTexts()).toEqual(['3', '6']);

    const disagreements = comparison.getByRole('region', { name: 'Where they disagree' });
    await disagreements
      .getByText(/^(A and B judge all 10 images alike|Found by|False alarm of)/)
      .first()
      .waitFor();

    await inspect(page, 'runs');

    await page.getByRole('button', { name: 'Replay: six steps' }).click();
    const recorded = page.getByRole('region', { name: 'Recorded run' });
    await recorded.getByText('step 6 / 6, 10 scored').waitFor();
    const training = page.getByRole('region', { name: 'Training' });
    await training.getByText('6 / 6', { exact: true }).waitFor();
    await shoot(page, 'replay');
    expect(await audit(page)).toEqual([]);
    const slider = recorded.getByRole('slider', { name: 'Place in the run' });
    await slider.press('Home');
    for (let i = 0; i < 12; i++) await slider.press('ArrowRight');
    const place = await recorded.getByRole('status').innerText();
    const shown = /step (\d) \/ 6/.exec(place)?.[1] ?? '';
    expect(Number(shown), place).toBeGreaterThan(0);
    await training.getByText(`${shown} / 6`, { exact: true }).waitFor();
    await recorded.getByRole('button', { name: 'Close the recording' }).click();
    await recorded.waitFor({ state: 'detached' });
    await page.getByText('The loss appears here once training has begun.').waitFor();
    await page.getByRole('tab', { name: /Runs/ }).click();

    await page.getByRole('button', { name: 'Delete: six steps' }).click();
    expect(await rowNames(page).count()).toBe(1);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'Baseline: six steps', pressed: true }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });
});

describe('a benchmark', () => {
  const host = hostSite();

  it('runs in the background, and goes on after a reload from where it was', async () => {
    const { page, complaints, close } = await host.open('#/runs?v=1&det=patchcore&side=64');
    const panel = page.getByRole('region', { name: 'Benchmark' });
    await panel.getByRole('checkbox', { name: 'PatchCore' }).check();
    await panel.getByRole('checkbox', { name: /hex-nut/ }).check();
    await panel.getByRole('checkbox', { name: /woven-fabric/ }).check();
    await panel.getByText('1 × 2 × 1 = 2 cells.').waitFor();
    await inspect(page, 'benchmark-plan', [400]);
    await panel.getByRole('button', { name: 'Start the benchmark' }).click();
    await panel.getByText(/^1 of 2 done/).waitFor({ timeout: 240_000 });
    await page.reload();
    await panel.getByText(/^1 of 2 done\. Not running/).waitFor();
    await panel.getByRole('button', { name: 'Resume' }).click();
    await page.getByRole('tab', { name: /Tune/ }).click(); // other stages stay usable
    await page.getByRole('tab', { name: /Runs/ }).click();
    await panel.getByText('2 of 2 done. Done.').waitFor({ timeout: 240_000 });
    const table = page.getByRole('region', { name: 'In the shape of Table 1' });
    expect(await table.getByRole('rowheader').allTextContents()).toEqual(['woven-fabric', 'hex-nut', 'Mean']);
    await inspect(page, 'benchmark-done', [400]);
    expect(complaints).toEqual([]);
    await close();
  });
});
