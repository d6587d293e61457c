/** A chart by keyboard, its curves switched, its numbers and pictures taken away; motion, contrast and text as people set them. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { audit } from '../support/audit.ts';
import { hostSite } from '../support/host.ts';

async function saved(page: Page, button: string): Promise<Buffer> {
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: button, exact: true }).click();
  return readFileSync(await (await coming).path());
}

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

interface ChartText {
  readonly text: string;
  readonly px: number;
  readonly isInside: boolean;
}

/** All text in the charts: its size, and whether its chart shows it whole. */
const chartTexts = (page: Page): Promise<ChartText[]> =>
  page.locator('.recharts-surface').evaluateAll((charts) =>
    charts.flatMap((chart) => {
      const box = chart.getBoundingClientRect();
      return [...chart.querySelectorAll('text')].map((element) => {
        const { left, right, top, bottom } = element.getBoundingClientRect();
        const isInside =
          left >= box.left - 1 && right <= box.right + 1 && top >= box.top - 1 && bottom <= box.bottom + 1;
        return {
          text: element.textContent,
          px: Number.parseFloat(getComputedStyle(element).fontSize),
          isInside,
        };
      });
    }),
  );

/** Ticks and names of axes follow the root font, and the room around the plot with them. */
async function growsWithText(page: Page): Promise<void> {
  const grown = (size: string) =>
    page.evaluate((rootSize) => {
      document.documentElement.style.fontSize = rootSize;
    }, size);
  await grown('200%');
  await expect.poll(async () => (await chartTexts(page)).every(({ px }) => px === 24)).toBe(true);
  await expect
    .poll(async () => (await chartTexts(page)).filter(({ isInside }) => !isInside).map(({ text }) => text))
    .toEqual([]);
  await grown('100%');
  await expect.poll(async () => (await chartTexts(page)).every(({ px }) => px === 12)).toBe(true);
}

describe('charts', () => {
  const host = hostSite();

  it('are read by keyboard, switched, and taken away', async () => {
    const query = '?v=1&width=quarter&side=64&input=32&steps=8&batch=2';
    const { page, complaints, close } = await host.open(`#/train${query}`);
    await page.getByText('Ready', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Start training' }).click();
    await page
      .getByRole('button', { name: 'Go to evaluation' })
      .or(page.getByText('Trained.'))
      .first()
      .waitFor({ timeout: 240_000 });

    const cursor = page.getByRole('slider', { name: /^Cursor: loss/ });
    const shared = page.getByRole('slider', { name: /^Cursor: Cosine similarity/ });
    const read = () => cursor.getAttribute('aria-valuetext');
    await cursor.focus();
    await page.keyboard.press('Home');
    await expect.poll(read).toMatch(/^Step 1, loss above its floor [\d.]+ \(smoothed [\d.]+\)/);
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => shared.getAttribute('aria-valuetext')).toMatch(/^Step 2, normal with normal/);
    await page.keyboard.press('Shift+ArrowRight');
    await expect.poll(read).toMatch(/^Step 8, /);
    await page.keyboard.press('+');
    await page.getByRole('button', { name: 'Show all' }).first().waitFor();
    await page.keyboard.press('0');
    await page.getByRole('button', { name: 'Show all' }).first().waitFor({ state: 'hidden' });

    const pseudo = page.getByRole('button', { name: 'normal with pseudo-anomaly' });
    await pseudo.click();
    expect(await pseudo.getAttribute('aria-pressed')).toBe('false');
    await page.getByRole('button', { name: 'Chart tools: Cosine similarity' }).click();
    expect(await page.getByRole('checkbox', { name: 'Logarithmic vertical axis' }).isDisabled()).toBe(true);
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: /^Chart tools: loss/ }).click();
    const lines = (await saved(page, 'Save CSV')).toString().trim().split('\r\n');
    expect(lines).toHaveLength(9);
    expect(lines[0]).toMatch(/^Step,loss above its floor,loss above its floor \(smoothed\)/);
    const svg = (await saved(page, 'Save SVG')).toString();
    expect(svg).toMatch(/^<svg[^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    expect(svg).toContain('loss above its floor');
    expect(svg).not.toContain('var(--');
    const png = await saved(page, 'Save PNG');
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(png.readUInt32BE(16)).toBe(2 * Number(/width="(\d+)"/.exec(svg)?.[1]));
    expect(await audit(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await growsWithText(page);

    await page.keyboard.press('/');
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    await expect.poll(focused).toBe('Search knobs');
    await page.keyboard.insertText('マハラノビス');
    const knob = page.getByRole('group', { name: 'Anomaly score', exact: true });
    await knob.getByRole('combobox').selectOption('gaussian');
    await knob.getByRole('button', { name: /Anomaly score/ }).click();
    await page.locator('math').waitFor();
    expect(await page.locator('math').textContent()).toContain('Σ');
    expect(complaints).toEqual([]);
    await close();
  });

  it('and the page bear reduced motion, forced colours, and text of twice the size', async () => {
    const { page, close } = await host.open('#/tune?v=1');
    await page.emulateMedia({ reducedMotion: 'reduce', forcedColors: 'active' });
    await page.getByRole('figure').nth(11).waitFor();
    const tab = page.getByRole('tab', { name: /^Tune/ });
    const ground = (element: Element) => getComputedStyle(element).backgroundColor;
    expect(await tab.evaluate(ground)).not.toBe(await page.locator('body').evaluate(ground));
    const moving = await page.evaluate(() => document.getAnimations().length);
    expect(moving).toBe(0);
    await page.keyboard.press('Tab');
    const outline = await page.evaluate(() => {
      const focused = document.activeElement;
      return focused === null ? '' : getComputedStyle(focused).outlineStyle;
    });
    expect(outline).not.toBe('none');
    for (const [width, size] of [
      [1280, '200%'],
      [320, '100%'],
    ] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.evaluate((rootSize) => {
        document.documentElement.style.fontSize = rootSize;
      }, size);
      for (const stage of ['data', 'tune', 'train', 'evaluate', 'runs']) {
        await page.evaluate((name) => {
          location.hash = `#/${name}?v=1`;
        }, stage);
        await expect
          .poll(() => overflow(page), { message: `${stage}, ${width} px, ${size}` })
          .toBeLessThanOrEqual(0);
      }
    }
    await close();
  });
});
