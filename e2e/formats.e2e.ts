/** Every format that is read, in a real browser: what its working copy shows is what the file shows, upright. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { decode as decodePng } from 'fast-png';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { formatFiles, webpSource, type FormatFile } from './formats/files.ts';
import { dropPaths } from './support/browser.ts';
import { temporaryFolder, write } from './support/folder.ts';
import { hostSite } from './support/host.ts';
import { blockColours, pictureOf, tiffVariants } from './support/picture-fixtures.ts';

const patience = { timeout: 60_000 };

async function encodeWebp(page: Page): Promise<Uint8Array> {
  const bytes = await page.evaluate(async ({ width, height, data }) => {
    const canvas = new OffscreenCanvas(width, height);
    canvas.getContext('2d')?.putImageData(new ImageData(Uint8ClampedArray.from(data), width, height), 0, 0);
    const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 1 });
    return [...new Uint8Array(await blob.arrayBuffer())];
  }, webpSource);
  return Uint8Array.from(bytes);
}

/** The middle of each quarter of an exported working copy. */
function quartersOf(png: Uint8Array): number[][] {
  const { width, data } = decodePng(png);
  const [near, far] = [width / 4, (3 * width) / 4];
  return [
    [near, near],
    [far, near],
    [near, far],
    [far, far],
  ].map(([x = 0, y = 0]) => Array.from(data.slice(3 * (y * width + x), 3 * (y * width + x) + 3)));
}

async function exportedOf(page: Page, name: string): Promise<Map<string, Uint8Array>> {
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: `Export ${name}` }).click();
  const path = join(await temporaryFolder(), 'copies.zip');
  await (await downloading).saveAs(path);
  const zip = new ZipReader(new Uint8ArrayReader(await readFile(path)), { useWebWorkers: false });
  const copies = new Map<string, Uint8Array>();
  for (const entry of await zip.getEntries()) {
    if (entry.directory) continue;
    copies.set(entry.filename.split('/').at(-1) ?? '', await entry.getData(new Uint8ArrayWriter()));
  }
  return copies;
}

describe('a folder of every format', () => {
  const host = hostSite({ webGpu: false });
  let copies: ReadonlyMap<string, Uint8Array>;
  let webp: FormatFile;
  beforeAll(async () => {
    const { page, complaints } = await host.open('#/data');
    webp = { ...webpSource, path: 'lossy.webp', content: await encodeWebp(page) };
    const folder = join(await temporaryFolder(), 'formats');
    for (const { path, content } of [...formatFiles, webp])
      await write(join(folder, 'train/good', path), content);
    await page.getByRole('heading', { name: 'Images: hex-nut' }).waitFor(patience);
    await dropPaths(page, [folder]);
    await page.getByRole('heading', { name: 'Images: formats' }).waitFor(patience);
    expect(await page.getByRole('table', { name: 'Files left out' }).count()).toBe(0);
    copies = await exportedOf(page, 'formats');
    expect(complaints).toEqual([]);
  });

  const expectCopy = ({ path, quarters, tolerance }: FormatFile) => {
    const copy = copies.get(path.replace(/[.]\w+$/, '.png'));
    if (copy === undefined) throw new Error(`no ${path} among ${[...copies.keys()].join(', ')}`);
    const off = quartersOf(copy).map((seen, i) =>
      Math.max(...seen.map((value, c) => Math.abs(value - (quarters[i]?.[c] ?? 0)))),
    );
    expect(Math.max(...off), `${path}: ${JSON.stringify(quartersOf(copy))}`).toBeLessThanOrEqual(tolerance);
  };

  it.each(formatFiles)('shows $path as it is', expectCopy);

  it('shows WebP as it is', () => {
    expectCopy(webp);
  });
});

/** Kinds that the browser decodes, with the error of a lossy one. What a profile says of colours is passed over in all. */
const unusual: readonly (readonly [name: string, tolerance: number])[] = [
  ['gif', 1],
  ['gif, two frames', 1],
  ['avif', 1],
  ['jpeg, fill bytes', 90],
  ['bmp, alpha of 0 everywhere', 0],
  ['bmp, alpha of 255', 0],
  ['png, 16-bit colour', 0],
  ['png, profile with swapped colours', 0],
  ['jpeg, profile with swapped colours', 40],
];

describe('a folder of unusual kinds', () => {
  const host = hostSite({ webGpu: false });
  let copies: ReadonlyMap<string, Uint8Array>;
  const fileName = (name: string) => name.replaceAll(/[^a-z0-9]+/g, ' ');
  beforeAll(async () => {
    const { page, complaints } = await host.open('#/data');
    const folder = join(await temporaryFolder(), 'kinds');
    for (const [name] of unusual) {
      await write(join(folder, `train/good/${fileName(name)}.bin.png`), pictureOf(name));
    }
    const strips = tiffVariants.find(({ name }) => name === 'colour, JPEG')?.content ?? new Uint8Array();
    await write(join(folder, 'train/good/strips.tif'), strips);
    await page.getByRole('heading', { name: 'Images: hex-nut' }).waitFor(patience);
    await dropPaths(page, [folder]);
    await page.getByRole('heading', { name: 'Images: kinds' }).waitFor(patience);
    expect(await page.getByRole('table', { name: 'Files left out' }).count()).toBe(0);
    copies = await exportedOf(page, 'kinds');
    expect(complaints).toEqual([]);
  });

  const errorOf = (copy: Uint8Array | undefined): number => {
    if (copy === undefined) throw new Error(`not among ${[...copies.keys()].join(', ')}`);
    const { width, data } = decodePng(copy);
    const errors = blockColours.flatMap((row, y) =>
      row.flatMap((colour, x) => {
        const at = 3 * ((2 * y + 1) * (width / 8) * width + (2 * x + 1) * (width / 8));
        return colour.map((value, c) => Math.abs(value - (data[at + c] ?? NaN)));
      }),
    );
    return Math.max(...errors);
  };

  it.each(unusual)('shows %s as it is', (name, tolerance) => {
    expect(errorOf(copies.get(`${fileName(name)}.bin.png`))).toBeLessThanOrEqual(tolerance);
  });

  it('shows a TIFF of JPEG strips in its own colours', () => {
    expect(errorOf(copies.get('strips.png'))).toBeLessThanOrEqual(60);
  });
});
