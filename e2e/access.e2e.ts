/** Everyone gets in: axe on every stage, both languages and themes, the keyboard alone, and no GPU at all. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audit } from './support/audit.ts';
import { launch, openPage } from './support/browser.ts';
import { serveBuiltSite, type Site } from './support/site.ts';

const stages = ['data', 'tune', 'train', 'evaluate', 'runs'] as const;

describe('access', () => {
  let site: Site;
  let browser: Browser;
  beforeAll(async () => {
    site = await serveBuiltSite();
    browser = await launch();
  });
  afterAll(async () => {
    await browser.close();
    await site.close();
  });

  it.each([
    ['light', 'en-US', 1440],
    ['dark', 'ja-JP', 1440],
    ['light', 'ja-JP', 400],
  ] as const)('axe finds nothing: %s, %s, %i px wide', async (colorScheme, locale, width) => {
    const options = { colorScheme, locale, viewport: { width, height: 900 } };
    const { page, complaints, close } = await openPage(browser, site.url, options);
    await page.getByRole('figure').nth(11).waitFor();
    for (const stage of stages) {
      await page.evaluate((name) => {
        location.hash = `#/${name}?v=1`;
      }, stage);
      await page.waitForTimeout(400);
      expect(await audit(page), stage).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow, `${stage} scrolls sideways`).toBeLessThanOrEqual(0);
    }
    expect(complaints).toEqual([]);
    await close();
  });

  it('trains and stops by keyboard alone, in Japanese', async () => {
    const query = '?v=1&width=quarter&side=64&input=32&steps=500&batch=2';
    const { page, close } = await openPage(browser, `${site.url}#/tune${query}`, { locale: 'ja-JP' });
    await page.getByRole('figure').nth(11).waitFor();
    await page.getByText('準備完了').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight');
    await page.getByRole('heading', { name: '学習' }).waitFor();
    const press = async (name: string) => {
      for (let i = 0; i < 12; i++) {
        const focused = await page.evaluate(() => document.activeElement?.textContent ?? '');
        if (focused === name) break;
        await page.keyboard.press('Tab');
      }
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(name);
      await page.keyboard.press('Enter');
    };
    await press('学習を始める');
    await page
      .getByRole('region', { name: '学習', exact: true })
      .getByText(/\d+ \/ 500/)
      .waitFor({ timeout: 120_000 });
    await press('終了');
    await page.getByRole('button', { name: '評価へ' }).waitFor({ timeout: 60_000 });
    await close();
  });
});

describe('without WebGPU', () => {
  it('says what runs instead, and still trains', async () => {
    const site = await serveBuiltSite();
    const browser = await launch({ webGpu: false });
    const query = '?v=1&width=quarter&side=64&input=32&steps=1&batch=2';
    const { page, close } = await openPage(browser, `${site.url}#/train${query}`);
    await page.getByText(/Runs on: (WebGL|The CPU), since/).waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Start training' }).click();
    await page.getByText('1 / 1', { exact: true }).waitFor({ timeout: 300_000 });
    await close();
    await browser.close();
    await site.close();
  });
});
