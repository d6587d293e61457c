import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { backboneWeights, wavePictures } from '../testing/backbone-weights.ts';
import { applyTrunk, trunkLayers, trunkShapes } from '../networks/mobilenet-v2.ts';
import type { Values } from '../networks/parameters.ts';
import { wasmFolder } from '../testing/wasm-folder.ts';
import { centredPixels } from './pixels.ts';
import { oracleLayers } from './reference-trunk.oracle.ts';
import { createWasmBackbone } from './wasm-backbone.ts';
import { openWasmMath, type WasmMath, type WasmTensor } from './wasm-math.ts';
import { wasmOperations, writeWeights } from './wasm-operations.ts';

const side = 48;

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  let most = 0;
  for (let i = 0; i < a.length; i++) most = Math.max(most, Math.abs(a[i] - b[i]));
  return most;
}

describe('the trunk on WebAssembly', () => {
  let values: Values;
  let math: WasmMath;
  let oracle: ReadonlyMap<string, Float32Array>;
  const pictures = wavePictures(2, side);

  beforeAll(async () => {
    await tf.setBackend('cpu');
    values = await backboneWeights();
    math = await openWasmMath(wasmFolder());
    const found = new Map<string, Float32Array>();
    tf.tidy(() => {
      const image = tf.tensor4d(centredPixels(pictures, 0), [1, side, side, 3]);
      for (const [name, result] of oracleLayers(image, values)) {
        found.set(name, Float32Array.from(result.dataSync()));
      }
    });
    oracle = found;
  });

  it('equals tfjs’s own operations, layer by layer, to 1e-4', () => {
    const made: WasmTensor[] = [];
    const weights = writeWeights(math, values, trunkShapes);
    const seen: string[] = [];
    applyTrunk(
      math.write(centredPixels(pictures, 0), [1, side, side, 3]),
      wasmOperations(math, weights, made),
      (name, y) => {
        seen.push(name);
        expect(largestDifference(math.read(y), oracle.get(name)!), name).toBeLessThan(1e-4);
      },
    );
    expect(seen).toEqual(trunkLayers.map(({ name }) => name));
  });

  it('gives the maps of each image as if it were alone, and keeps nothing but the weights', async () => {
    const before = math.held();
    const backbone = createWasmBackbone(math, values);
    const both = await backbone.features(pictures);
    expect(both.fine.length).toBe(2 * 6 * 6 * 192);
    expect(both.coarse.length).toBe(2 * 3 * 3 * 576);
    expect(
      largestDifference(both.fine.subarray(0, 6 * 6 * 192), oracle.get('expanded_conv_6/expand')!),
    ).toBeLessThan(1e-4);
    expect(
      largestDifference(both.coarse.subarray(0, 3 * 3 * 576), oracle.get('expanded_conv_13/expand')!),
    ).toBeLessThan(1e-4);
    expect(both.fine.subarray(6 * 6 * 192)).not.toEqual(both.fine.subarray(0, 6 * 6 * 192));
    backbone.dispose();
    expect(math.held()).toBe(before);
  });

  it('leaves tfjs’s backend as it is', () => {
    expect(tf.getBackend()).toBe('cpu');
  });

  it('says which sides it takes', async () => {
    const backbone = createWasmBackbone(math, values);
    await expect(backbone.features(wavePictures(1, 40))).rejects.toThrow(
      'expected images whose side is a multiple of 16, got 40',
    );
    backbone.dispose();
  });
});
