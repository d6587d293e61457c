/** What a knob takes, for messages about a value that it does not take. */
import { knobOf } from './experiment.ts';
import type { KnobRepair } from './parse.ts';

/** Its options, or its range. */
export function wantedOf({ name, taken }: KnobRepair): string {
  const knob = knobOf(name);
  if (knob.kind === 'choice') return knob.options.map(({ value }) => String(value)).join(' or ');
  if (knob.kind === 'toggle') return 'true or false';
  return `${knob.min} to ${knob.max}, such as ${String(taken)}`;
}
