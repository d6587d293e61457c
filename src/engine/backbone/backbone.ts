/** A network that is learnt already and stays as it is: images in, two feature maps out. */
import type { PackedImages } from '../../core/views/packed.ts';
import type { Multiply } from '../patch-head/matrix.ts';

export interface BackboneMaps {
  /** [count, side / 8, side / 8, 192] */
  readonly fine: Float32Array;
  /** [count, side / 16, side / 16, 576] */
  readonly coarse: Float32Array;
}

/** What carries it out: our kernels on a GPU, WebAssembly, or plain tfjs operations. */
export type BackbonePath = 'kernels' | 'wasm' | 'reference';

export interface Backbone {
  readonly path: BackbonePath;
  /** Maps of all images, one after another; their side is a multiple of 16. */
  readonly features: (images: PackedImages) => Promise<BackboneMaps>;
  readonly dispose: () => void;
}

/** What detectors on frozen features work with. */
export interface FrozenBackbone {
  readonly backbone: Pick<Backbone, 'features'>;
  readonly multiply: Multiply;
}
