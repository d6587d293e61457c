/** A knob's value in words. */
import { knobs, type Experiment, type KnobName } from '../../core/experiment/experiment.ts';
import type { Speech } from '../hooks/stages.ts';

export function knobValue(name: KnobName, value: Experiment[KnobName], { say }: Pick<Speech, 'say'>): string {
  const knob = knobs[name];
  if (typeof value === 'boolean') return value ? '✓' : '–';
  if (knob.kind === 'choice') {
    const option = knob.options.find((one) => one.value === value);
    return option === undefined ? String(value) : say(option.label);
  }
  const unit = 'unit' in knob ? knob.unit : '';
  return `${typeof value === 'object' ? value.join('–') : String(value)} ${unit}`.trim();
}
