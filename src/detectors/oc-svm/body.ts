/** The one-class SVM is fitted while it is evaluated: there is no network of its own to train by steps. */
import { anyMethod } from '../../engine/evaluation/method.ts';
import { resNet18Network } from '../../engine/networks/resnet18-network.ts';
import type { DetectorBody } from '../detector-body.ts';
import { createSvmMethod, seeFeatures, seeStatistics } from './method.ts';

export const ocSvmBody: DetectorBody = {
  learner: (experiment) => ({
    network: resNet18Network(experiment),
    objective: undefined,
    optimiser: experiment,
  }),
  async createMethod({ experiment, frozen }) {
    const see = experiment.svmSees === 'statistics' ? seeStatistics : seeFeatures((await frozen()).backbone);
    return anyMethod(createSvmMethod(experiment, see));
  },
};
