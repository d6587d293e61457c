/** The networks alone of detectors that judge crops and leave as a file, for those who only run them. */
import type { Experiment } from '../core/experiment/experiment.ts';
import type { Network } from '../engine/networks/network.ts';
import { resNet18Network } from '../engine/networks/resnet18-network.ts';
import { sphereNetwork } from './deep-svdd/network.ts';

/** Up to the embedding it is the network of the detector's body. */
export function cropNetwork(experiment: Experiment): Network {
  return experiment.detector === 'deep-svdd' ? sphereNetwork(experiment) : resNet18Network(experiment);
}
