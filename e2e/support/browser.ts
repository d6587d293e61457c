/** A real Chromium with WebGPU in software, and a page that fails its test on any uncaught error or foreign request. */
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type LaunchOptions,
  type Page,
} from 'playwright-core';
import { findChromium } from '../../scripts/chromium.mjs';

const quiet = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const softwareWebGpu = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];

/** Milliseconds: what takes a second here may take twenty on a busy machine. */
const patience = 60_000;

/** A name of this machine that browsers do not take for secure, unlike localhost. */
export const insecureName = 'kizu.classroom';
const named = [`--host-resolver-rules=MAP ${insecureName} 127.0.0.1`];

async function launchOptions(webGpu: boolean): Promise<LaunchOptions> {
  const executablePath = await findChromium();
  if (executablePath === undefined) throw new Error('No Chromium found: run `npm test`, which installs one.');
  return { executablePath, args: ['--no-sandbox', ...quiet, ...named, ...(webGpu ? softwareWebGpu : [])] };
}

export interface LaunchSettings {
  readonly webGpu?: boolean;
  /** Further flags of Chromium. */
  readonly flags?: readonly string[];
}

export async function launch({ webGpu = true, flags = [] }: LaunchSettings = {}): Promise<Browser> {
  const options = await launchOptions(webGpu);
  return chromium.launch({ ...options, args: [...(options.args ?? []), ...flags] });
}

/** With a profile on the disk, as people have: without one, what pages store is in memory. */
export async function launchWithProfile(
  folder: string,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  return chromium.launchPersistentContext(folder, { ...(await launchOptions(false)), ...options });
}

export interface WatchedPage {
  readonly page: Page;
  /** Uncaught errors, console errors, and requests that left the site's own origin; empty when all is well. */
  readonly complaints: readonly string[];
  readonly close: () => Promise<void>;
}

export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({
    locale: 'en-US',
    viewport: { width: 1440, height: 900 },
    acceptDownloads: true,
    ...options,
  });
  context.setDefaultTimeout(patience);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const target = new URL(request.url());
    if (target.protocol.startsWith('http') && target.origin !== new URL(url).origin) {
      complaints.push(`foreign request: ${request.url()}`);
    }
  });
  await page.goto(url);
  return { page, complaints, close: () => context.close() };
}

/** Drops files or whole folders from disk on the middle of the page, as a person's drag would. */
export async function dropPaths(page: Page, paths: readonly string[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const size = page.viewportSize() ?? { width: 800, height: 600 };
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  const point = { x: size.width / 2, y: size.height / 2, data };
  await session.send('Input.dispatchDragEvent', { type: 'dragEnter', ...point });
  await session.send('Input.dispatchDragEvent', { type: 'dragOver', ...point });
  await session.send('Input.dispatchDragEvent', { type: 'drop', ...point });
  await session.detach();
}
