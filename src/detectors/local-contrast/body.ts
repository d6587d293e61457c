/** Local contrast learns while it is fitted: there is no network of its own to train by steps. */
import { anyMethod } from '../../engine/evaluation/method.ts';
import { resNet18Network } from '../../engine/networks/resnet18-network.ts';
import type { DetectorBody } from '../detector-body.ts';
import { liveBudgets } from './live-budget.ts';
import { createLive } from './live.ts';
import { createLocalContrast } from './method.ts';

export const localContrastBody: DetectorBody = {
  learner: (experiment) => ({
    network: resNet18Network(experiment),
    objective: undefined,
    optimiser: experiment,
  }),
  openLive: (source) => createLive(source, liveBudgets[source.depth ?? 'full']),
  async createMethod({ experiment, frozen }) {
    return anyMethod(createLocalContrast(experiment, await frozen()));
  },
};
