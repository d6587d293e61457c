/**
 * Pictures of every screen to look at, at four widths, in both themes and languages: `npm run pictures -- FOLDER [WIDTHS]`.
 * A small network is trained on the way, so that the stages have results. Takes about three minutes without a GPU.
 * `npm run pictures -- --readme` makes those of the README instead.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { launch, openPage } from '../e2e/support/browser.ts';
import { looks, wear } from '../e2e/support/looks.ts';
import { goTo, learnScreens, overlays, stageScreens } from '../e2e/support/screens.ts';
import { serveBuiltSite } from '../e2e/support/site.ts';

const widths = (process.argv[3] ?? '1440,1024,768,400').split(',').map(Number);
const tiny = '?v=1&width=quarter&side=128&input=32&steps=8&batch=4&bank=12&stride=0.5';
const folder = process.argv[2] ?? 'pictures';

/** As tall as the page, so that what sticks to an edge is at that edge. */
async function shoot(page, path, width) {
  await page.setViewportSize({ width, height: 900 });
  await page.waitForTimeout(250);
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height: Math.min(6000, Math.max(900, height)) });
  await page.waitForTimeout(250);
  await page.screenshot({ path });
}

async function shootAll(page, screens, suffix = '') {
  for (const look of looks) {
    await page.setViewportSize({ width: 1440, height: 900 });
    await wear(page, look);
    for (const { name, open, close } of screens) {
      await page.setViewportSize({ width: 1440, height: 900 });
      await open(page);
      for (const width of widths) {
        const file = `${(name + suffix).replaceAll(' ', '-')}-${width}-${look.theme}-${look.language}.png`;
        await shoot(page, join(folder, file), width);
      }
      await close?.(page);
    }
  }
}

async function evaluateTiny(page) {
  await goTo(page, 'train');
  await page.getByRole('button', { name: '学習を始める' }).click();
  await page.getByRole('button', { name: '評価へ' }).click({ timeout: 400_000 });
  await page.getByRole('button', { name: '評価', exact: true }).click();
  await page.getByRole('button', { name: '結果を保存', disabled: false }).waitFor({ timeout: 400_000 });
}

if (process.argv.includes('--readme')) {
  const { writeReadmePictures } = await import('./readme-pictures.mjs');
  await writeReadmePictures();
  process.exit();
}

await mkdir(folder, { recursive: true });
const site = await serveBuiltSite();
const browser = await launch();
const { page } = await openPage(browser, `${site.url}#/tune${tiny}`);
await page.getByRole('figure').nth(11).waitFor();
await shootAll(page, stageScreens, '-first');
await goTo(page, 'tune');
await shootAll(page, overlays);
await shootAll(page, learnScreens);
await evaluateTiny(page);
await shootAll(page, stageScreens);
await browser.close();

const plain = await launch({ webGpu: false });
const bare = await openPage(plain, `${site.url}#/train`);
await bare.page.getByText(/^Runs on/).waitFor();
await shootAll(bare.page, [{ name: 'no-webgpu', open: (on) => goTo(on, 'train') }]);
await plain.close();
await site.close();
