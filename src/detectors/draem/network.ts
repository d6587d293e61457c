/**
 * DRAEM's two networks: one paints an image as it should be, the other marks where image and painting differ in a way that matters
 * [DRAEM section 3.1]. Levels are those of the authors' code.
 */
import type { Experiment } from '../../core/experiment/experiment.ts';
import { asPictures } from '../../core/views/normalisation.ts';
import type { Network } from '../../engine/networks/network.ts';
import { applyUNet, uNetSpec } from '../../engine/networks/u-net.ts';

interface DraemLevels {
  readonly reconstruct: readonly number[];
  readonly discriminate: readonly number[];
}

/** Channels of each level, as in the authors' code, whose width is 128. */
export function draemLevels({ draemWidth }: Pick<Experiment, 'draemWidth'>): DraemLevels {
  return {
    reconstruct: [1, 2, 4, 8, 8].map((multiple) => multiple * draemWidth),
    discriminate: [1, 2, 4, 8, 8, 8].map((multiple) => (multiple * draemWidth) / 2),
  };
}

/**
 * Outputs: `reconstruction` [N, S, S, 3]; `logits` [N, S, S, 1], the second class less the first, of which the sigmoid is the
 * softmax of both; `map` [N, S, S, 1], that sigmoid; `pooled`, means of the lowest level of the second network. S divides by 2 as
 * often as that has levels less one.
 */
export function draemNetwork(levels: DraemLevels): Network {
  const reconstruct = { name: 'reconstruct', from: 3, to: 3, levels: levels.reconstruct, hasSkips: false };
  const discriminate = { name: 'discriminate', from: 6, to: 2, levels: levels.discriminate, hasSkips: true };
  const [first, second] = [uNetSpec(reconstruct), uNetSpec(discriminate)];
  return {
    spec: {
      parameters: [...first.parameters, ...second.parameters],
      norms: { ...first.norms, ...second.norms },
    },
    normalisation: asPictures,
    outputs: {
      pooled: { channels: levels.discriminate[levels.discriminate.length - 1] },
      reconstruction: { channels: 3, stride: 1 },
      logits: { channels: 1, stride: 1 },
      map: { channels: 1, stride: 1 },
    },
    apply({ images }, operations) {
      const { slice, concat, binary, unary } = operations;
      const reconstruction = applyUNet(images, reconstruct, operations).y;
      const both = concat([reconstruction, slice(images, 0, 3)]);
      const { y, lowest } = applyUNet(both, discriminate, operations);
      const logits = binary(slice(y, 1, 1), slice(y, 0, 1), 'subtract');
      const map = unary(logits, 'sigmoid');
      return { reconstruction, logits, map, pooled: operations.averagePool(lowest) };
    },
  };
}
