/** The way to a knob from anywhere: its stage opens, the folds around it too, and it has the focus. */
import { knobs, type KnobName } from '../../core/experiment/experiment.ts';
import type { KnobGroup } from '../../core/experiment/knob.ts';
import type { StageName } from '../../state/frame/preferences.ts';
import type { Stages } from '../../state/stages.ts';

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

/** How long a stage that is looked at for the first time may take to be there. */
const patience = { tries: 60, restMs: 50 } as const;

/** Gives the knob the focus as soon as it is drawn. */
function focusKnob(name: KnobName, tries: number): void {
  const field = document.querySelector(`[data-knob="${name}"]`);
  if (field === null) {
    if (tries > 0) setTimeout(focusKnob, patience.restMs, name, tries - 1);
    return;
  }
  for (
    let fold = field.closest('details');
    fold !== null;
    fold = fold.parentElement?.closest('details') ?? null
  )
    fold.setAttribute('open', '');
  field.scrollIntoView({ block: 'center' });
  field
    .querySelector<HTMLElement>('select, input:not([type=radio]:not(:checked)), [role="slider"]')
    ?.focus({ preventScroll: true });
}

/** Opens the knob's stage and group. */
export function goToKnob({ preferences, frame }: Stages, name: KnobName): void {
  frame.showKnobs(true);
  preferences.openStage(homes[knobs[name].group]);
  setTimeout(focusKnob, patience.restMs, name, patience.tries);
}
