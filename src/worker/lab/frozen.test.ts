import { afterEach, describe, expect, it, vi } from 'vitest';
import { makeBackbone } from '../../../scripts/build/backbone-asset.mjs';
import { openDevice } from '../../engine/device.ts';
import { wasmFolder } from '../../engine/testing/wasm-folder.ts';
import { backboneOf, createFrozen } from './frozen.ts';
import { filesOfPage } from './page-files.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('the files of the backbone', () => {
  it.each([
    ['https://example.org/some/kizu/assets/lab.worker-Ab1.js', 'https://example.org/some/kizu/backbone/'],
    [
      'http://localhost:5173/src/worker/lab/lab.worker.ts?worker_file&type=module',
      'http://localhost:5173/backbone/',
    ],
  ])('lie beside the page of %s', async (worker, folder) => {
    const asked: string[] = [];
    vi.stubGlobal('fetch', (address: string) => {
      asked.push(address);
      return Promise.resolve(new Response(Uint8Array.of(1, 2)));
    });
    const files = backboneOf(filesOfPage(worker));
    expect(files.wasmFolder).toBe(folder);
    expect([...(await files.read())]).toEqual([1, 2]);
    expect(asked).toEqual([`${folder}mobilenet-v2.safetensors`]);
  });
});

describe('the backbone of the lab', () => {
  it('is opened once a device; a missing or damaged file is a problem with a name, and tried again', async () => {
    const device = await openDevice('cpu');
    let bytes: Uint8Array<ArrayBuffer> | undefined;
    const read = vi.fn(() =>
      bytes === undefined
        ? Promise.reject(new Error('expected status 200, got 404'))
        : Promise.resolve(bytes),
    );
    const open = createFrozen({ read, wasmFolder: wasmFolder() });
    await expect(open(device)).rejects.toMatchObject({
      kind: 'no-backbone',
      message: 'expected status 200, got 404',
    });
    const whole = new Uint8Array(makeBackbone());
    bytes = whole.slice(0, 5000);
    await expect(open(device)).rejects.toMatchObject({ kind: 'no-backbone', message: /expected SHA-256/ });
    bytes = whole;
    const frozen = await open(device);
    expect(await open(device)).toBe(frozen);
    expect(read).toHaveBeenCalledTimes(3);
  });
});
