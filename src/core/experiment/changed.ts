/** What makes one setting of a detector another than its defaults. */
import { defaultExperiment, type Experiment, type KnobName } from './experiment.ts';
import { relevantKnobs } from './relevance.ts';

/** Knobs that say something and differ from their defaults; seed and detector aside. In the table's order. */
export function changedKnobs(experiment: Experiment): KnobName[] {
  return relevantKnobs(experiment).filter(
    (name) =>
      name !== 'seed' &&
      name !== 'detector' &&
      JSON.stringify(experiment[name]) !== JSON.stringify(defaultExperiment[name]),
  );
}
