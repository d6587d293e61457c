/** What is wrong with dropped images is reported, with what it means, and mended on the spot. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../src/core/random.ts';
import { dropPaths } from './support/browser.ts';
import { temporaryFolder, write } from './support/folder.ts';
import { hostSite } from './support/host.ts';
import { encodePng, type PngKind } from './support/png.ts';

const side = 48;
const patience = { timeout: 60_000 };

/** Stripes and coarse noise around a level; the same seed is the same picture. */
function draw(seed: string, level: number, kind: PngKind = 'gray'): Buffer {
  const random = createRandom(seed);
  const coarse = Array.from({ length: 64 }, () => random.uniform(-40, 40));
  const gray = Uint8Array.from({ length: side * side }, (_, i) => {
    const cell = Math.floor((i % side) / 6) + 8 * Math.floor(i / side / 6);
    return level + (coarse[cell] ?? 0) + random.uniform(-4, 4);
  });
  const data =
    kind === 'rgb'
      ? gray.reduce((all, value, i) => all.fill(value, 3 * i, 3 * i + 3), new Uint8Array(3 * gray.length))
      : gray;
  return encodePng(kind, side, side, data);
}

/** 25 normal images, a flat one, 8 normal and 8 darker defective ones to test with, a test image that is a training image. */
async function writeSick(root: string): Promise<string> {
  const folder = join(root, 'sick');
  const add = (path: string, png: Buffer) => write(join(folder, path), png);
  for (let i = 0; i < 25; i++) await add(`train/good/${i}.png`, draw(`train ${i}`, 120));
  for (let i = 0; i < 8; i++) await add(`test/good/${i}.png`, draw(`good ${i}`, 120));
  for (let i = 0; i < 8; i++) await add(`test/dark/${i}.png`, draw(`dark ${i}`, 90));
  await add('train/good/flat.png', encodePng('gray', side, side, new Uint8Array(side * side).fill(120)));
  await add('test/good/twin.png', draw('train 3', 120, 'rgb'));
  await add('ground_truth/dark/77_mask.png', encodePng('bit', side, side, new Uint8Array(side * side)));
  await add(
    'test/good/wide.png',
    encodePng(
      'gray',
      60,
      40,
      new Uint8Array(2400).map((_, i) => 60 + ((i * 37) % 120)),
    ),
  );
  return folder;
}

describe('the dataset doctor', () => {
  const host = hostSite({ webGpu: false });

  it('tells what would mislead, leaves images out over a reload, puts them back, and equalises', async () => {
    const { page, complaints, close } = await host.open('#/data');
    await page.getByRole('heading', { name: 'Images: hex-nut' }).waitFor(patience);
    await dropPaths(page, [await writeSick(await temporaryFolder())]);
    await page.getByRole('heading', { name: 'Images: sick' }).waitFor(patience);
    const doctor = page.getByRole('region', { name: 'Dataset doctor' });
    const finding = (text: RegExp) => doctor.getByRole('listitem').filter({ hasText: text });
    for (const text of [
      /A leak: the median grey alone tells defective from normal test images \(AUROC (1\.0|0\.9)\d+\)/,
      /1 test image is nearly the same as in training: test\/good\/twin\.png/,
      /1 image shows a single grey: train\/good\/flat\.png/,
      /Pictures of 2 sizes: 48 x 48 px \(43\), 60 x 40 px \(1\)/,
      /0 of 8 defective test images have a mask/,
      /1 mask belongs to no image: sick\/ground_truth\/dark\/77_mask\.png/,
      /44 images have no colour/,
    ])
      await finding(text).waitFor();

    await finding(/nearly the same/)
      .getByRole('button', { name: 'Leave the image out' })
      .click();
    await doctor.getByText('1 image is left out.').waitFor(patience);
    await finding(/single grey/)
      .getByRole('button', { name: 'Leave the image out' })
      .click();
    await doctor.getByText('2 images are left out.').waitFor(patience);
    expect(await finding(/nearly the same|single grey/).count()).toBe(0);
    await page.getByText('25 images').waitFor();

    await page.reload();
    await page.getByRole('heading', { name: 'Images: sick' }).waitFor(patience);
    await doctor.getByText('2 images are left out.').waitFor();
    await doctor.getByRole('button', { name: 'Put back' }).click();
    await page.getByText('26 images').waitFor(patience);
    await finding(/nearly the same/).waitFor();

    await finding(/A leak: the median grey/)
      .getByRole('button', { name: 'Equalise median grey' })
      .click();
    await doctor.getByRole('button', { name: 'Back to their own grey' }).waitFor(patience);
    expect(await finding(/A leak: the median grey/).count()).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  });

  it('offers another shape where pictures are not square', async () => {
    const { page, complaints, close } = await host.open('#/data');
    await page.getByRole('heading', { name: 'Images: hex-nut' }).waitFor(patience);
    await dropPaths(page, [await writeSick(await temporaryFolder())]);
    await page.getByRole('heading', { name: 'Images: sick' }).waitFor(patience);
    const print = page.getByText(/^Fingerprint/).locator('code');
    const before = await print.innerText();
    await page.getByRole('button', { name: 'Open again: pad with their edges' }).click();
    await expect.poll(() => print.innerText(), patience).not.toBe(before);
    expect(await page.getByRole('button', { name: /^Open again: / }).count()).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  });
});
