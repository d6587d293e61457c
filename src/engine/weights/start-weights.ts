/** A network's first weights from a file: what fits of it, and fresh ones for the rest. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { RgbImage } from '../../core/image/image.ts';
import { createRandom } from '../../core/random.ts';
import type { Device } from '../device.ts';
import { resNet18Network } from '../networks/resnet18-network.ts';
import { drawParameters, startStatistics } from '../networks/parameters.ts';
import { normalisationOf } from '../../core/views/normalisation.ts';
import type { FirstValues } from '../training/trainer.ts';
import { mapWeights } from './map-weights.ts';
import type { WeightsFile } from './tensor.ts';

/** `images` are normal training images, square; what of the file had its norms folded is measured on them. */
export async function startFrom(
  {
    tensors,
    normalisation = normalisationOf({ start: 'file' }),
  }: Pick<WeightsFile, 'tensors' | 'normalisation'>,
  experiment: Experiment,
  images: readonly RgbImage[],
  device: Pick<Device, 'gpu' | 'info'>,
): Promise<FirstValues> {
  const { spec } = resNet18Network(experiment);
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
