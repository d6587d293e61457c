/** Which network scores images: the current one, or one that is made for it. */
import { normalImages } from '../../core/dataset/normal-images.ts';
import type { Experiment } from '../../core/experiment/experiment.ts';
import { usesIncludedBackbone } from '../../core/experiment/relevance.ts';
import { success, type Result } from '../../core/result.ts';
import type { RunProblem } from '../../core/run/events.ts';
import { bodies } from '../../detectors/bodies.ts';
import { createDetectorTrainer } from '../../detectors/run-detector.ts';
import type { Device } from '../../engine/device.ts';
import type { Network } from './network.ts';
import type { LabState } from './state.ts';
import { firstWeights } from './first-weights.ts';

/**
 * The network that images are scored with, and the images that it scores: the current network, on the images that it learnt from;
 * for a detector that can borrow it, on the current images; else one that is not kept, with the weights that the experiment starts
 * from.
 */
export async function networkFor(
  state: LabState,
  device: Device,
  experiment: Experiment,
): Promise<Result<Pick<Network, 'trainer' | 'items'>, RunProblem>> {
  const { network, items } = state;
  if (network !== undefined) {
    if (network.experiment.detector === experiment.detector) return success(network);
    const canBorrow = bodies[experiment.detector].canUse?.(network.trainer.network) ?? false;
    if (canBorrow) return success({ trainer: network.trainer, items });
  }
  return untrainedNetwork(state, device, experiment);
}

/** One that is not kept, with the weights that the experiment starts from, on the images that the current network learnt from. */
export async function untrainedNetwork(
  state: LabState,
  device: Device,
  experiment: Experiment,
): Promise<Result<Pick<Network, 'trainer' | 'items'>, RunProblem>> {
  const { network } = state;
  const items = network?.experiment.detector === experiment.detector ? network.items : state.items;
  const images = normalImages(items, experiment.imageSize);
  const start = await firstWeights(state, experiment, { images, device });
  if (!start.ok) return start;
  return success({ trainer: await createDetectorTrainer(experiment, device, start.value), items });
}

/** Whether a score sees with a network that was trained on the training images of `items`. */
export function hasLearnt(
  { network }: Pick<LabState, 'network'>,
  { trainer, items }: Pick<Network, 'trainer' | 'items'>,
  experiment: Experiment,
): boolean {
  return network?.trainer === trainer && network.items === items && !usesIncludedBackbone(experiment);
}
