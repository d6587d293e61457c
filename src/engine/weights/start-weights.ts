/** A network's first weights from a file: what fits of it, and fresh ones for the rest. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { RgbImage } from '../../core/image/image.ts';
import { createRandom } from '../../core/random.ts';
import type { Device } from '../device.ts';
import { resNet18Network } from '../networks/resnet18-network.ts';
import { drawParameters, startStatistics } from '../networks/parameters.ts';
import type { Calibrated } from './calibrate.ts';
import { mapWeights } from './map-weights.ts';
import type { Tensors } from './tensor.ts';

/** `images` are normal training images, square; what of the file had its norms folded is measured on them. */
export async function startFrom(
  tensors: Tensors,
  experiment: Experiment,
  images: readonly RgbImage[],
  device: Pick<Device, 'gpu' | 'info'>,
): Promise<Calibrated> {
  const { spec } = resNet18Network(experiment);
  const mapped = mapWeights(tensors, experiment.width);
  const start = {
    parameters: {
      ...drawParameters(spec, createRandom(experiment.seed).fork('weights')),
      ...mapped.parameters,
    },
    statistics: { ...startStatistics(spec), ...mapped.statistics },
  };
  if (mapped.folded.length === 0) return start;
  const { calibrateOn } = await import('./calibrate-on.ts'); // with tfjs
  return calibrateOn({ start, folded: mapped.folded, experiment, images }, device);
}
