/** Which knobs say anything under the other values: the rest are hidden. */
import { detectorOption } from './detectors.ts';
import { knobNames, knobOf, type Experiment, type KnobName } from './experiment.ts';

/** Whether its detector learns by steps. */
export function needsTraining({ detector }: Experiment): boolean {
  return detectorOption(detector).isTrained;
}

/** Whether it sees with the network that ships with the page, and with no ResNet18. */
export function usesIncludedBackbone({
  detector,
  backbone,
}: Pick<Experiment, 'detector' | 'backbone'>): boolean {
  const seen = detectorOption(detector).backbone;
  return seen === 'included' || (seen === 'chosen' && backbone === 'mobilenet-v2');
}

export function isRelevant(name: KnobName, experiment: Experiment): boolean {
  const { generators, detectors, when } = knobOf(name);
  return (
    (generators?.includes(experiment.generator) ?? true) &&
    (detectors === 'trained'
      ? needsTraining(experiment)
      : (detectors?.includes(experiment.detector) ?? true)) &&
    (when?.({ ...experiment }) ?? true)
  );
}

/** Whether its results change with the working size: the included network sees images at one size of its own. */
export function heedsImageSize(experiment: Experiment): boolean {
  return !usesIncludedBackbone(experiment);
}

/** In the order of the table. */
export function relevantKnobs(experiment: Experiment): KnobName[] {
  return knobNames.filter((name) => isRelevant(name, experiment));
}
