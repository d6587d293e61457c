/** NSA's network: a ResNet18 with a decoder that says of each pixel how anomalous it is [NSA section 3.3]. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import { normalisationOf } from '../../core/views/normalisation.ts';
import type { Network } from '../../engine/networks/network.ts';
import { applyResNet18Decoder, decoderSpec } from '../../engine/networks/resnet18-decoder.ts';
import { embeddingLength } from '../../engine/networks/resnet18.ts';

/** Outputs: `logits` and `map`, its sigmoid, [N, S, S, 1]; `pooled` features of the encoder. S divides by 32. */
export function nsaNetwork({ width, start }: Pick<Experiment, 'width' | 'start'>): Network {
  return {
    spec: decoderSpec(width),
    normalisation: normalisationOf({ start }),
    outputs: {
      pooled: { channels: embeddingLength(width) },
      logits: { channels: 1, stride: 1 },
      map: { channels: 1, stride: 1 },
    },
    apply({ images }, operations) {
      const { logits, pooled } = applyResNet18Decoder(images, width, operations);
      return { logits, pooled, map: operations.unary(logits, 'sigmoid') };
    },
  };
}
