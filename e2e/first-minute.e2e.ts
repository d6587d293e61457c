/** A newcomer without data and without a mouse: from the open page to local contrast and its ROC within two minutes. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { hostSite } from './support/host.ts';
import { galleryFingerprint } from './support/page.ts';

const words = {
  'en-US': {
    gallery: 'Pseudo-anomalies',
    knob: 'brightness',
    train: 'Train on these images',
    preset: 'Half a minute',
    onward: 'Go to Evaluate',
    evaluate: 'Evaluate',
    roc: 'ROC curve',
    scored: /^([1-9]\d*) \/ \1 scored/,
  },
  'ja-JP': {
    gallery: '擬似異常',
    knob: '明るさ',
    train: 'この画像で学習する',
    preset: '30 秒',
    onward: '評価へ',
    evaluate: '評価',
    roc: 'ROC 曲線',
    scored: /([1-9]\d*) \/ \1 枚を採点/,
  },
} as const;

const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    const isTab = element?.getAttribute('role') === 'tab';
    return isTab || element === null ? '' : element.textContent.trim();
  });

/** Goes to a button that begins with a name by Tab alone, and presses it. */
async function press(page: Page, name: string): Promise<void> {
  for (let i = 0; i < 150; i++) {
    if ((await focused(page)).replace(/^(✓|\d(?!\d))/, '').startsWith(name)) {
      await page.keyboard.press('Enter');
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`“${name}” is out of reach for the keyboard.`);
}

describe('the first minute, by keyboard alone', () => {
  const host = hostSite();

  it.each(['en-US', 'ja-JP'] as const)('%s', async (locale) => {
    const say = words[locale];
    const { page, complaints, close } = await host.open('', { locale });
    const opened = Date.now();
    const gallery = page.getByRole('region', { name: say.gallery, exact: true });
    await gallery.getByRole('figure').nth(11).waitFor();
    const before = await galleryFingerprint(page, say.gallery);
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type(say.knob);
    await page.keyboard.press('Enter');
    await page.locator('input[type=range]:focus').waitFor();
    for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowRight');
    await expect.poll(() => galleryFingerprint(page, say.gallery)).not.toBe(before);

    await press(page, say.train);
    await page.getByRole('button', { name: say.preset }).waitFor();
    await press(page, say.preset);
    await page.getByRole('button', { name: say.onward }).waitFor();
    await press(page, say.onward);
    await page.getByRole('button', { name: say.evaluate, exact: true, disabled: false }).waitFor();
    await press(page, say.evaluate);
    const roc = page.getByRole('region', { name: say.roc });
    await roc.getByText(say.scored).waitFor({ timeout: 240_000 });
    await page.locator('.recharts-line-curve').first().waitFor();
    const seconds = (Date.now() - opened) / 1000;
    expect(seconds, 'from the open page to the ROC').toBeLessThan(120);
    expect(complaints).toEqual([]);
    await close();
  });
});
