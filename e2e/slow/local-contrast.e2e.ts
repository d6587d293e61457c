/** Local contrast on the pretrained backbone, whole: every test image of a built-in category, and the saved results. */
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { audit } from '../support/audit.ts';
import { hostSite } from '../support/host.ts';

interface SavedResults {
  readonly detector: { readonly id: string; readonly backbone: string };
  readonly training: { readonly steps: number };
  readonly evaluation: { readonly auroc: number };
}

describe('the pretrained backbone', () => {
  const host = hostSite();

  it('lets local contrast learn and score the built-in images at once', async () => {
    const { page, complaints, close } = await host.open(
      '#/evaluate?v=2&det=local-contrast&bank=12&d=hex-nut',
    );
    const before = Date.now();
    await page.getByRole('button', { name: 'Evaluate', exact: true }).click();
    await page
      .getByRole('button', { name: 'Download results', disabled: false })
      .waitFor({ timeout: 400_000 });
    const seconds = (Date.now() - before) / 1000;
    expect(await audit(page)).toEqual([]);
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download results' }).click();
    const results = JSON.parse(await readFile(await (await downloading).path(), 'utf8')) as SavedResults;
    expect(results).toMatchObject({
      detector: { id: 'local-contrast', backbone: 'mobilenet-v2' },
      training: { steps: 0 },
    });
    expect(results.evaluation.auroc).toBeGreaterThan(0.95);
    expect(seconds).toBeLessThan(400);
    expect(complaints).toEqual([]);
    await close();
  });
});
