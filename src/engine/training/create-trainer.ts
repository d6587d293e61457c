/** Chooses the path that a network is trained on. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import { createRandom } from '../../core/random.ts';
import type { Device } from '../device.ts';
import type { ConvolutionStyle } from '../kernels/convolution.ts';
import { resNet18Network } from '../networks/resnet18-network.ts';
import { drawParameters, startStatistics } from '../networks/parameters.ts';
import type { Execution } from '../program/recorder.ts';
import { createReferenceTrainer } from './reference-trainer.ts';
import { createCompiledTrainer } from './compiled-trainer.ts';
import type { FirstValues, Trainer } from './trainer.ts';

export function styleFor({ report, lanes }: Pick<Device, 'report' | 'lanes'>): ConvolutionStyle {
  if (!report.isSoftware) return { kind: 'tiled' };
  return lanes === undefined ? { kind: 'direct' } : { kind: 'broadcast', lanes };
}

/** Activations are kept in 16 bits where that is wished for and the device can. */
export function executionFor(
  { halfStorage }: Pick<Experiment, 'halfStorage'>,
  device: Pick<Device, 'report' | 'lanes'>,
): Execution {
  const storage = halfStorage && device.report.hasHalfStorage ? 'f16' : 'f32';
  return { style: styleFor(device), storage };
}

/** A fresh network, or one that begins with `start`: its own kernels on WebGPU, plain tfjs operations elsewhere. */
export function createTrainer(
  experiment: Experiment,
  device: Pick<Device, 'gpu' | 'report' | 'lanes'>,
  start?: Pick<FirstValues, 'parameters' | 'statistics'>,
): Trainer {
  const network = resNet18Network(experiment);
  const { spec } = network;
  const random = createRandom(experiment.seed).fork('weights');
  const fresh = () => ({ parameters: drawParameters(spec, random), statistics: startStatistics(spec) });
  const first = { experiment, network, ...(start ?? fresh()) };
  if (device.gpu === undefined) return createReferenceTrainer(first);
  return createCompiledTrainer(first, device.gpu, executionFor(experiment, device));
}
