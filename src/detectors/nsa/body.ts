/** NSA: a network says of each pixel how much a pseudo-anomaly changed it [NSA]. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import { meanOfMap } from '../../core/scoring/pixel-map.ts';
import { createMarkedMethod, type MarkedScore } from '../../engine/evaluation/marked-method.ts';
import { anyMethod } from '../../engine/evaluation/method.ts';
import { markedRecipe } from '../../engine/training/marked-recipe.ts';
import type { DetectorBody } from '../detector-body.ts';
import { nsaNetwork } from './network.ts';
import { nsaObjective } from './objective.ts';

const score: MarkedScore = { name: 'map-mean', of: meanOfMap };

function isBinary({ nsaLabels }: Experiment): boolean {
  return nsaLabels === 'binary';
}

export const nsaBody: DetectorBody = {
  learner: (experiment) => ({
    network: nsaNetwork(experiment),
    objective: nsaObjective(),
    optimiser: experiment,
  }),
  recipe: (experiment) =>
    markedRecipe(experiment, score, { hasClean: false, isBinary: isBinary(experiment) }),
  createMethod: ({ experiment, trainer }) =>
    Promise.resolve(anyMethod(createMarkedMethod(experiment, trainer, score))),
};
