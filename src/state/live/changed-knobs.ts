/** The knobs that an answer of Live depends on, and by which of them two settings differ. */
import { knobNames, knobs, type Experiment, type KnobName } from '../../core/experiment/experiment.ts';
import { isSameValue } from '../experiment/link.ts';

export const liveKnobs: readonly KnobName[] = knobNames.filter(
  (name) => knobs[name].effect === 'pseudo-anomaly' || name === 'gateRetries',
);

export function changedKnobs(before: Experiment, after: Experiment): KnobName[] {
  return liveKnobs.filter((name) => !isSameValue(before[name], after[name]));
}
