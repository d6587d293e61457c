/** The GPU process dies in the middle of training and of evaluation, as a driver's crash would have it. */
import type { Browser } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { hostSite } from '../support/host.ts';

async function killGpuProcess(browser: Browser): Promise<void> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const gpu = processInfo.find(({ type }) => type === 'GPU');
  if (gpu === undefined) throw new Error('the browser has no GPU process');
  process.kill(gpu.id, 'SIGKILL');
}

describe('training', () => {
  const host = hostSite();

  it('tells its cost, goes on after the GPU process has died, and is evaluated after it has died again', async () => {
    const { page, close } = await host.open('#/train?v=1&width=quarter&side=64&input=32&steps=60&batch=2');
    const training = page.getByRole('region', { name: 'Training' });
    await training.getByRole('button', { name: 'Measure the cost' }).click();
    await training.getByText(/60 steps of \d+ ms, \d+ MB of GPU memory/).waitFor({ timeout: 120_000 });
    await training.getByRole('button', { name: 'Start training' }).click();
    await training.getByText(/^(2[89]|3\d) \/ 60$/).waitFor({ timeout: 240_000 });
    await killGpuProcess(host.browser());
    await training.getByText('training went on from step 25').waitFor({ timeout: 240_000 });
    await training.getByText(/^60 \/ 60$/).waitFor({ timeout: 240_000 });
    expect(await training.getByRole('alert').count()).toBe(0);

    await page.getByText('Trained. Next: evaluate.').waitFor({ timeout: 120_000 });
    await page.getByRole('tab', { name: /Evaluate/ }).click();
    const evaluate = page.getByRole('button', { name: 'Evaluate', exact: true });
    await evaluate.click();
    const scored = page.getByRole('region', { name: 'ROC curve' });
    await scored.getByText(/\b[1-9]\d* \/ 44/).waitFor({ timeout: 240_000 });
    await killGpuProcess(host.browser());
    await page.getByRole('alert').getByText('press “Evaluate” again').waitFor({ timeout: 120_000 });
    await evaluate.click();
    await scored.getByText('44 / 44').waitFor({ timeout: 240_000 });
    await page.getByRole('tab', { name: 'Runs 1', exact: true }).waitFor();
    await close();
  });
});
