/** A trained network travels in the zip of its run: on another page it is used, and scores as it did where it was trained. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { dropPaths } from './support/browser.ts';
import { temporaryFolder, writeCategory } from './support/folder.ts';
import { hostSite } from './support/host.ts';

const knobs = '?v=1&width=quarter&side=64&input=32&steps=4&batch=4&bank=6&stride=1&seed=3';
const patience = { timeout: 240_000 };

async function openPlates(page: Page, folder: string): Promise<void> {
  await page.getByText(/^Ready/).waitFor();
  await dropPaths(page, [folder]);
  await page.getByRole('heading', { name: /plate/ }).waitFor(patience);
}

/** AUROC and threshold as the page writes them. */
async function evaluate(page: Page): Promise<readonly string[]> {
  await page.getByRole('tab', { name: /Evaluate/ }).click();
  await page.getByRole('button', { name: 'Evaluate', exact: true }).click();
  const roc = page.getByRole('region', { name: 'ROC curve' });
  await roc.getByText('10 / 10 scored').waitFor(patience);
  await roc.getByText(/95 % of resamples/).waitFor(patience);
  const threshold = page.getByLabel('Score threshold', { exact: true });
  return [await roc.locator('strong').first().innerText(), await threshold.inputValue()];
}

describe('the network of a run', () => {
  const host = hostSite();

  it('leaves in a zip, and is used and evaluated where the zip is dropped', async () => {
    const folder = await writeCategory(await temporaryFolder(), 'plate', {
      train: 12,
      good: 5,
      defective: 5,
    });
    const first = await host.open(`#/train${knobs}`);
    await openPlates(first.page, folder);
    await first.page.getByRole('tab', { name: /Train/ }).click();
    await first.page.getByRole('button', { name: 'Start training' }).click();
    await first.page.getByText('Trained. Next: evaluate.').waitFor(patience);
    const numbers = await evaluate(first.page);
    await first.page.getByRole('tab', { name: /Runs/ }).click();
    const downloading = first.page.waitForEvent('download');
    await first.page.getByRole('button', { name: /^Save run \(\.zip\): / }).click();
    const zip = join(await temporaryFolder(), 'run.zip');
    await (await downloading).saveAs(zip);
    expect(first.complaints).toEqual([]);
    await first.close();

    const second = await host.open(`#/data${knobs}`);
    await openPlates(second.page, folder);
    await dropPaths(second.page, [zip]);
    await second.page.getByText('1 run taken in.').waitFor();
    await second.page.getByRole('button', { name: /^Use this network: / }).click();
    await second.page.getByRole('tab', { name: /Evaluate/, selected: true }).waitFor(patience);
    expect(await evaluate(second.page)).toEqual(numbers);
    expect(second.complaints).toEqual([]);
    await second.close();
  });
});
