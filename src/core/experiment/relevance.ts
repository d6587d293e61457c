/** Which knobs matter to the generator at hand. */
import { knobOf, type Experiment, type KnobName } from './experiment.ts';

export function isRelevant(name: KnobName, { generator }: Pick<Experiment, 'generator'>): boolean {
  return knobOf(name).generators?.includes(generator) ?? true;
}
