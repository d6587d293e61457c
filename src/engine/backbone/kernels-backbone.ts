/** The backbone by the engine's own kernels, for GPUs. */
import { slicePacked } from '../../core/views/packed.ts';
import { plainView } from '../../core/views/view.ts';
import { mobileNetV2 } from '../networks/mobilenet-v2.ts';
import type { Values } from '../networks/parameters.ts';
import { createEmbedder, joinRows } from '../program/embedder.ts';
import { packValues } from '../program/layout.ts';
import { layoutsOf } from '../program/layouts.ts';
import type { Execution } from '../program/recorder.ts';
import { createStorage } from '../program/storage.ts';
import type { Backbone, BackboneMaps } from './backbone.ts';
import { checkSide } from './pixels.ts';

/** Images at once: at 256 px one holds some 10 MB of activations. */
const mostImages = 8;

export function createKernelsBackbone(gpu: GPUDevice, values: Values, execution: Execution): Backbone {
  const layouts = layoutsOf(mobileNetV2.spec, execution);
  const weights = createStorage(gpu, 'backbone', layouts.weights.bytes);
  gpu.queue.writeBuffer(weights, 0, packValues(layouts.weights, values));
  const embedder = createEmbedder(gpu, mobileNetV2, { layouts, arenas: { weights } });
  return {
    path: 'kernels',
    async features(images) {
      checkSide(images.side);
      const parts: BackboneMaps[] = [];
      for (let first = 0; first < images.count; first += mostImages) {
        const part = slicePacked(images, first, Math.min(images.count, first + mostImages));
        const [fine, coarse] = await embedder.evaluate(part, ['fine', 'coarse'], plainView);
        parts.push({ fine, coarse });
      }
      return {
        fine: joinRows(parts.map(({ fine }) => fine)),
        coarse: joinRows(parts.map(({ coarse }) => coarse)),
      };
    },
    dispose() {
      embedder.dispose();
      weights.destroy();
    },
  };
}
