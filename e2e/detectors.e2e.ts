/** A detector is chosen, shows what is its own, and the choice goes into links, results and runs. */
import { mkdir, readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { audit } from './support/audit.ts';
import { hostSite } from './support/host.ts';
import { looks, wear } from './support/looks.ts';

const tiny = 'v=2&width=quarter&side=64&input=32&steps=2&batch=2&bank=6&stride=1';

interface SavedResults {
  readonly version: number;
  readonly detector: { readonly id: string };
  readonly training: { readonly steps: number };
  readonly evaluation: { readonly score: string; readonly auroc: number };
}

const cards = (page: Page) => page.getByRole('radiogroup', { name: 'Detector', exact: true });
const card = (page: Page, name: string) => cards(page).getByRole('radio', { name, exact: true });
const chosen = (page: Page) => cards(page).getByRole('radio', { checked: true });
const knob = (page: Page, name: string) => page.getByRole('spinbutton', { name, exact: true });

/** In every look, for whoever wants to see them. */
async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env['KIZU_SHOTS'];
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  for (const look of looks) {
    await wear(page, look);
    await page.screenshot({ path: `${folder}/${name}-${look.theme}-${look.language}.png`, fullPage: true });
  }
  await wear(page, { theme: 'light', language: 'en' });
}

describe('the detectors', () => {
  const host = hostSite();

  it('show their own knobs, and the link says which is chosen', async () => {
    const { page, complaints, close } = await host.open(`#/train?${tiny}`);
    await page.getByText(/^Runs on:/).waitFor();
    expect(await chosen(page).inputValue()).toBe('contrastive');
    await knob(page, 'Temperature').waitFor();
    await shoot(page, 'contrastive');
    await chosen(page).focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => chosen(page).inputValue()).toBe('local-contrast');
    await page.getByText(/^Teaches two small layers on a pretrained network/).waitFor();
    await card(page, 'Deep SVDD').check();
    await page.getByRole('combobox', { name: 'Sphere', exact: true }).selectOption('soft-boundary');
    await knob(page, 'Share outside (ν)').waitFor();
    expect(await knob(page, 'Temperature').count()).toBe(0);
    expect(await audit(page)).toEqual([]);
    await shoot(page, 'deep-svdd');
    await expect.poll(() => page.url()).toContain('det=deep-svdd');
    await page.reload();
    await expect.poll(() => chosen(page).inputValue()).toBe('deep-svdd');
    expect(complaints).toEqual([]);
    await close();
  });

  it('let PatchCore score at once, from the command list on', async () => {
    const { page, complaints, close } = await host.open(`#/data?${tiny}&d=hex-nut`);
    await page.getByText(/^Ready/).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search stages, actions and settings' }).waitFor();
    await page.keyboard.type('detector: patchcore');
    await page.keyboard.press('Enter');
    await page.getByText('This detector needs no training.').waitFor();
    expect(await page.getByRole('button', { name: 'Start training' }).count()).toBe(0);
    expect(await audit(page)).toEqual([]);
    await shoot(page, 'patchcore-train');
    await page.getByRole('button', { name: 'Go to Evaluate' }).press('Enter');
    await page.locator('[role="tabpanel"]:focus').waitFor(); // the button that was pressed is gone
    await page.getByRole('button', { name: 'Evaluate', exact: true }).click();
    await page
      .getByRole('button', { name: 'Download results', disabled: false })
      .waitFor({ timeout: 240_000 });
    expect(await audit(page)).toEqual([]);
    await shoot(page, 'patchcore-evaluate');
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download results' }).click();
    const results = JSON.parse(await readFile(await (await downloading).path(), 'utf8')) as SavedResults;
    expect(results).toMatchObject({
      version: 3,
      detector: { id: 'patchcore' },
      training: { steps: 0 },
      evaluation: { score: 'patches' },
    });
    expect(results.evaluation.auroc).toBeGreaterThan(0.3);
    await page.getByRole('tab', { name: /Runs/ }).click();
    await page.getByRole('cell', { name: 'PatchCore' }).waitFor();
    await shoot(page, 'patchcore-runs');
    await page.setViewportSize({ width: 400, height: 900 });
    await page.getByRole('tab', { name: /Train/ }).click();
    await page.getByText('This detector needs no training.').waitFor();
    expect(await audit(page)).toEqual([]);
    await shoot(page, 'narrow');
    expect(complaints).toEqual([]);
    await close();
  });

  it('that a link names and this version does not know is replaced by the default, and the page says so', async () => {
    const { page, close } = await host.open('#/train?v=2&det=vae-2030');
    await page.getByText(/vae-2030/).waitFor();
    expect(await chosen(page).inputValue()).toBe('contrastive');
    await close();
  });
});
