/** The built page in a browser whose profile is on the disk, as people have; without one storage is in memory. */
import { rm } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { launchWithProfile } from '../../e2e/support/browser.ts';
import { temporaryFolder } from '../../e2e/support/folder.ts';
import { serveBuiltSite } from '../../e2e/support/site.ts';

export interface ProfiledPage {
  readonly page: Page;
  /** Of the site. */
  readonly url: string;
  /** The profile's folder, by which the browser's processes are known. */
  readonly profile: string;
}

/** Nothing is opened yet; all is gone once `work` is done. */
export async function withProfiledPage<Value>(
  work: (opened: ProfiledPage) => Promise<Value>,
): Promise<Value> {
  const site = await serveBuiltSite();
  const profile = await temporaryFolder();
  const options = { viewport: { width: 1440, height: 900 }, locale: 'en-US' };
  const browser = await launchWithProfile(profile, options);
  try {
    return await work({ page: await browser.newPage(), url: site.url, profile });
  } finally {
    await browser.close();
    await site.close();
    await rm(profile, { recursive: true });
  }
}
