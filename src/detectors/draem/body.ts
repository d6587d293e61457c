/** DRAEM: one network repaints images as they should be, another marks what a pseudo-anomaly changed in them [DRAEM]. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import { smoothedMaximum, smoothingWindow } from '../../core/scoring/pixel-map.ts';
import { createMarkedMethod, mapSide, type MarkedScore } from '../../engine/evaluation/marked-method.ts';
import { anyMethod } from '../../engine/evaluation/method.ts';
import { markedRecipe } from '../../engine/training/marked-recipe.ts';
import type { DetectorBody } from '../detector-body.ts';
import { draemLevels, draemNetwork } from './network.ts';
import { draemObjective } from './objective.ts';

function scoreOf(experiment: Experiment): MarkedScore {
  const window = smoothingWindow(mapSide(experiment));
  return { name: 'smoothed-maximum', of: (map) => smoothedMaximum(map, window) };
}

export const draemBody: DetectorBody = {
  learner: (experiment) => ({
    network: draemNetwork(draemLevels(experiment)),
    objective: draemObjective(),
    optimiser: experiment,
  }),
  recipe: (experiment) => markedRecipe(experiment, scoreOf(experiment), { hasClean: true, isBinary: true }),
  createMethod: ({ experiment, trainer }) =>
    Promise.resolve(anyMethod(createMarkedMethod(experiment, trainer, scoreOf(experiment)))),
};
