/** MVTec's hazelnut, where somebody has put it beside the project; it may not be part of it. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dropPaths } from './support/browser.ts';
import { hostSite } from './support/host.ts';

const folder = resolve('../shared/data/hazelnut');

describe(`real images${existsSync(folder) ? '' : ` (skipped: there is no ${folder})`}`, () => {
  const host = hostSite();

  it.skipIf(!existsSync(folder))('hazelnut goes from a dropped folder to a full ROC curve', async () => {
    const query = '?v=1&width=quarter&side=128&input=32&steps=4&batch=4&bank=6&stride=1';
    const { page, complaints, close } = await host.open(`#/tune${query}`);
    await page.getByRole('figure').nth(11).waitFor();
    await dropPaths(page, [folder]);
    await page.getByRole('heading', { name: /hazelnut/ }).waitFor({ timeout: 60_000 });
    await page.getByText('50 images').waitFor();
    await page.getByRole('tab', { name: /Train/ }).click();
    await page.getByRole('button', { name: 'Start training' }).click();
    await page
      .getByRole('region', { name: 'Training' })
      .getByText(/4 \/ 4/)
      .waitFor({ timeout: 240_000 });
    await page.getByRole('button', { name: 'Go to Evaluate' }).click();
    await page.getByRole('button', { name: 'Evaluate', exact: true }).click();
    await page
      .getByRole('region', { name: 'ROC curve' })
      .getByText('10 / 10 scored')
      .waitFor({ timeout: 240_000 });
    await page.getByRole('img', { name: /ROC curve, AUROC [01]\.\d{3}/ }).waitFor(); // told every five seconds
    expect(complaints).toEqual([]);
    await close();
  });
});
