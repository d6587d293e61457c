/** Live: a detector that follows the knobs, by keyboard and in both languages, without a GPU. */
import { describe, expect, it } from 'vitest';
import { audit } from './support/audit.ts';
import { hostSite } from './support/host.ts';
import { galleryFingerprint } from './support/page.ts';

const patience = { timeout: 600_000 };

describe('Live', () => {
  const host = hostSite({ webGpu: false });

  it('follows rotation, shows what changed, and goes back, by keyboard and in both languages', async () => {
    const { page, complaints, close } = await host.open('#/tune?v=2&d=hex-nut');
    const toggle = page.getByRole('switch', { name: 'Live', exact: true });
    await toggle.focus();
    await page.keyboard.press('Space');
    expect(await toggle.getAttribute('aria-checked')).toBe('true');
    const result = page.getByRole('region', { name: 'Live result' });
    const settings = result.getByRole('listitem');
    await settings.first().waitFor(patience);
    await result.getByRole('img', { name: /^ROC curve, AUROC (0\.\d|1\.0)/ }).waitFor();
    await result.getByText(/to pick a setting by this curve is to tune on the test set/).waitFor();
    const maps = result.getByRole('figure').filter({ has: page.locator('canvas') });
    expect(await maps.count()).toBe(6);
    const before = await galleryFingerprint(page, 'Live result');

    const rotation = page.getByRole('slider', { name: 'Rotation maximum', exact: true });
    await rotation.focus();
    await page.keyboard.press('End');
    await settings.nth(1).waitFor(patience);
    const second = settings.nth(1).getByRole('button', { name: /^Setting 2: AUROC .*Rotation 3–45 °$/ });
    expect(await second.getAttribute('aria-current')).toBe('true');
    expect(await galleryFingerprint(page, 'Live result')).not.toBe(before);
    expect(await audit(page)).toEqual([]);

    await settings.first().getByRole('button').focus();
    await page.keyboard.press('Enter');
    await page.locator('[aria-current="true"][aria-label^="Setting 1"]').waitFor();
    expect(await galleryFingerprint(page, 'Live result')).toBe(before);
    expect(await rotation.getAttribute('aria-valuenow')).toBe('20');

    await page.getByRole('button', { name: '日本語' }).click();
    const live = page.getByRole('region', { name: 'ライブの結果' });
    await live.getByText(/テストデータに合わせて調整したことになり/).waitFor();
    await live.getByRole('button', { name: /^設定 2: AUROC .*回転 3–45 °$/ }).waitFor();
    expect(await audit(page)).toEqual([]);
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('combobox').fill('ライブ');
    await page.keyboard.press('Enter');
    await live.waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
    await close();
  });

  it('names the missing backbone, and answers once it is there', async () => {
    const { page, close } = await host.open('#/tune?v=2&d=hex-nut', { serviceWorkers: 'block' });
    await page.route('**/backbone/*.safetensors', (route) => route.fulfill({ status: 404, body: '' }));
    await page.getByRole('switch', { name: 'Live', exact: true }).click();
    const result = page.getByRole('region', { name: 'Live result' });
    await result
      .getByRole('alert')
      .filter({ hasText: 'Live needs the pretrained backbone' })
      .waitFor(patience);
    expect(await audit(page)).toEqual([]);
    await page.unroute('**/backbone/*.safetensors');
    await result.getByRole('button', { name: 'Try again' }).click();
    await result
      .getByText(/Looking at normal images/)
      .first()
      .waitFor();
    await close();
  });
});
