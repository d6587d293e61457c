/** Which knobs say anything under the other values: the rest are hidden. */
import { knobNames, knobOf, type Experiment, type KnobName } from './experiment.ts';

export function isRelevant(name: KnobName, experiment: Experiment): boolean {
  const { generators, detectors, when } = knobOf(name);
  return (
    (generators?.includes(experiment.generator) ?? true) &&
    (detectors?.includes(experiment.detector) ?? true) &&
    (when?.({ ...experiment }) ?? true)
  );
}

/** Whether its detector learns by steps: one that does not has no say for the number of them. */
export function needsTraining(experiment: Experiment): boolean {
  return isRelevant('steps', experiment);
}

/** In the order of the table. */
export function relevantKnobs(experiment: Experiment): KnobName[] {
  return knobNames.filter((name) => isRelevant(name, experiment));
}
