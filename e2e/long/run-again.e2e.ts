/** Runs resumed: the network in a run's zip is used on another page, and a run is repeated with other seeds. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { dropPaths } from '../support/browser.ts';
import { temporaryFolder, writeCategory } from '../support/folder.ts';
import { hostSite } from '../support/host.ts';
import { train } from '../support/page.ts';

const knobs = '?v=1&width=quarter&side=64&input=32&steps=2&batch=4&bank=6&stride=1&s=3';
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
  await roc.getByText(/95 % interval over other test images/).waitFor(patience);
  const threshold = page.getByLabel('Score threshold', { exact: true });
  return [await roc.locator('strong').first().innerText(), await threshold.inputValue()];
}

describe('a run', () => {
  const host = hostSite();
  let folder: string;
  beforeAll(async () => {
    folder = await writeCategory(await temporaryFolder(), 'plate', { train: 12, good: 5, defective: 5 });
  });

  it('leaves in a zip with its network, which scores the same where the zip is dropped', async () => {
    const first = await host.open(`#/train${knobs}`);
    await openPlates(first.page, folder);
    await train(first.page);
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

  it('is repeated with seeds of its own until there are five, and told of as a group', async () => {
    const { page, complaints, close } = await host.open(`#/train${knobs}`);
    await openPlates(page, folder);
    await train(page);
    await evaluate(page);
    await page.getByRole('button', { name: /^Repeat with 5 seeds/ }).click();
    await page.getByRole('tab', { name: /Runs/ }).click();
    const group = page.getByRole('region', { name: 'Groups of seeds' }).getByRole('row', { name: /plate/ });
    await group.getByRole('cell', { name: /^3(, \d+){4}$/ }).waitFor(patience);
    await group
      .getByRole('cell', { name: /^\d+\.\d ± \d+\.\d %$/ })
      .first()
      .waitFor();
    expect(await page.getByRole('textbox', { name: /^Name/ }).count()).toBe(5);
    expect(complaints).toEqual([]);
    await close();
  });
});
