/** The page keeps to itself, works without a network after the first visit, and takes a newer build only when asked. */
import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, openPage } from '../support/browser.ts';
import { hostSite } from '../support/host.ts';
import { serveBuiltSite, type Site } from '../support/site.ts';

const tiny = '?v=1&width=quarter&side=64&input=32&steps=4&batch=2&bank=6&stride=1';

/** A server on another origin that lets anyone in, and counts who came. */
async function startStranger(): Promise<Site & { readonly visits: () => number }> {
  let visits = 0;
  const server = createServer((_, response) => {
    visits++;
    response.writeHead(200, { 'access-control-allow-origin': '*' }).end('hello');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The test server has no port.');
  const close = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => {
        resolve();
      });
    });
  return { url: `http://127.0.0.1:${address.port}/`, visits: () => visits, close };
}

/** True when the page could fetch it. */
function reach(url: string): Promise<boolean> {
  return fetch(url, { mode: 'no-cors' }).then(
    () => true,
    () => false,
  );
}

const worksOffline = (page: Page) => page.getByText('Works offline').waitFor({ timeout: 60_000 });

const controller = (page: Page) =>
  page.evaluate(() => navigator.serviceWorker.controller?.scriptURL.replace(/.*\//, ''));

describe('a page that keeps to itself', () => {
  const host = hostSite();
  let stranger: Awaited<ReturnType<typeof startStranger>>;
  beforeAll(async () => {
    stranger = await startStranger();
  });
  afterAll(async () => {
    await stranger.close();
  });

  it('is refused by its own policy when it asks another origin, by fetch, image, form or script', async () => {
    const { page, close } = await host.open('#/tune', { serviceWorkers: 'block' });
    await page.getByRole('figure').first().waitFor();
    const before = stranger.visits();
    expect(await page.evaluate(reach, stranger.url)).toBe(false);
    const refused = await page.evaluate(async (url) => {
      const kinds: string[] = [];
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
        kinds.push(effectiveDirective);
      });
      new Image().src = `${url}picture.png`;
      const script = document.createElement('script');
      script.src = `${url}script.js`;
      document.body.append(script);
      const form = document.createElement('form');
      form.action = url;
      document.body.append(form);
      form.submit();
      navigator.sendBeacon(url, 'x');
      for (let i = 0; i < 100 && kinds.length < 4; i++)
        // a busy machine tells late
        await new Promise((resolve) => setTimeout(resolve, 100));
      return kinds.sort();
    }, stranger.url);
    expect(refused).toEqual(['connect-src', 'form-action', 'img-src', 'script-src-elem']);
    expect(stranger.visits()).toBe(before);
    await close();
  });

  it('runs no script but its own files: neither a line in the page nor a text made into code', async () => {
    const { page, close } = await host.open('#/tune', { serviceWorkers: 'block' });
    await page.getByRole('figure').first().waitFor();
    const ran = await page.evaluate(async () => {
      const inline = document.createElement('script');
      inline.textContent = 'window.ranInline = true';
      document.body.append(inline);
      await new Promise((resolve) => setTimeout(resolve)); // what a debugger runs at once, it may make from text
      const isCodeRefused = [
        () => (0, eval)('1') as unknown,
        () => (Reflect.construct(Function, ['return 1']) as () => unknown)(),
      ].map((make) => {
        try {
          make();
          return false;
        } catch (error) {
          return error instanceof EvalError;
        }
      });
      return { isInline: 'ranInline' in window, isCodeRefused };
    });
    expect(ran).toEqual({ isInline: false, isCodeRefused: [true, true] });
    await close();
  });

  it('holds its workers to the same policy once the service worker hands them out', async () => {
    const { page, close } = await host.open('#/tune');
    await worksOffline(page);
    await page.reload();
    await page.getByRole('figure').first().waitFor();
    const before = stranger.visits();
    expect(page.workers().length).toBeGreaterThan(0);
    for (const thread of page.workers()) expect(await thread.evaluate(reach, stranger.url)).toBe(false);
    expect(stranger.visits()).toBe(before);
    await close();
  });
});

describe('offline', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(async () => {
    await browser.close();
  });

  it('opens, tunes, trains and draws its charts from under a sub-path after the server has gone', async () => {
    const site = await serveBuiltSite('/deep/er/kizu/');
    const { page, close } = await openPage(browser, `${site.url}#/tune${tiny}`);
    await worksOffline(page);
    await site.close();
    await page.context().setOffline(true);
    await page.reload();
    expect(await controller(page)).toBe('service-worker.js');
    await page.getByRole('figure').nth(11).waitFor();
    await page.getByRole('tab', { name: /Train/ }).click();
    await page.getByRole('button', { name: 'Start training' }).click();
    const training = page.getByRole('region', { name: 'Training' });
    await training.getByText('4 / 4').waitFor({ timeout: 240_000 });
    await page.locator('.recharts-line-curve').first().waitFor();
    await close();
  });

  it('can be installed: a manifest with icons that are there', async () => {
    const site = await serveBuiltSite();
    const { page, close } = await openPage(browser, site.url);
    const session = await page.context().newCDPSession(page);
    const { errors, url } = await session.send('Page.getAppManifest');
    expect(errors).toEqual([]);
    const manifest = JSON.parse(await readFile('dist/manifest.webmanifest', 'utf8')) as {
      icons: { src: string }[];
    };
    for (const { src } of manifest.icons) {
      const response = await page.request.get(new URL(src, url).href);
      expect(response.status(), src).toBe(200);
    }
    await worksOffline(page);
    const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
    // A test's browser has no lasting profile, and says so.
    expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual(
      [],
    );
    await close();
    await site.close();
  });

  it('offers a newer build, not during training, and opens it on request', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kizu-site-'));
    await cp('dist', folder, { recursive: true });
    const site = await serveBuiltSite('/kizu/', folder);
    const long = tiny.replace('steps=4', 'steps=4000');
    const { page, close } = await openPage(browser, `${site.url}#/train${long}`);
    await worksOffline(page);
    await page.getByRole('button', { name: 'Start training' }).click();
    const training = page.getByRole('region', { name: 'Training' });
    await training.getByText(/^[1-9]\d* \/ 4000/).waitFor({ timeout: 240_000 });

    const worker = join(folder, 'service-worker.js');
    const code = await readFile(worker, 'utf8');
    await writeFile(worker, code.replace(/((?:version|index.html)\\":\\")\w+/g, '$1newer'));
    const html = await readFile(join(folder, 'index.html'), 'utf8');
    await writeFile(join(folder, 'index.html'), html.replace('<title>', '<meta name="newer" /><title>'));
    await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
    await page.getByText(/it can be opened once this work has ended/).waitFor();
    expect(await page.getByRole('button', { name: 'Open it' }).count()).toBe(0);

    await training.getByRole('button', { name: 'Stop' }).click();
    await page.getByText('A new version is ready.').waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Open it' }).click();
    await page.locator('meta[name="newer"]').waitFor({ state: 'attached' });
    await close();
    await site.close();
  });
});
