/** Moves a knob of the built page many times and waits, each time, until all tiles are painted again. */
import type { Page } from 'playwright-core';
import { launch } from '../../e2e/support/browser.ts';
import { serveBuiltSite } from '../../e2e/support/site.ts';
import { quantile } from '../support/timing.ts';

export interface Repaints {
  /** Milliseconds from the knob's event to the frame after the last tile. */
  readonly median: number;
  readonly p95: number;
  /** Longest task of the page's thread meanwhile, 0 where none took 50 ms. */
  readonly longestTask: number;
}

/** Runs in the page. Plain text, since a function would carry the bundler's helpers with it. */
const watch = `
  window.painted = 0;
  const put = CanvasRenderingContext2D.prototype.putImageData;
  CanvasRenderingContext2D.prototype.putImageData = function (...args) {
    if (this.canvas.closest('figure') !== null) window.painted++;
    return put.apply(this, args);
  };
  window.longest = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration);
  }).observe({ type: 'longtask' });
`;

const move = `(async () => {
  const knob = document.querySelector('input[type=range][aria-label="Brightness"]');
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const times = [];
  window.longest = 0;
  for (let i = 0; i < 100; i++) {
    window.painted = 0;
    const start = performance.now();
    set.call(knob, String(0.1 + 0.01 * (i % 30)));
    knob.dispatchEvent(new Event('input', { bubbles: true }));
    while (window.painted < 24 && performance.now() - start < 5000) await frame();
    times.push(performance.now() - start);
    await new Promise((resolve) => setTimeout(resolve, 120));
  }
  return { times, longest: window.longest };
})()`;

async function measure(page: Page): Promise<{ times: number[]; longest: number }> {
  await page.getByRole('figure').nth(23).waitFor();
  await page.getByText('Ready').first().waitFor();
  await page.waitForTimeout(3000);
  return page.evaluate(move);
}

export async function timeRepaints(): Promise<Repaints> {
  const site = await serveBuiltSite();
  const browser = await launch({ webGpu: false });
  try {
    const options = { viewport: { width: 1440, height: 900 }, locale: 'en-US' };
    const page = await (await browser.newContext(options)).newPage();
    await page.addInitScript(watch);
    await page.goto(`${site.url}#/tune?v=1&side=256`);
    const { times, longest } = await measure(page);
    return { median: quantile(times, 0.5), p95: quantile(times, 0.95), longestTask: longest };
  } finally {
    await browser.close();
    await site.close();
  }
}
