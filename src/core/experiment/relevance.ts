/** Which knobs matter to the generator and the optimiser at hand. */
import { knobOf, type Experiment, type KnobName } from './experiment.ts';

export function isRelevant(
  name: KnobName,
  { generator, optimiser }: Pick<Experiment, 'generator' | 'optimiser'>,
): boolean {
  if (name === 'momentum') return optimiser !== 'adamw'; // AdamW has its own two
  return knobOf(name).generators?.includes(generator) ?? true;
}
