/** The backbone on WebAssembly, one image after another: 40 MB at 256 px while one is on its way. */
import type { PackedImages } from '../../core/views/packed.ts';
import { applyTrunk, trunkMaps, trunkShapes } from '../networks/mobilenet-v2.ts';
import type { Values } from '../networks/parameters.ts';
import type { Backbone, BackboneMaps } from './backbone.ts';
import { centredPixels, checkSide } from './pixels.ts';
import type { WasmMath, WasmTensor } from './wasm-math.ts';
import { wasmOperations, writeWeights, type WasmWeights } from './wasm-operations.ts';

function mapsOf(math: WasmMath, weights: WasmWeights, image: Float32Array, side: number): BackboneMaps {
  const made: WasmTensor[] = [];
  try {
    const input = math.write(image, [1, side, side, 3]);
    made.push(input);
    const { fine, coarse } = applyTrunk(input, wasmOperations(math, weights, made));
    return { fine: math.read(fine), coarse: math.read(coarse) };
  } finally {
    for (const tensor of made) math.release(tensor);
  }
}

/** Lets messages in between two images. */
const pause = () => new Promise((resolve) => setTimeout(resolve, 0));

export function createWasmBackbone(math: WasmMath, values: Values): Backbone {
  const weights = writeWeights(math, values, trunkShapes);
  return {
    path: 'wasm',
    async features(images: PackedImages) {
      const { side, count } = images;
      checkSide(side);
      const lengthOf = ({ stride, channels }: (typeof trunkMaps)['fine' | 'coarse']) =>
        (side / stride) ** 2 * channels;
      const [fineLength, coarseLength] = [lengthOf(trunkMaps.fine), lengthOf(trunkMaps.coarse)];
      const fine = new Float32Array(count * fineLength);
      const coarse = new Float32Array(count * coarseLength);
      for (let i = 0; i < count; i++) {
        if (i > 0) await pause();
        const maps = mapsOf(math, weights, centredPixels(images, i), side);
        fine.set(maps.fine, i * fineLength);
        coarse.set(maps.coarse, i * coarseLength);
      }
      return { fine, coarse };
    },
    dispose: weights.dispose,
  };
}
