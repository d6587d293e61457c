/** What people drop by mistake: each gets its words, and what was open stays open. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/core/random.ts';
import { dropPaths } from '../support/browser.ts';
import { temporaryFolder, write, writeCategory } from '../support/folder.ts';
import { hostSite } from '../support/host.ts';
import { encodePng } from '../support/png.ts';

const gray = (side: number, value = 120) =>
  encodePng('gray', side, side, new Uint8Array(side * side).fill(value));

describe('bad input', () => {
  const host = hostSite();

  it('lists each file that could not be used, with what came, and opens the rest', async () => {
    const folder = await writeCategory(await temporaryFolder(), 'mixed', { train: 4, good: 2, defective: 2 });
    await write(join(folder, 'train/good/text.png'), 'this is text');
    await write(join(folder, 'train/good/cut.png'), gray(64).subarray(0, 60));
    await write(join(folder, 'train/good/dot.png'), gray(1));
    await write(
      join(folder, 'train/good/wide.png'),
      encodePng('gray', 90, 30, new Uint8Array(2700).fill(99)),
    );
    await write(join(folder, 'ground_truth/blot/000_mask.png'), gray(20, 255));
    const { page, complaints, close } = await host.open('#/tune');
    await page.getByRole('figure').first().waitFor();
    await dropPaths(page, [folder]);
    await page.getByRole('heading', { name: /mixed/ }).waitFor({ timeout: 30_000 });
    const table = page.getByRole('table', { name: 'Files left out' });
    await expect.poll(() => table.getByRole('row').count()).toBe(5); // the head and four files
    expect(await table.getByRole('row', { name: /text\.png/ }).innerText()).toMatch(
      /Not a PNG.*74 68 69 73/s,
    );
    expect(await table.getByRole('row', { name: /cut\.png/ }).innerText()).toMatch(/Damaged or cut off/);
    expect(await table.getByRole('row', { name: /dot\.png/ }).innerText()).toMatch(/Too small.*1 x 1|1 × 1/s);
    expect(await table.getByRole('row', { name: /000_mask\.png/ }).innerText()).toMatch(/another size/);
    await page.getByText('5 images').first().waitFor(); // four and the wide one
    expect(complaints).toEqual([]);
    await close();
  });

  it('says why nothing could be opened, and keeps the images in use', async () => {
    const root = await temporaryFolder();
    await mkdir(join(root, 'empty'));
    await write(join(root, 'tests-only/test/scratch/000.png'), gray(32));
    const { page, close } = await host.open('#/data');
    await page.getByRole('heading', { name: /hex-nut/ }).waitFor({ timeout: 30_000 });
    await dropPaths(page, [join(root, 'empty')]);
    await page
      .getByRole('alert')
      .getByText(/Nothing that can be read was in there/)
      .waitFor();
    await dropPaths(page, [join(root, 'tests-only')]);
    await page
      .getByRole('alert')
      .getByText(/No normal images to learn from/)
      .waitFor();
    expect(await page.getByRole('heading', { name: /hex-nut/ }).count()).toBe(1);
    await close();
  });

  it('asks which of two folders dropped at once to open', async () => {
    const root = await temporaryFolder();
    const folders = [
      await writeCategory(root, 'left', { train: 3, good: 1, defective: 1 }),
      await writeCategory(root, 'right', { train: 4, good: 1, defective: 1 }),
    ];
    const { page, close } = await host.open('#/data');
    await page.getByRole('heading', { name: /hex-nut/ }).waitFor({ timeout: 30_000 });
    await dropPaths(page, folders);
    await page.getByRole('button', { name: 'Open right' }).click();
    await page.getByRole('heading', { name: /right/ }).waitFor({ timeout: 30_000 });
    await close();
  });

  it('opens a dropped folder while a network trains, and lets the training end undisturbed', async () => {
    const folder = await writeCategory(await temporaryFolder(), 'later', { train: 6, good: 2, defective: 2 });
    const query = '?v=1&width=quarter&side=64&input=32&steps=40&batch=2';
    const { page, complaints, close } = await host.open(`#/train${query}`);
    await page.getByText('Ready', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Start training' }).click();
    const training = page.getByRole('region', { name: 'Training' });
    await training.getByText(/^[1-9]\d* \/ 40/).waitFor({ timeout: 120_000 });
    await dropPaths(page, [folder]);
    await page.getByRole('heading', { name: /later/ }).waitFor({ timeout: 60_000 });
    await page.getByRole('tab', { name: /Train/ }).click();
    await training.getByText('40 / 40').waitFor({ timeout: 240_000 });
    expect(complaints).toEqual([]);
    await close();
  });

  it('opens an image of 20 MB', async () => {
    const folder = await writeCategory(await temporaryFolder(), 'large', { train: 3, good: 1, defective: 1 });
    const side = 2700;
    const random = createRandom('large');
    const noise = Uint8Array.from({ length: 3 * side * side }, () => random.integer(256));
    const png = encodePng('rgb', side, side, noise);
    expect(png.length).toBeGreaterThan(20e6);
    await write(join(folder, 'train/good/large.png'), png);
    const { page, complaints, close } = await host.open('#/data?v=1');
    await page.getByText('Ready', { exact: true }).waitFor();
    await dropPaths(page, [folder]);
    await page.getByRole('heading', { name: /large/ }).waitFor({ timeout: 60_000 });
    await page.getByText('4 images').first().waitFor();
    expect(await page.getByRole('table', { name: 'Files left out' }).count()).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  });

  it('imports all of 391 images from one dropped folder', async () => {
    const folder = await writeCategory(
      await temporaryFolder(),
      'many',
      { train: 391, good: 1, defective: 1 },
      16,
    );
    const { page, close } = await host.open('#/data');
    await page.getByRole('heading', { name: /hex-nut/ }).waitFor({ timeout: 30_000 });
    await dropPaths(page, [folder]);
    await page.getByText('391 images').waitFor({ timeout: 60_000 });
    await close();
  });

  it('repairs nonsense in a link and says so', async () => {
    const { page, close } = await host.open('#/tune?v=1&T=NaN&rot=-5..1e9&steps=-3&hue=banana');
    const alert = page.getByRole('alert').filter({ hasText: 'Some settings in the link' });
    await alert.waitFor();
    const text = await alert.innerText();
    expect(text).toMatch(/SSIM threshold T: “NaN” came, 0\.95 is used/);
    expect(text).toMatch(/Rotation: “-5\.\.1e9” came, 0–45 is used/);
    expect(text).toMatch(/Steps: “-3” came, 1 is used/);
    await page.getByRole('figure').nth(11).waitFor();
    await close();
  });
});
