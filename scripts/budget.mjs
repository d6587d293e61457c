/**
 * The quality budget of the built site, measured: `npm run budget`. Prints a line a measure and fails when one is over.
 * Lighthouse (185 MB) is not among our packages; it is measured where it is found:
 * `npm install --no-save lighthouse@12.8.2`, or LIGHTHOUSE=/some/node_modules/lighthouse.
 */
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { taskCategories, taskTimes } from '../bench/pages/task-times.ts';
import { launch, openPage } from '../e2e/support/browser.ts';
import { serveBuiltSite } from '../e2e/support/site.ts';
import { findChromium } from './chromium.mjs';
import { firstLoadBudget, readFirstLoad } from './first-load.mjs';

const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;
const rows = [];

function measure(name, value, limit, isMet) {
  rows.push(isMet);
  console.log(`${isMet ? 'ok  ' : 'OVER'} ${name}: ${value} (${limit})`);
}

function measureFirstLoad() {
  const { scriptGzipBytes, styleGzipBytes, heavy, stale, scripts, files } = readFirstLoad();
  const { scripts: most, styles } = firstLoadBudget;
  measure(
    `first-load JS, gzip, ${scripts.length} file(s)`,
    kilobytes(scriptGzipBytes),
    `at most ${kilobytes(most)}`,
    scriptGzipBytes <= most,
  );
  measure(
    'first-load CSS, gzip',
    kilobytes(styleGzipBytes),
    `at most ${kilobytes(styles)}`,
    styleGzipBytes <= styles,
  );
  measure('in it of tfjs and recharts', heavy.join(', ') || 'none', 'none', heavy.length === 0);
  if (stale.length > 0) measure('libraries found in no chunk at all', stale.join(', '), 'none', false);
  const total = files.reduce((sum, { gzipBytes }) => sum + gzipBytes, 0);
  console.log(`     kept for offline use, gzip: ${kilobytes(total)}`);
}

/** Long tasks of the page while a small network trains and reports ten times a second. */
async function measureLongTasks(site) {
  const browser = await launch();
  const query = '?v=1&width=quarter&side=64&input=32&steps=150&batch=4';
  const { page } = await openPage(browser, `${site.url}#/train${query}`);
  await page.getByText('Works offline').waitFor({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Start training' }).click();
  const training = page.getByRole('region', { name: 'Training' });
  await training.getByText(/^[1-9]\d* \/ 150/).waitFor({ timeout: 240_000 });
  await page.locator('.recharts-line-curve').first().waitFor(); // the charts' own chunk is loaded once
  await page.evaluate(() => {
    window.longTasks = [];
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) window.longTasks.push(duration);
    }).observe({ type: 'longtask' });
  });
  await browser.startTracing(page, { categories: [...taskCategories] });
  await training.getByText('150 / 150').waitFor({ timeout: 400_000 });
  const busy = taskTimes(JSON.parse((await browser.stopTracing()).toString()).traceEvents);
  const isLong = (ms) => ms > 50;
  const durations = await page.evaluate(() => window.longTasks);
  await browser.close();
  const longest = (times) =>
    `${times.filter(isLong).length}, the longest ${Math.max(0, ...times).toFixed(0)} ms`;
  const [load] = loadavg();
  measure(
    'long tasks of the page while training, processor time',
    longest(busy),
    'none above 50 ms',
    busy.length > 0 && !busy.some(isLong),
  );
  console.log(
    `     the same by the clock, as a PerformanceObserver tells them: ${longest(durations)}` +
      ` (${cpus().length} cores, load ${load.toFixed(1)}, the GPU in software on the same cores)`,
  );
}

async function findLighthouse() {
  const place = process.env.LIGHTHOUSE;
  try {
    return await import(
      place === undefined ? 'lighthouse' : pathToFileURL(join(place, 'core/index.js')).href
    );
  } catch {
    return undefined;
  }
}

async function measureLighthouse(site) {
  const lighthouse = await findLighthouse();
  if (lighthouse === undefined) {
    console.log('     Lighthouse: not installed, not measured (see the head of scripts/budget.mjs)');
    return;
  }
  const { chromium } = await import('playwright-core');
  const port = 9333;
  const browser = await chromium.launch({
    executablePath: await findChromium(),
    args: ['--no-sandbox', `--remote-debugging-port=${port}`],
  });
  const { lhr } = await lighthouse.default(
    site.url,
    { port, output: 'json', logLevel: 'error' },
    lighthouse.desktopConfig,
  );
  await browser.close();
  for (const { title, score } of Object.values(lhr.categories))
    measure(`Lighthouse, desktop: ${title}`, Math.round(100 * score), 'at least 95', score >= 0.95);
  const lacking = Object.values(lhr.audits).filter(
    ({ score, scoreDisplayMode }) => score !== null && score < 0.9 && scoreDisplayMode !== 'informative',
  );
  for (const { id, displayValue = '' } of lacking) console.log(`     ${id} ${displayValue}`);
}

measureFirstLoad();
const site = await serveBuiltSite();
if (!process.argv.includes('--quick')) {
  await measureLongTasks(site);
  await measureLighthouse(site);
}
await site.close();
process.exitCode = rows.every(Boolean) ? 0 : 1;
