/** Which part of the network keeps the weights that it starts with. */
import type { Experiment } from '../../core/experiment/experiment.ts';

const stages: Readonly<Record<Experiment['frozen'], RegExp>> = {
  none: /^$/,
  layer2: /^encoder\.(conv1|bn1|layer1|layer2)\b/,
  layer3: /^encoder\.(conv1|bn1|layer1|layer2|layer3)\b/,
  encoder: /^encoder\./,
};

/** By name of a weight or a layer. Frozen norms use their running statistics, which stay as they are. */
export function isFrozen(name: string, frozen: Experiment['frozen']): boolean {
  return stages[frozen].test(name);
}
