import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { someNormals } from '../../core/dataset/normal-images.ts';
import { drawSampleItems, type SampleName } from '../../core/dataset/samples/samples.ts';
import { objectImages } from '../../core/image/object-region.ts';
import { maskInside, regionOf } from '../../core/image/region-of-interest.ts';
import { openDevice } from '../device.ts';
import { filesHere } from '../testing/backbone-weights.ts';
import type { FrozenBackbone } from './backbone.ts';
import { findObject } from './find-object.ts';
import { openFrozen } from './open-frozen.ts';

const running = { isStopped: () => false, yieldToMessages: () => Promise.resolve() };

const drawn = (name: SampleName) => [...drawSampleItems(name, 128)];
const normalsOf = (items: ReturnType<typeof drawn>) =>
  someNormals(items, objectImages).map(({ image }) => image);

describe('the object that normal images show', () => {
  let frozen: FrozenBackbone;

  beforeAll(async () => {
    await tf.setBackend('cpu');
    frozen = await openFrozen({ ...(await openDevice('cpu')), gpu: undefined }, filesHere);
  });

  it('is found where its background is plain, with every defect inside and part of the background out', async () => {
    const items = drawn('printed-capsule');
    const cells = (await findObject(normalsOf(items), frozen, running))!;
    const share = cells.filter((cell) => cell === 0).length / cells.length;
    expect(share).toBeGreaterThan(0.6);
    expect(share).toBeLessThan(0.9);
    const region = regionOf(cells)!;
    const marked = items.flatMap(({ mask }) => mask ?? []).filter(({ data }) => data.includes(255));
    expect(marked.length).toBeGreaterThan(20);
    for (const mask of marked) expect(maskInside(mask, region)).toEqual(mask);
  });

  it('is none in a texture, of one image, and once it is stopped', async () => {
    const texture = normalsOf(drawn('woven-fabric'));
    expect(await findObject(texture, frozen, running)).toBeUndefined();
    const images = normalsOf(drawn('hex-nut'));
    expect(await findObject(images.slice(0, 1), frozen, running)).toBeUndefined();
    const stopped = { ...running, isStopped: () => true };
    expect(await findObject(images, frozen, stopped)).toBeUndefined();
    expect(await findObject(images, frozen, running)).toBeInstanceOf(Uint8Array);
  });
});
