/** The way to a knob from anywhere: its stage opens, the folds around it too, and it has the focus. */
import { knobs, type KnobName } from '../../core/experiment/experiment.ts';
import type { KnobGroup } from '../../core/experiment/knob.ts';
import type { StageName } from '../../state/frame/preferences.ts';
import type { Stages } from '../../state/stages.ts';
import { bringIntoView, whenThere } from './when-there.ts';

/** Where a group's knobs are. */
const homes: Readonly<Record<KnobGroup, StageName>> = {
  detector: 'train',
  generator: 'tune',
  patch: 'tune',
  transform: 'tune',
  colour: 'tune',
  gate: 'tune',
  views: 'train',
  network: 'train',
  training: 'train',
  score: 'evaluate',
};

/** Gives the knob the focus. */
function focusKnob(field: HTMLElement): void {
  bringIntoView(field);
  field
    .querySelector<HTMLElement>('select, input:not([type=radio]:not(:checked)), [role="slider"]')
    ?.focus({ preventScroll: true });
}

/** Opens the knob's stage and group. */
export function goToKnob({ preferences, frame }: Stages, name: KnobName): void {
  frame.showKnobs(true);
  preferences.openStage(homes[knobs[name].group]);
  whenThere(`[data-knob="${name}"]`, focusKnob);
}
