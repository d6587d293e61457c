/** What makes one setting of a detector another than its defaults. */
import { defaultExperiment, type Experiment, type KnobName } from './experiment.ts';
import { heedsImageSize, relevantKnobs } from './relevance.ts';

/**
 * Knobs that say something and differ from their defaults; seed and detector aside, and the working size where it changes only what
 * Tune draws. In the table's order.
 */
export function changedKnobs(experiment: Experiment): KnobName[] {
  return relevantKnobs(experiment).filter(
    (name) =>
      name !== 'seed' &&
      name !== 'detector' &&
      (name !== 'imageSize' || heedsImageSize(experiment)) &&
      JSON.stringify(experiment[name]) !== JSON.stringify(defaultExperiment[name]),
  );
}
