/** PatchCore on the backbone that ships with the page, or on a ResNet18: the current one, weights of a file, or fresh ones. */
import { createPatchMethod, hasPatchMaps } from '../../engine/evaluation/patch-method.ts';
import { anyMethod } from '../../engine/evaluation/method.ts';
import { resNet18Network } from '../../engine/networks/resnet18-network.ts';
import type { DetectorBody } from '../detector-body.ts';
import { createFrozenPatchMethod } from './frozen-method.ts';

export const patchCoreBody: DetectorBody = {
  learner: (experiment) => ({
    network: resNet18Network(experiment),
    objective: undefined,
    optimiser: experiment,
  }),
  canUse: hasPatchMaps,
  async createMethod({ experiment, trainer, frozen }) {
    return experiment.backbone === 'mobilenet-v2'
      ? anyMethod(createFrozenPatchMethod(experiment, await frozen()))
      : anyMethod(createPatchMethod(experiment, trainer));
  },
};
