/** How long to wait: presets choose the detector, set the knobs, and say what they cost once a step was measured on this device. */
import { describe, expect, it } from 'vitest';
import { audit } from './support/audit.ts';
import { hostSite } from './support/host.ts';

/** "about 6 min 20 s" in seconds. */
function secondsIn(text: string): number {
  const found = /about (?:(\d+) min )?(\d+) s/.exec(text);
  if (found === null) throw new Error(`No time in “${text}”.`);
  return 60 * Number(found[1] ?? 0) + Number(found[2]);
}

describe('presets of training', () => {
  const host = hostSite();

  it('set the knobs, are undone, and share one measurement where a step costs the same', async () => {
    const { page, complaints, close } = await host.open('#/train?v=1&s=5');
    await page.getByText(/^Ready/).waitFor();
    const card = (name: string) => page.getByRole('button', { name: new RegExp(`^${name}`) });
    const steps = page.getByRole('spinbutton', { name: 'Steps', exact: true });
    await card('Minutes').click();
    expect(await steps.inputValue()).toBe('200');
    expect(await card('Minutes').getAttribute('aria-pressed')).toBe('true');
    await page.keyboard.press('Control+z');
    expect(await steps.inputValue()).toBe('900');
    expect(await card('From scratch').getAttribute('aria-pressed')).toBe('true');

    const detector = page
      .getByRole('radiogroup', { name: 'Detector', exact: true })
      .getByRole('radio', { checked: true });
    await card('Seconds').click();
    expect(await detector.inputValue()).toBe('patchcore');
    await page.getByText('This detector needs no training.').waitFor();
    expect(await card('Seconds').innerText()).toContain('no network to train');
    await card('Half a minute').click();
    expect(await detector.inputValue()).toBe('local-contrast');
    await card('From scratch').click();
    expect(await detector.inputValue()).toBe('contrastive');

    const coarse = page.getByText('so Tune shows the same coarse pictures: 64 px instead of 256.');
    expect(await coarse.count()).toBe(0);
    await card('A minute of training').click();
    await coarse.waitFor();
    await page.getByRole('tab', { name: 'Tune', exact: true }).click();
    await page.getByRole('tabpanel', { name: 'Tune' }).getByText('64 px instead of 256').waitFor();
    await page.getByRole('tab', { name: 'Train', exact: true }).click();
    await card('From scratch').click();
    expect(await coarse.count()).toBe(0);

    await page.getByRole('button', { name: 'Measure the cost' }).click();
    await expect.poll(() => card('Minutes').innerText(), { timeout: 240_000 }).toContain('about');
    const [quick, standard] = [await card('Minutes').innerText(), await card('From scratch').innerText()];
    expect(Math.abs(secondsIn(standard) / secondsIn(quick) / (900 / 200) - 1)).toBeLessThan(0.05); // whole seconds are shown
    expect(await card('Paper-like').innerText()).not.toContain('about'); // measured once it is chosen, without a GPU
    const folder = process.env['KIZU_SHOTS'];
    for (const width of [1440, 400]) {
      await page.setViewportSize({ width, height: 900 });
      await page.waitForTimeout(300);
      if (folder !== undefined) await page.screenshot({ path: `${folder}/presets-${width}.png` });
      expect(await audit(page)).toEqual([]);
    }
    expect(complaints).toEqual([]);
    await close();
  });
});
