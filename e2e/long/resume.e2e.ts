/** The page is left in the middle of training, and again after it: nothing is lost, and the numbers are those of a whole run. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { audit } from '../support/audit.ts';
import { dropPaths } from '../support/browser.ts';
import { temporaryFolder, writeCategory } from '../support/folder.ts';
import { hostSite } from '../support/host.ts';

/** Quarter width, 32 px crops of 64 px images; the state is kept every 25 steps at the most. */
const tiny = '?v=1&width=quarter&side=64&input=32&steps=40&batch=2&bank=6&stride=1';

interface SavedResults {
  readonly training: { readonly losses: readonly number[]; readonly course?: unknown };
  readonly evaluation: { readonly items: readonly { readonly score: number }[] };
}

const patience = { timeout: 240_000 };
const training = (page: Page) => page.getByRole('region', { name: 'Training', exact: true });
const kept = (page: Page) => page.getByRole('region', { name: 'Kept training' });

async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env['KIZU_SHOTS'];
  if (folder !== undefined) await page.screenshot({ path: `${folder}/resume-${name}.png`, fullPage: true });
}

async function trained(page: Page, steps: number): Promise<void> {
  await training(page).getByText(`${steps} / ${steps}`, { exact: true }).waitFor(patience);
  await page.getByText('Trained. Next: evaluate.').waitFor(patience);
}

/** The result of an evaluation, which is the run of that number. */
async function evaluate(page: Page, run: number): Promise<SavedResults> {
  await page.getByRole('tab', { name: /Evaluate/ }).click();
  await page.getByRole('button', { name: 'Evaluate', exact: true }).click();
  await page.getByRole('tab', { name: `Runs ${run}`, exact: true }).waitFor(patience);
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download results' }).click();
  return JSON.parse(await readFile(await (await downloading).path(), 'utf8')) as SavedResults;
}

describe('a training that is left', () => {
  const host = hostSite();

  it('is resumed after a reload, ends as if it had never been left, and comes back once more', async () => {
    const counts = { train: 12, good: 3, defective: 3 };
    const folder = await writeCategory(await temporaryFolder(), 'plate', counts);
    const { page, complaints, close } = await host.open(`#/train${tiny}`);
    await page.getByText(/^Ready/).waitFor();
    await dropPaths(page, [folder]);
    await page.getByRole('heading', { name: 'Images: plate' }).waitFor();
    await page.getByRole('tab', { name: /Train/ }).click();
    await page.getByText('plate, 12 normal images').waitFor();
    await page.getByRole('button', { name: 'Start training' }).click();
    await training(page)
      .getByText(/Kept on this device up to step \d+/)
      .waitFor(patience);
    expect(await page.title()).toMatch(/^\d+ % – Kizu$/);
    await page.reload();

    await kept(page)
      .getByText(/A training on plate is kept on this device: step 25 \/ 40/)
      .waitFor();
    expect(await audit(page)).toEqual([]);
    await shoot(page, 'offer');
    await kept(page).getByRole('button', { name: 'Resume from step 25' }).click();
    await trained(page, 40);
    expect(await kept(page).count()).toBe(0);
    const resumed = await evaluate(page, 1);
    await page
      .getByRole('region', { name: 'ROC curve' })
      .getByText(/6 \/ 6/)
      .waitFor(patience);

    await page.reload();
    await kept(page)
      .getByText(/step 40 \/ 40/)
      .waitFor();
    await kept(page).getByRole('button', { name: 'Open it as it is' }).click();
    const reopened = await evaluate(page, 2);
    expect(reopened.training.losses).toEqual(resumed.training.losses);
    expect(reopened.evaluation.items).toEqual(resumed.evaluation.items);

    await page.getByRole('tab', { name: /Train/ }).click();
    await page.getByRole('button', { name: 'Start training' }).click();
    await training(page).getByText('40 / 40', { exact: true }).waitFor({ state: 'detached' });
    await trained(page, 40);
    const whole = await evaluate(page, 3);
    expect(whole.training.losses).toHaveLength(40);
    expect(resumed.training.losses).toEqual(whole.training.losses);
    expect(resumed.evaluation.items).toEqual(whole.evaluation.items);

    // More steps at another rate, one of them alone.
    await page.getByRole('tab', { name: /Train/ }).click();
    await page.getByRole('spinbutton', { name: 'More steps' }).fill('20');
    await page.getByText(/cosine of 60 steps/).waitFor();
    await page.getByRole('spinbutton', { name: 'Learning rate ×' }).fill('0.5');
    await page.getByRole('spinbutton', { name: 'Learning rate ×' }).press('Enter');
    await shoot(page, 'ended');
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('button', { name: 'Pause' }).click();
    await training(page)
      .getByText(/^(4|5)\d \/ 60$/)
      .waitFor(patience);
    await page.getByRole('button', { name: 'Step', exact: true }).click(patience);
    expect(await audit(page)).toEqual([]);
    await shoot(page, 'paused');
    await page.getByRole('button', { name: 'Resume', exact: true }).click();
    await trained(page, 60);
    expect((await evaluate(page, 4)).training.course).toEqual({
      planned: 40,
      changes: [
        { type: 'continued', step: 40, steps: 60 },
        { type: 'rate-changed', step: 40, factor: 0.5 },
      ],
    });

    await page.getByRole('tab', { name: /Data/ }).click();
    await page.getByRole('button', { name: 'Delete plate, Step 60' }).click();
    await expect.poll(() => page.getByRole('button', { name: /Delete plate, Step/ }).count()).toBe(0);
    await page.getByText('plate, Step 60 was deleted.').waitFor();
    await shoot(page, 'deleted');
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'Delete plate, Step 60' }).click();
    await page.getByText('plate, Step 60 was deleted.').waitFor({ state: 'detached', timeout: 30_000 }); // for good
    await page.reload();
    await page.getByRole('button', { name: 'Delete plate', exact: true }).waitFor();
    expect(await page.getByRole('button', { name: /Delete plate, Step/ }).count()).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  });
});
