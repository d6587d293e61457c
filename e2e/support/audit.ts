/** Violations of WCAG 2.2 AA on a page, as axe finds them; and a page that scrolls sideways. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

const axeSource = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');

interface AxeViolation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly string[] }[];
}

/** What moves is let come to rest: colours in the middle of a change have another contrast. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const moves = document.getAnimations().map((move) => move.finished.catch(() => undefined));
    await Promise.race([Promise.all(moves), new Promise((done) => setTimeout(done, 1000))]);
  });
}

/** Bars that stick to an edge lie at their own place for the audit: what they cover is reached by scrolling. Returns how to undo it. */
async function unstick(page: Page): Promise<() => Promise<void>> {
  const bars = await page.evaluateHandle(() => {
    const found = [...document.querySelectorAll<HTMLElement>('body *')]
      .filter((element) => getComputedStyle(element).position === 'sticky')
      .map((element) => ({ element, style: element.getAttribute('style') }));
    for (const { element } of found) element.style.cssText += 'position: relative; inset: auto;';
    return found;
  });
  return async () => {
    await bars.evaluate((found) => {
      for (const { element, style } of found) {
        if (style === null) element.removeAttribute('style');
        else element.setAttribute('style', style);
      }
    });
    await bars.dispose();
  };
}

/** A line each; empty when all is well. */
export async function audit(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource);
  await settle(page);
  const stickAgain = await unstick(page);
  const violations = await page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(options: object): Promise<{ violations: AxeViolation[] }> };
    };
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    return (await axe.run({ runOnly: tags, resultTypes: ['violations'] })).violations;
  });
  await stickAgain();
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
  );
  return overflow > 0 ? [...found, `scrolls sideways by ${overflow} px`] : found;
}
