/** Chooses the path that a network is trained on. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import { createRandom } from '../../core/random.ts';
import type { Device } from '../device.ts';
import type { ConvolutionStyle } from '../kernels/convolution.ts';
import { networkSpec } from '../network/network.ts';
import { drawParameters, startStatistics } from '../network/parameters.ts';
import { createComposedTrainer } from './composed-trainer.ts';
import { createPlannedTrainer } from './planned-trainer.ts';
import type { Trainer } from './trainer.ts';

export function styleFor({ report, lanes }: Pick<Device, 'report' | 'lanes'>): ConvolutionStyle {
  if (!report.isSoftware) return { kind: 'tiled' };
  return lanes === undefined ? { kind: 'direct' } : { kind: 'broadcast', lanes };
}

/** A fresh network: its own kernels on WebGPU, plain tfjs operations elsewhere. */
export function createTrainer(
  experiment: Experiment,
  device: Pick<Device, 'gpu' | 'report' | 'lanes'>,
): Trainer {
  const spec = networkSpec(experiment);
  const random = createRandom(experiment.seed).fork('weights');
  const first = {
    experiment,
    parameters: drawParameters(spec, random),
    statistics: startStatistics(spec),
  };
  if (device.gpu === undefined) return createComposedTrainer(first);
  return createPlannedTrainer(first, device.gpu, styleFor(device));
}
