/** The command list and the shortcuts, by keyboard alone. */
import { mkdir } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { audit } from './support/audit.ts';
import { hostSite } from './support/host.ts';

async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env['KIZU_SHOTS'];
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png` });
}

const focused = (page: Page) =>
  page.evaluate(
    () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent,
  );

describe('commands and shortcuts', () => {
  const host = hostSite();

  it('goes to a knob by name, in either language, and to a stage', async () => {
    const { page, complaints, close } = await host.open('#/data', { locale: 'ja-JP' });
    await page.getByText('準備完了').waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: '段階・操作・設定を探す' }).waitFor();
    await page.keyboard.type('しきい値');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '擬似異常', exact: true }).waitFor();
    await expect.poll(() => focused(page)).toBe('SSIM のしきい値 T');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('evaluate');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.getByRole('tab', { name: '評価', selected: true }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  it('gives the focus back when closed without a choice', async () => {
    const { page, close } = await host.open('#/tune');
    await page.getByRole('figure').nth(11).waitFor();
    const button = page.getByRole('button', { name: 'Presets' });
    await button.focus();
    for (const keys of ['Control+k', '?']) {
      await page.keyboard.press(keys);
      await page.getByRole('dialog').waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      expect(await focused(page)).toContain('Presets');
    }
    await close();
  });

  it('hears single keys outside of fields only, and not once they are switched off', async () => {
    const { page, close } = await host.open('#/tune');
    await page.getByRole('figure').nth(11).waitFor();
    await page.keyboard.press('1');
    await page.getByRole('tab', { name: 'Data', selected: true }).waitFor();
    await page.keyboard.press('2');
    const field = page.getByRole('spinbutton', { name: 'Tries per image' });
    await field.fill('1');
    await field.press('3');
    expect(await page.getByRole('tab', { name: 'Tune', selected: true }).count()).toBe(1);
    await page.getByRole('switch', { name: 'SSIM gate' }).focus(); // letters mean nothing to a box that is ticked
    await page.keyboard.press('l');
    await page.getByRole('complementary', { name: 'Learn' }).waitFor();
    await page.keyboard.press('l');
    await page.keyboard.press('?');
    await page.getByRole('checkbox', { name: 'Use single-key shortcuts' }).uncheck();
    await page.keyboard.press('Escape');
    await page.keyboard.press('1');
    await page.waitForTimeout(200);
    expect(await page.getByRole('tab', { name: 'Tune', selected: true }).count()).toBe(1);
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').waitFor();
    await close();
  });

  it.each([
    ['light', 'en-US', 1440],
    ['dark', 'ja-JP', 400],
  ] as const)(
    'axe finds nothing in either dialog: %s, %s, %i px wide',
    async (colorScheme, locale, width) => {
      const options = { colorScheme, locale, viewport: { width, height: 900 } };
      const { page, close } = await host.open('#/tune', options);
      await page.getByRole('figure').nth(11).waitFor();
      for (const keys of ['Control+k', '?']) {
        await page.keyboard.press(keys);
        await page.getByRole('dialog').waitFor();
        await page.waitForTimeout(200);
        await shoot(page, `${keys === '?' ? 'sheet' : 'commands'}-${colorScheme}-${locale}-${width}`);
        expect(await audit(page), keys).toEqual([]);
        await page.keyboard.press('Escape');
        await page.getByRole('dialog').waitFor({ state: 'detached' });
      }
      await close();
    },
  );
});
