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

/** In the order of the table. */
export function relevantKnobs(experiment: Experiment): KnobName[] {
  return knobNames.filter((name) => isRelevant(name, experiment));
}
