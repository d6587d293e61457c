/** A false alarm is marked as normal, then as a defect: the detector knows it from then on, says what that changed, and takes it back. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { drawSampleItems } from '../src/core/dataset/samples/samples.ts';
import type { RgbImage } from '../src/core/image/image.ts';
import { audit } from './support/audit.ts';
import { dropPaths } from './support/browser.ts';
import { temporaryFolder, write } from './support/folder.ts';
import { hostSite } from './support/host.ts';
import { encodePng } from './support/png.ts';

const side = 64;

/** With a white label that its owner does not mind. */
function labelled(image: RgbImage): RgbImage {
  const data = image.data.slice();
  for (let y = 20; y < 44; y++) data.fill(255, 3 * (y * side + 20), 3 * (y * side + 44));
  return { ...image, data };
}

/** Normal images to learn from, and three others to judge, one of them with a label. */
async function writeParts(folder: string): Promise<{ readonly normals: string; readonly parts: string }> {
  const [normals, parts] = [join(folder, 'nut'), join(folder, 'parts')];
  const train = [...drawSampleItems('hex-nut', side)].filter(({ split }) => split === 'train').slice(0, 21);
  for (const [i, { path, image }] of train.entries()) {
    const picture = i === 20 ? labelled(image) : image;
    const file = i < 18 ? join(normals, path) : join(parts, `part-${i}.png`);
    await write(file, encodePng('rgb', side, side, picture.data));
  }
  return { normals, parts };
}

describe('a false alarm', () => {
  const host = hostSite();

  it('is corrected, with what that changes, and the correction is undone', async () => {
    const { normals, parts } = await writeParts(await temporaryFolder());
    const { page, complaints, close } = await host.open('#/data');
    await page.getByRole('heading', { name: /^Images: / }).waitFor({ timeout: 120_000 });
    await dropPaths(page, [normals]);
    await page.getByRole('heading', { name: 'Images: nut' }).waitFor({ timeout: 120_000 });
    await page.getByRole('tab', { name: 'Inspect' }).click();
    await page.getByRole('combobox', { name: 'Detector', exact: true }).selectOption('patchcore');
    await page.getByRole('spinbutton', { name: /False alarms at most/ }).fill('20');
    await dropPaths(page, [parts]);
    const verdicts = page.getByRole('region', { name: 'Verdicts' });
    await verdicts.getByText('all 3', { exact: true }).waitFor({ timeout: 240_000 });
    const worst = verdicts.getByRole('figure').first();
    const before = await worst.innerText();
    expect(before).toMatch(/^(look|bad)/);

    await page.getByRole('button', { name: 'This is normal' }).click();
    const corrections = page.getByRole('region', { name: 'Corrections' });
    await corrections
      .getByRole('table', { name: 'What the corrections changed' })
      .waitFor({ timeout: 240_000 });
    await verdicts.getByText(/1 reviewed: 1 false alarms/).waitFor();
    await expect.poll(() => worst.innerText()).toMatch(/^good/); // at its place on the wall
    const rows = await corrections.getByRole('row').allInnerTexts();
    expect(rows.join('\n')).toMatch(/False alarms among \d+ normal images that set the limit/);
    expect(rows.join('\n')).toMatch(/AUROC of these\s+[\d.]+\s+[\d.]+/);

    await corrections.getByRole('button', { name: /^Undo/ }).press('Enter');
    await corrections.getByRole('table').waitFor({ state: 'detached' });
    // The button went with what it undid: the keyboard stays where it was.
    await expect
      .poll(() =>
        corrections
          .locator(':focus')
          .or(corrections.and(page.locator(':focus')))
          .count(),
      )
      .toBe(1);
    await expect.poll(() => worst.innerText(), { timeout: 60_000 }).toBe(before);

    await page.getByRole('button', { name: 'This is a defect' }).click();
    await corrections.getByRole('heading', { name: 'Confirmed defects' }).waitFor();
    const ofClass = corrections.getByRole('combobox', { name: /^Class of the defect in/ });
    await ofClass.fill('good');
    await ofClass.press('Enter');
    await corrections.getByText(/^Expected the name of a folder/).waitFor();
    await ofClass.fill('label');
    await ofClass.press('Enter');
    await corrections
      .getByRole('row', { name: /Found of 1 confirmed defect\s+1\s+1/ })
      .waitFor({ timeout: 120_000 });
    expect(await audit(page)).toEqual([]);
    const saved = page.waitForEvent('download');
    await corrections.getByRole('button', { name: 'Save as test images' }).click();
    expect((await saved).suggestedFilename()).toBe('test.zip');

    await corrections.getByRole('button', { name: 'Add to the images in use' }).click();
    await corrections.getByText('1 image added to the test images.').waitFor({ timeout: 60_000 });
    await corrections.getByRole('button', { name: 'Add to the images in use' }).click();
    await corrections.getByText(/^1 image left out: there already/).waitFor({ timeout: 60_000 });
    await corrections.getByRole('button', { name: /^Undo/ }).click();
    await ofClass.waitFor({ state: 'detached' });
    await page.getByRole('tab', { name: 'Data', exact: true }).click();
    await page.getByRole('heading', { name: 'Images: nut' }).waitFor();
    await page.getByText('test/label/part-20.png').first().waitFor();
    expect(complaints).toEqual([]);
    await close();
  });
});
