/** A network's first weights from a file: what fits of it, and fresh ones for the rest. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { RgbImage } from '../../core/image/image.ts';
import { createRandom } from '../../core/random.ts';
import type { Device } from '../device.ts';
import type { Network } from '../networks/network.ts';
import { drawParameters, startStatistics } from '../networks/parameters.ts';
import { normalisationOf } from '../../core/views/normalisation.ts';
import type { FirstValues } from '../training/trainer.ts';
import { mapWeights } from './map-weights.ts';
import type { WeightsFile } from './tensor.ts';

/** `network` is that of the experiment's detector, with a ResNet18 in it. `images` are normal training images, square; what of the file had its norms folded is measured on them. */
export async function startFrom(
  {
    tensors,
    normalisation = normalisationOf({ start: 'file' }),
  }: Pick<WeightsFile, 'tensors' | 'normalisation'>,
  { network, experiment }: { readonly network: Pick<Network, 'spec'>; readonly experiment: Experiment },
  images: readonly RgbImage[],
  device: Pick<Device, 'gpu' | 'info'>,
): Promise<FirstValues> {
  const { spec } = network;
  const mapped = mapWeights(tensors, experiment.width);
  const start = {
    normalisation,
    parameters: {
      ...drawParameters(spec, createRandom(experiment.seed).fork('weights')),
      ...mapped.parameters,
    },
    statistics: { ...startStatistics(spec), ...mapped.statistics },
  };
  if (mapped.folded.length === 0) return start;
  const { calibrateOn } = await import('./calibrate-on.ts'); // with tfjs
  const calibrated = await calibrateOn(
    { start, normalisation, folded: mapped.folded, experiment, images },
    device,
  );
  return { ...calibrated, normalisation };
}
