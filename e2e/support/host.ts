/** The built site and one browser for the tests of a `describe`: there before the first, gone after the last. */
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launch, openPage, type LaunchSettings, type WatchedPage } from './browser.ts';
import { serveBuiltSite, type Site } from './site.ts';

export interface Host {
  /** A new profile at the site's address with `rest` behind it. */
  readonly open: (rest?: string, options?: BrowserContextOptions) => Promise<WatchedPage>;
  readonly url: () => string;
  readonly browser: () => Browser;
}

export function hostSite(options: LaunchSettings = {}): Host {
  let held: { readonly site: Site; readonly browser: Browser } | undefined;
  const now = () => {
    if (held === undefined) throw new Error('The site is there while tests run, not before.');
    return held;
  };
  beforeAll(async () => {
    held = { site: await serveBuiltSite(), browser: await launch(options) };
  });
  afterAll(async () => {
    await held?.browser.close();
    await held?.site.close();
  });
  return {
    open: (rest = '', context) => openPage(now().browser, `${now().site.url}${rest}`, context),
    url: () => now().site.url,
    browser: () => now().browser,
  };
}
