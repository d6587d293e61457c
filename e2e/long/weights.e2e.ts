/** A trained model leaves as a file, and training starts from such a file, from one dropped on the page, or from none. */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { dropPaths } from '../support/browser.ts';
import { temporaryFolder, write } from '../support/folder.ts';
import { hostSite } from '../support/host.ts';
import { train } from '../support/page.ts';

const small = '#/train?v=1&width=quarter&side=64&input=32&steps=2&batch=4&warm=0';
const fixtures = 'src/engine/fixtures/weights';

type SafetensorsHeader = Readonly<Record<string, { readonly shape?: readonly number[] }>>;

/** Shapes by name, read without Kizu's own reader: a length, JSON, then numbers. */
function shapesOf(file: Buffer): Map<string, readonly number[]> {
  const text = file.subarray(8, 8 + Number(file.readBigUInt64LE(0))).toString('utf8');
  const header = JSON.parse(text) as SafetensorsHeader;
  return new Map(
    Object.entries(header).flatMap(([name, { shape }]) => (shape === undefined ? [] : [[name, shape]])),
  );
}

/** Where the download of a button's click lies. */
async function download(page: Page, name: string): Promise<string> {
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name }).click();
  return (await downloading).path();
}

describe('weights', () => {
  const host = hostSite();

  it('leave as safetensors and ONNX, come back on another page, and training starts from them', async () => {
    const first = await host.open(small);
    await train(first.page);
    const file = await readFile(await download(first.page, 'Save model (.safetensors)'));
    const onnx = await readFile(await download(first.page, 'Save model (.onnx)'));
    const shapes = shapesOf(file);
    expect([...shapes].find(([name]) => name.endsWith('conv1.weight'))?.[1]).toEqual([16, 3, 7, 7]);
    const numbers = [...shapes.values()].reduce((sum, shape) => sum + shape.reduce((a, b) => a * b, 1), 0);
    expect(numbers).toBeGreaterThan(690_000); // a quarter-width ResNet18 has .7 million
    expect(onnx.includes('conv1')).toBe(true);
    expect(first.complaints).toEqual([]);
    await first.close();

    const path = join(await temporaryFolder(), 'model.safetensors');
    await write(path, file);
    const second = await host.open(small);
    await second.page.getByRole('button', { name: 'Start training' }).waitFor();
    await dropPaths(second.page, [path]);
    await second.page.getByText(/^model\.safetensors: \d+ tensors fit/).waitFor();
    await expect.poll(() => second.page.url()).toContain('start=file');
    await train(second.page);
    expect(second.complaints).toEqual([]);
    await second.close();
  });

  it('that no ResNet18 has, or that ask for code to be run, are refused in words, and fresh ones stay in use', async () => {
    const { page, complaints, close } = await host.open(small);
    await page.getByRole('button', { name: 'Start training' }).waitFor();
    await dropPaths(page, [resolve(fixtures, 'evil.pth')]);
    await page
      .getByRole('alert')
      .getByText(/asks for code to be run/)
      .waitFor();
    await dropPaths(page, [resolve(fixtures, 'tensors.safetensors')]);
    await page
      .getByRole('alert')
      .getByText(/No tensor fits a ResNet18/)
      .waitFor();
    expect(page.url()).not.toContain('start=file');
    expect(complaints).toEqual([]);
    await close();
  });
});
