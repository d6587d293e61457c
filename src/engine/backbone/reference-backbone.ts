/** The backbone by plain tfjs operations, on whatever backend tfjs works with: where WebAssembly is missing, too. */
import * as tf from '@tensorflow/tfjs';
import { slicePacked } from '../../core/views/packed.ts';
import { applyTrunk, mobileNetV2 } from '../networks/mobilenet-v2.ts';
import type { Values } from '../networks/parameters.ts';
import { joinRows } from '../program/embedder.ts';
import { referenceOperations } from '../reference/operations.ts';
import { createModel, disposeModel } from '../reference/state.ts';
import type { Backbone, BackboneMaps } from './backbone.ts';
import { centredPixels, checkSide } from './pixels.ts';

export function createReferenceBackbone(values: Values): Backbone {
  const state = createModel(mobileNetV2.spec, values, {});
  const operations = referenceOperations({ state, mode: 'evaluate', sink: [] });

  async function mapsOf(image: Float32Array, side: number): Promise<BackboneMaps> {
    const { fine, coarse } = tf.tidy(() => ({
      ...applyTrunk<tf.Tensor>(tf.tensor4d(image, [1, side, side, 3]), operations),
    }));
    const [fineData, coarseData] = await Promise.all([fine.data(), coarse.data()]);
    tf.dispose([fine, coarse]);
    return { fine: Float32Array.from(fineData), coarse: Float32Array.from(coarseData) };
  }

  return {
    path: 'reference',
    async features(images) {
      checkSide(images.side);
      const maps: BackboneMaps[] = [];
      for (let i = 0; i < images.count; i++) {
        maps.push(await mapsOf(centredPixels(slicePacked(images, i, i + 1), 0), images.side));
      }
      return {
        fine: joinRows(maps.map(({ fine }) => fine)),
        coarse: joinRows(maps.map(({ coarse }) => coarse)),
      };
    },
    dispose() {
      disposeModel(state);
    },
  };
}
