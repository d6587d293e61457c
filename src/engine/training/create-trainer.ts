/** Chooses the path that a network is trained on. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import { createRandom } from '../../core/random.ts';
import type { Device } from '../device.ts';
import { networkSpec } from '../network/network.ts';
import { drawParameters, startStatistics } from '../network/parameters.ts';
import { createComposedTrainer } from './composed-trainer.ts';
import { createPlannedTrainer } from './planned-trainer.ts';
import type { Trainer } from './trainer.ts';

/** A fresh network: its own kernels on WebGPU, plain tfjs operations elsewhere. */
export function createTrainer(experiment: Experiment, device: Pick<Device, 'gpu'>): Trainer {
  const spec = networkSpec(experiment);
  const random = createRandom(experiment.seed).fork('weights');
  const first = {
    experiment,
    parameters: drawParameters(spec, random),
    statistics: startStatistics(spec),
  };
  return device.gpu === undefined ? createComposedTrainer(first) : createPlannedTrainer(first, device.gpu);
}
