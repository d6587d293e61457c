/** Everyone gets in: axe on every screen, empty and with results, in every look; and a page without any GPU. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { audit } from '../support/audit.ts';
import { auditAll, narrowLooks } from '../support/audit-all.ts';
import { hostSite } from '../support/host.ts';
import { goTo, overlays, stageScreens, type Screen } from '../support/screens.ts';

const tiny = '?v=1&width=quarter&side=64&input=32&steps=3&batch=2&bank=6&stride=1';

async function trainAndEvaluate(page: Page): Promise<void> {
  await goTo(page, 'train');
  await page.getByRole('button', { name: '学習を始める' }).click();
  await page.getByRole('button', { name: '評価へ' }).click({ timeout: 240_000 });
  await page.getByRole('button', { name: '評価', exact: true }).click();
  await page.getByRole('button', { name: '結果を保存', disabled: false }).waitFor({ timeout: 240_000 });
  await page.locator('.recharts-line-curve').first().waitFor();
}

describe('axe finds nothing', () => {
  const host = hostSite();

  it('on any stage, dialog or menu, before and after a run, in both themes and languages', async () => {
    const { page, complaints, close } = await host.open(`#/tune${tiny}`);
    await page.getByRole('figure').nth(11).waitFor();
    expect(await auditAll(page, stageScreens)).toEqual([]);
    await goTo(page, 'tune');
    expect(await auditAll(page, overlays)).toEqual([]);
    await trainAndEvaluate(page); // the last probe speaks Japanese
    const withResults = stageScreens.filter(({ name }) => ['train', 'evaluate', 'runs'].includes(name));
    expect(await auditAll(page, withResults)).toEqual([]);

    await page.setViewportSize({ width: 400, height: 900 });
    expect(await auditAll(page, stageScreens, narrowLooks)).toEqual([]);
    await goTo(page, 'tune');
    await page.getByRole('button', { name: '設定を開く' }).click();
    expect(await auditAll(page, overlays, narrowLooks)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });

  it('on a file that cannot be used, and on a part of the page that cannot be loaded; both lead on', async () => {
    const { page, close } = await host.open('#/data', { serviceWorkers: 'block' });
    const isBlocked = { now: true };
    await page.route('**/RunsPanel*.js', (route) => (isBlocked.now ? route.abort() : route.continue()));
    await page.getByText(/^Ready/).waitFor();
    const files = [{ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('no image') }];
    await page.getByLabel('Choose files').setInputFiles(files);
    await page.getByRole('alert').waitFor();
    expect(await auditAll(page, [{ name: 'bad file', open: (on) => goTo(on, 'data') }])).toEqual([]);
    await page.getByRole('alert').getByRole('button', { name: '閉じる' }).click();
    await page.getByRole('alert').waitFor({ state: 'detached' });

    const missing: Screen = {
      name: 'missing part',
      open: async (on) => {
        await goTo(on, 'runs');
        await on.getByRole('alert').waitFor();
      },
    };
    expect(await auditAll(page, [missing])).toEqual([]);
    isBlocked.now = false;
    await page.getByRole('button', { name: 'ページを再読み込み' }).click();
    await page.getByRole('button', { name: '学習へ' }).waitFor();
    await close();
  });
});

describe('without WebGPU', () => {
  const host = hostSite({ webGpu: false });

  it('says what runs instead and what to choose, and still trains', async () => {
    const query = '?v=1&width=quarter&side=64&input=32&steps=1&batch=2';
    const { page, close } = await host.open(`#/train${query}`);
    await page.getByText(/Runs on: (WebGL|The CPU), since.*Choose “Half a minute”/).waitFor();
    await page.getByRole('button', { name: /^Half a minute/ }).waitFor();
    expect(await audit(page)).toEqual([]);
    await page.getByRole('button', { name: 'Start training' }).click();
    await page.getByText('1 / 1', { exact: true }).waitFor({ timeout: 300_000 });
    await close();
  });
});
