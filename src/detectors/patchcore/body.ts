/** PatchCore on any network with maps of strides 8 and 16: the current one, weights of a file, or fresh ones. */
import { createPatchMethod, hasPatchMaps } from '../../engine/evaluation/patch-method.ts';
import { anyMethod } from '../../engine/evaluation/method.ts';
import { resNet18Network } from '../../engine/networks/resnet18-network.ts';
import type { DetectorBody } from '../detector-body.ts';

export const patchCoreBody: DetectorBody = {
  learner: (experiment) => ({
    network: resNet18Network(experiment),
    objective: undefined,
    optimiser: experiment,
  }),
  canUse: hasPatchMaps,
  createMethod: ({ experiment, trainer }) =>
    Promise.resolve(anyMethod(createPatchMethod(experiment, trainer))),
};
