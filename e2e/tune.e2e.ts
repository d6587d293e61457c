/** The Tune stage: generators, a close look at one candidate, the gate's threshold, presets and undo. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { WatchedPage } from './support/browser.ts';
import { hostSite } from './support/host.ts';
import { galleryFingerprint } from './support/page.ts';

const small = '#/tune?v=1&side=64';

describe('the Tune stage', () => {
  const host = hostSite({ webGpu: false });

  async function openTune(query = ''): Promise<WatchedPage> {
    const opened = await host.open(`${small}${query}`);
    await opened.page.getByRole('region', { name: 'Pseudo-anomalies' }).getByRole('figure').nth(23).waitFor();
    return opened;
  }

  const gallery = (page: Page) => page.getByRole('region', { name: 'Pseudo-anomalies' });
  const threshold = (page: Page) => page.getByRole('spinbutton', { name: 'SSIM threshold T' });

  it('shows how the chosen candidate was made, in every view', async () => {
    const { page, complaints, close } = await openTune();
    await page.getByRole('button', { name: 'Candidate 5', exact: true }).click();
    const trail = page.getByRole('region', { name: 'How it was made' });
    await trail.getByText(/Accepted:|Rejected:/).waitFor();
    expect(await trail.getByRole('listitem').count()).toBe(4);
    await trail.getByRole('button', { name: 'Step' }).click();
    expect(await trail.getByRole('listitem').count()).toBe(1);
    await trail.getByRole('button', { name: 'Same seed again' }).click();
    expect(await trail.getByRole('listitem').count()).toBe(4);
    await trail.getByText(/^Only shape counts/).waitFor();
    await trail.getByRole('button', { name: 'Change that' }).click();
    await expect
      .poll(() =>
        page.evaluate(() => document.activeElement?.closest('[data-knob]')?.getAttribute('data-knob')),
      )
      .toBe('gateImage');
    for (const view of ['Outline', 'Difference × 4', 'SSIM map', 'Two-up']) {
      await page.getByRole('radio', { name: view }).check();
    }
    const divider = page.getByRole('slider', { name: 'Divider between original and pseudo-anomaly' });
    const before = await divider.inputValue();
    await divider.press('ArrowRight');
    expect(await divider.inputValue()).not.toBe(before);
    expect(complaints).toEqual([]);
    await close();
  });

  it('cuts the patch where the user says, by numbers or by the pointer', async () => {
    const { page, complaints, close } = await openTune();
    await page.getByRole('button', { name: 'Choose where to cut' }).click();
    await page.getByRole('spinbutton', { name: 'Width', exact: true }).fill('20');
    await page.getByRole('spinbutton', { name: 'Height', exact: true }).fill('10');
    const trail = page.getByRole('region', { name: 'How it was made' });
    await trail.getByText('20 × 10 px cut').waitFor();
    const canvas = page.getByRole('region', { name: 'The chosen candidate' }).locator('canvas').first();
    const box = await canvas.boundingBox();
    if (box === null) throw new Error('The picture is not on screen.');
    await page.mouse.move(box.x + 0.25 * box.width, box.y + 0.25 * box.height);
    await page.mouse.down();
    await page.mouse.move(box.x + 0.75 * box.width, box.y + 0.5 * box.height, { steps: 4 });
    await page.mouse.up();
    await trail.getByText('32 × 16 px cut').waitFor();
    await page.getByRole('button', { name: 'Cut anywhere again' }).click();
    expect(complaints).toEqual([]);
    await close();
  });

  it('moves T on the histogram by keys, and by Otsu', async () => {
    const { page, complaints, close } = await openTune();
    const before = Number(await threshold(page).inputValue());
    const handle = page.getByRole('slider', { name: 'T, on the histogram' });
    await handle.press('PageDown');
    await expect.poll(async () => Number(await threshold(page).inputValue())).toBeLessThan(before);
    const moved = await threshold(page).inputValue();
    await page.getByRole('button', { name: 'T from these candidates (Otsu)' }).click();
    await expect.poll(() => threshold(page).inputValue()).not.toBe(moved);
    expect(complaints).toEqual([]);
    await close();
  });

  it('takes a preset and undoes it', async () => {
    const { page, complaints, close } = await openTune();
    const first = await galleryFingerprint(page);
    await page.getByRole('button', { name: 'Presets' }).click();
    await page.getByRole('button', { name: /^Scar/ }).click();
    await expect.poll(() => galleryFingerprint(page), { timeout: 20_000 }).not.toBe(first);
    expect(await page.getByRole('combobox', { name: 'Generator' }).inputValue()).toBe('scar');
    expect(await page.getByRole('slider', { name: 'Rotation minimum' }).count()).toBe(0);
    await page.getByText('The gate is off', { exact: false }).first().waitFor();
    expect(
      await gallery(page)
        .getByText(/accepted|rejected/)
        .count(),
    ).toBe(0);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => galleryFingerprint(page), { timeout: 20_000 }).toBe(first);
    await page.getByRole('button', { name: 'Redo' }).click();
    await expect.poll(() => page.getByRole('combobox', { name: 'Generator' }).inputValue()).toBe('scar');
    expect(complaints).toEqual([]);
    await close();
  });

  it('shows as many tiles as wanted, large or whole, and says which settings are hardly seen on a grey part', async () => {
    const { page, complaints, close } = await openTune();
    const zoom = page.getByRole('checkbox', { name: 'Zoom to the patch' });
    expect(await zoom.isChecked()).toBe(true); // patches of the default are small
    const large = await galleryFingerprint(page);
    await zoom.uncheck();
    expect(await galleryFingerprint(page)).not.toBe(large);
    await gallery(page).getByRole('radio', { name: '6', exact: true }).check();
    await expect.poll(() => gallery(page).getByRole('figure').count()).toBe(6);
    const hue = page.getByRole('group', { name: 'Hue', exact: true });
    await hue.getByText(/^Hardly seen on these images/).waitFor();
    const rotation = page.getByRole('group', { name: 'Rotation', exact: true });
    expect(await rotation.getByText(/^Hardly seen/).count()).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  });

  it('says so when no candidate passes, and what would help', async () => {
    const { page, complaints, close } = await openTune('&gen=none');
    await page.getByText(/No candidate passes/).waitFor();
    await page.getByText('Nothing was changed').waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  it('puts a real defect beside what every generator makes', async () => {
    const { page, complaints, close } = await openTune();
    await page.getByText('Side by side', { exact: true }).click();
    await page.getByRole('img', { name: 'DRAEM (noise mask, texture)' }).waitFor();
    await page.getByText(/A real test image/).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  it('gives the setting as a link, and as text for other programs', async () => {
    const { page, complaints, close } = await openTune('&gen=draem&T=0.9');
    await page.getByRole('button', { name: 'Copy as' }).click();
    const text = page.getByRole('textbox', { name: 'Copy as' });
    expect(await text.inputValue()).toContain('gen=draem&T=0.9');
    await expect.poll(() => text.inputValue()).toMatch(/&d=hex-nut$/); // once the category is drawn
    await page.getByRole('radio', { name: 'JSON' }).check();
    expect(JSON.parse(await text.inputValue())).toMatchObject({ generator: 'draem', gateThreshold: 0.9 });
    await page.getByRole('radio', { name: 'Python' }).check();
    expect(await text.inputValue()).toContain('"generator": "draem"');
    expect(complaints).toEqual([]);
    await close();
  });

  it.each(['nsa', 'draem', '3-way'])('draws 24 candidates of %s', async (generator) => {
    const { page, complaints, close } = await openTune(`&gen=${generator}`);
    const captions = await page
      .getByRole('region', { name: 'Pseudo-anomalies' })
      .getByRole('figure')
      .allInnerTexts();
    expect(captions).toHaveLength(24);
    expect(new Set(captions).size).toBeGreaterThan(18);
    expect(complaints).toEqual([]);
    await close();
  });
});
