import { describe, expect, it } from 'vitest';
import { createRandom } from '../../random.ts';
import { hash, plain, textured } from '../testing/images.ts';
import {
  autocontrast,
  brightness,
  changeTexture,
  equalize,
  gamma,
  hueAndSaturation,
  invert,
  posterize,
  rotate,
  sharpness,
  solarize,
  type TextureChange,
} from './texture-changes.ts';
import { drawTexture, textureKinds } from './textures.ts';

const image = textured(48, 40);
const all = {
  gamma,
  brightness,
  sharpness,
  hueAndSaturation,
  solarize,
  posterize,
  invert,
  autocontrast,
  equalize,
  rotate,
};

const channel = (data: Uint8Array, c: number) => data.filter((_, i) => i % 3 === c);

describe('changes of a texture', () => {
  it.each(Object.entries(all))('%s leaves its input and works on any size', (_, change: TextureChange) => {
    const before = image.data.slice();
    expect(change(image, createRandom(1)).data).toHaveLength(before.length);
    expect(image.data).toEqual(before);
    expect(change(plain(1, 1, 80), createRandom(1)).data).toHaveLength(3);
  });

  it('invert twice is the image again', () => {
    expect(invert(invert(image, createRandom(1)), createRandom(1)).data).toEqual(image.data);
  });

  it('posterize keeps only upper bits', () => {
    const used = Array.from(
      { length: 30 },
      (_, seed) => new Set(posterize(image, createRandom(seed)).data).size,
    );
    expect(Math.min(...used)).toBe(2);
    for (const count of used) expect(count).toBeLessThanOrEqual(256);
  });

  it('solarize inverts from a threshold on, or leaves the image', () => {
    const results = Array.from({ length: 30 }, (_, seed) => solarize(image, createRandom(seed)).data);
    const changed = results.filter((data) => hash(data) !== hash(image.data));
    expect(changed.length).toBeGreaterThan(5);
    expect(changed.length).toBeLessThan(25);
    for (const data of changed) {
      data.forEach((value, i) => {
        expect([image.data[i], 255 - image.data[i]]).toContain(value);
      });
    }
  });

  it('autocontrast spans the whole range of every channel', () => {
    const { data } = autocontrast(image, createRandom(1));
    for (const c of [0, 1, 2])
      expect([Math.min(...channel(data, c)), Math.max(...channel(data, c))]).toEqual([0, 255]);
  });

  it('equalize makes the share of values below each level follow the level', () => {
    const large = textured(128, 128);
    const values = channel(equalize(large, createRandom(1)).data, 0);
    for (const level of [64, 128, 192]) {
      const share = values.filter((value) => value <= level).length / values.length;
      expect(Math.abs(share - level / 255)).toBeLessThan(0.05);
    }
  });

  it('gamma and brightness keep the order of values; a constant image stays constant under all of them', () => {
    for (const change of [gamma, brightness]) {
      const { data } = change(image, createRandom(4));
      const pairs = Array.from(channel(image.data, 0), (value, i) => [value, data[3 * i]] as const);
      pairs.sort((a, b) => a[0] - b[0]);
      pairs.slice(1).forEach(([, value], i) => {
        expect(value).toBeGreaterThanOrEqual(pairs[i][1]);
      });
    }
    for (const change of Object.values(all)) {
      expect(new Set(channel(change(plain(9, 9, 90), createRandom(2)).data, 0)).size).toBe(1);
    }
  });

  it('are drawn without repeating, none when none is asked for', () => {
    expect(changeTexture(image, 0, createRandom(1))).toBe(image);
    const results = Array.from({ length: 20 }, (_, seed) =>
      hash(changeTexture(image, 3, createRandom(seed)).data),
    );
    expect(new Set(results).size).toBeGreaterThan(17);
  });
});

describe('drawn textures', () => {
  it('come in many kinds, the same for the same seed', () => {
    const draw = (seed: number) => drawTexture({ width: 40, height: 30 }, createRandom(seed));
    expect(draw(3)).toEqual(draw(3));
    const textures = Array.from({ length: 40 }, (_, seed) => draw(seed));
    expect(new Set(textures.map(({ data }) => hash(data))).size).toBe(40);
    for (const { data } of textures) expect(new Set(data).size).toBeGreaterThan(1);
    expect(textureKinds).toBeGreaterThanOrEqual(6);
  });
});
