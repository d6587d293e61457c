/** Chooses the path that a network is trained on. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import { createRandom } from '../../core/random.ts';
import type { Device } from '../device.ts';
import type { ConvolutionStyle } from '../kernels/convolution.ts';
import { drawParameters, startStatistics } from '../networks/parameters.ts';
import type { Execution } from '../program/recorder.ts';
import { createCompiledTrainer } from './compiled-trainer.ts';
import type { FirstValues, Learner, Trainer } from './trainer.ts';

export function styleFor({ report, lanes }: Pick<Device, 'report' | 'lanes'>): ConvolutionStyle {
  if (!report.isSoftware) return { kind: 'tiled' };
  return lanes === undefined ? { kind: 'direct' } : { kind: 'broadcast', lanes };
}

/** Activations are kept in 16 bits where that is asked for and the device can. */
export function executionFor(
  { halfStorage }: Pick<Experiment, 'halfStorage'>,
  device: Pick<Device, 'report' | 'lanes'>,
): Execution {
  const storage = halfStorage && device.report.hasHalfStorage ? 'f16' : 'f32';
  return { style: styleFor(device), storage };
}

/** A fresh network, or one that begins with `start`: its own kernels on WebGPU, plain tfjs operations elsewhere. */
export async function createTrainer(
  planned: Learner,
  device: Pick<Device, 'gpu' | 'report' | 'lanes'>,
  { seed, halfStorage }: Pick<Experiment, 'seed' | 'halfStorage'>,
  start?: FirstValues,
): Promise<Trainer> {
  const { network } = planned;
  const { spec } = network;
  const normalisation = start?.normalisation ?? network.normalisation;
  const learner = { ...planned, network: { ...network, normalisation } };
  const random = createRandom(seed).fork('weights');
  const first = start ?? { parameters: drawParameters(spec, random), statistics: startStatistics(spec) };
  if (device.gpu !== undefined)
    return createCompiledTrainer(learner, first, device.gpu, executionFor({ halfStorage }, device));
  const { createReferenceTrainer } = await import('./reference-trainer.ts'); // with tfjs
  return createReferenceTrainer(learner, first);
}
