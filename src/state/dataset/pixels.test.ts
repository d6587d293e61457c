import { describe, expect, it } from 'vitest';
import { withoutPixels, type Dataset } from '../../core/dataset/dataset.ts';
import { createRgbImage } from '../../core/image/image.ts';
import { answered } from '../testing/answered.ts';
import type { FakeData } from '../testing/fake-data.ts';
import { datasetOf } from '../testing/fakes.ts';
import { createPixels } from './pixels.ts';

const held = datasetOf({ train: 3, test: 1 });
const stored: Dataset = {
  ...held,
  items: held.items.map(withoutPixels),
  storedAt: { id: 'a', medianGray: 9 },
};

function start() {
  const looks: FakeData['looks'] = answered();
  return { looks, pixels: createPixels({ lookAtStored: looks.method }) };
}

describe('pixels of a dataset', () => {
  it('in memory are there at once', async () => {
    const { looks, pixels } = start();
    expect(pixels.peek(held.items, held)).toEqual(held.items);
    expect(await pixels.look(held.items, held)).toEqual(held.items);
    expect(looks.calls).toEqual([]);
  });

  it('that is stored are read once, and are there at once from then on', async () => {
    const { looks, pixels } = start();
    const wanted = stored.items.slice(1, 3);
    expect(pixels.peek(wanted, stored)).toBeUndefined();
    const looking = pixels.look(wanted, stored);
    const paths = wanted.map(({ path }) => path);
    expect(looks.calls.map(({ args }) => args)).toEqual([[{ id: 'a', medianGray: 9, paths }]]);
    looks.calls[0]!.resolve(held.items.slice(1, 3));
    expect(await looking).toEqual(held.items.slice(1, 3));
    expect(pixels.peek(wanted, stored)).toEqual(held.items.slice(1, 3));
    expect(pixels.peek(stored.items, stored)).toBeUndefined();
    expect(pixels.peek(wanted, { ...stored, fingerprint: 'equalised' })).toBeUndefined();
    expect(looks.calls).toHaveLength(1);
  });

  it('go again where many were looked at since', async () => {
    const { looks, pixels } = start();
    const image = createRgbImage(2048, 2048); // 12 MB: four fit
    const big = held.items.map((item) => ({ ...item, image }));
    for (const one of [0, 1, 2, 3]) {
      const other = pixels.look(stored.items.slice(one, one + 1), { ...stored, fingerprint: `${one}` });
      looks.calls[one]!.resolve(big.slice(one, one + 1));
      await other;
    }
    const isThere = (one: number) =>
      pixels.peek(stored.items.slice(one, one + 1), { ...stored, fingerprint: `${one}` }) !== undefined;
    expect([0, 1, 2, 3].map(isThere)).toEqual([true, true, true, true]);
    const fifth = pixels.look(stored.items.slice(0, 1), stored);
    looks.calls[4]!.resolve(big.slice(0, 1));
    await fifth;
    expect([0, 1, 2, 3].map(isThere)).toEqual([false, true, true, true]);
  });
});
