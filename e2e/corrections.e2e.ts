/** A false alarm is marked as normal: the detector knows it from then on, says what that changed, and takes it back. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { drawSampleItems } from '../src/core/dataset/samples/samples.ts';
import { dropPaths } from './support/browser.ts';
import { temporaryFolder, write } from './support/folder.ts';
import { hostSite } from './support/host.ts';
import { encodePng } from './support/png.ts';

const side = 64;

/** Normal images to learn from; two others to judge, and a part with a mark that its owner does not mind. */
async function writeParts(folder: string): Promise<{ readonly normals: string; readonly parts: string }> {
  const [normals, parts] = [join(folder, 'nut'), join(folder, 'parts')];
  const all = [...drawSampleItems('hex-nut', side)];
  const train = all.filter(({ split }) => split === 'train').slice(0, 20);
  const judged = [...train.splice(18), ...all.filter(({ defect }) => defect !== 'good').slice(0, 1)];
  const png = ({ image }: (typeof all)[number]) => encodePng('rgb', side, side, image.data);
  for (const item of train) await write(join(normals, item.path), png(item));
  for (const [i, item] of judged.entries()) await write(join(parts, `part-${i}.png`), png(item));
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

    await corrections.getByRole('button', { name: /^Undo/ }).click();
    await corrections.getByRole('table').waitFor({ state: 'detached' });
    await expect.poll(() => worst.innerText(), { timeout: 60_000 }).toBe(before);
    expect(complaints).toEqual([]);
    await close();
  });
});
