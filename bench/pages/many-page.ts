/** A dataset of very many images in the built page: imported, opened again after a reload, trained on; how long, and how much memory. */
import type { Page } from 'playwright-core';
import { dropPaths } from '../../e2e/support/browser.ts';
import { readBrowserUse } from './processes.ts';
import { withProfiledPage } from './profiled-page.ts';

interface Phase {
  readonly seconds: number;
  /** Most memory of the page and its workers, MB: resident in all, and of their own, without the browser's program. */
  readonly peakMb: number;
  readonly ownMb: number;
}

export interface ManyImages {
  /** Of their own, before anything was dropped. */
  readonly restingMb: number;
  readonly imported: Phase;
  /** From a reload until pseudo-anomalies of the kept dataset are seen. */
  readonly opened: Phase;
  /** Steps of the smallest network. */
  readonly trained: Phase;
}

const patienceMs = 1_800_000;

/** Quarter width, crops of 32 px. */
const tiny = '?v=4&det=contrastive&width=quarter&side=256&input=32&steps=20&batch=4&start=scratch';

async function watched(profile: string, act: () => Promise<unknown>): Promise<Phase> {
  let [peakMb, ownMb] = [0, 0];
  const look = () => {
    const { rendererMb, rendererOwnMb } = readBrowserUse(profile);
    [peakMb, ownMb] = [Math.max(peakMb, rendererMb), Math.max(ownMb, rendererOwnMb)];
  };
  const sampling = setInterval(look, 250);
  const start = performance.now();
  await act();
  const seconds = (performance.now() - start) / 1000;
  clearInterval(sampling);
  look();
  return { seconds, peakMb, ownMb };
}

const galleryOf = (page: Page) => page.getByRole('button', { name: 'Candidate 12', exact: true }).waitFor();

export function watchManyImages(folder: string, name: string): Promise<ManyImages> {
  return withProfiledPage(async ({ page, url, profile }) => {
    page.setDefaultTimeout(patienceMs);
    await page.goto(`${url}#/data${tiny}`);
    await page.getByText('Ready', { exact: true }).waitFor();
    await page.waitForTimeout(3000);
    const restingMb = readBrowserUse(profile).rendererOwnMb;
    const imported = await watched(profile, async () => {
      await dropPaths(page, [folder]);
      await page.getByRole('heading', { name: `Images: ${name}` }).waitFor();
    });
    await page.goto('about:blank');
    const opened = await watched(profile, async () => {
      await page.goto(`${url}#/tune${tiny}`);
      await galleryOf(page);
    });
    const trained = await watched(profile, async () => {
      await page.getByRole('tab', { name: /^Train/ }).click();
      await page.getByRole('button', { name: 'Start training' }).click();
      await page.getByText('Trained. Next: evaluate.').waitFor();
    });
    return { restingMb, imported, opened, trained };
  });
}
