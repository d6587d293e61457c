import { describe, expect, it } from 'vitest';
import { backbonePath as builtPath, makeBackbone } from '../../../scripts/build/backbone-asset.mjs';
import { trunkLayers, trunkSize } from '../networks/mobilenet-v2.ts';
import { backbonePath, readBackbone } from './backbone-file.ts';

const bytes = new Uint8Array(makeBackbone());

interface ManifestLayer {
  readonly name: string;
  readonly kind: 'convolution' | 'depthwise' | 'add';
  readonly side?: number;
  readonly stride?: number;
  readonly activation?: string;
}

/** The layers as the model's own file lists them. */
function manifest(): ManifestLayer[] {
  const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length))) as {
    __metadata__: { layers: string };
  };
  return JSON.parse(header.__metadata__.layers) as ManifestLayer[];
}

describe('the backbone’s file', () => {
  it('is fetched from where the build writes it', () => {
    expect(backbonePath).toBe(builtPath);
  });

  it('holds the 590,336 numbers of the trunk, all finite', async () => {
    const read = await readBackbone(bytes);
    if (!read.ok) throw new Error(JSON.stringify(read.problem));
    const all = Object.values(read.value);
    expect(all.reduce((sum, { length }) => sum + length, 0)).toBe(590_336);
    expect(trunkSize).toBe(590_336);
    expect(all.every((values) => values.every(Number.isFinite))).toBe(true);
  });

  it('comes from a model with the layers that our network has, in the same order', () => {
    const convolutions = manifest().filter(({ kind }) => kind !== 'add');
    expect(
      convolutions.map(({ name, kind, side, stride, activation }) => [name, kind, side, stride, activation]),
    ).toEqual(
      trunkLayers.map(({ name, side, stride, isDepthwise, activation = 'none' }) => [
        name,
        isDepthwise ? 'depthwise' : 'convolution',
        side,
        stride,
        activation,
      ]),
    );
  });

  it('is refused with what was expected and what came: cut off, one bit changed, something else', async () => {
    const changed = bytes.slice();
    changed[500_000] ^= 1;
    for (const wrong of [
      bytes.slice(0, 1000),
      changed,
      new Uint8Array(0),
      new TextEncoder().encode('<html>'),
    ]) {
      const read = await readBackbone(wrong);
      expect(read).toMatchObject({ ok: false, problem: { kind: 'damaged' } });
    }
  });
});
