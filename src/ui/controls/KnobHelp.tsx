/** What a knob means, its range and default, and where the default comes from. */
import { lazy, Suspense, useId, useState } from 'react';
import { knobOf, type KnobName } from '../../core/experiment/experiment.ts';
import type { Knob, Provenance } from '../../core/experiment/knob.ts';
import type { Text } from '../../core/text.ts';
import { useSpeech } from '../hooks/stages.ts';
import { frameText } from '../text/frame.ts';
import { tuneText } from '../text/tune.ts';
import styles from './KnobField.module.css';

const KnobFormula = lazy(() => import('./KnobFormula.tsx'));
const KnobMeaning = lazy(() => import('./KnobMeaning.tsx'));

export const provenanceWords: Readonly<Record<Provenance, Text>> = {
  paper: frameText.paper,
  'not-stated': frameText.notStated,
  cutpaste: frameText.cutpaste,
  nsa: tuneText.nsa,
  draem: tuneText.draem,
  source: frameText.ownPaper,
  ours: frameText.ours,
};

function defaultText(knob: Knob, say: ReturnType<typeof useSpeech>['say']): string {
  switch (knob.kind) {
    case 'number':
      return `${knob.default} ${knob.unit}`;
    case 'range':
      return `${knob.default[0]}–${knob.default[1]} ${knob.unit}`;
    case 'toggle':
      return knob.default ? '✓' : '–';
    case 'choice': {
      const option = knob.options.find(({ value }) => value === knob.default);
      return option === undefined ? '' : say(option.label);
    }
  }
}

export function KnobHelp({ name }: { readonly name: KnobName }) {
  const knob = knobOf(name);
  const [isOpen, setOpen] = useState(false);
  const { say } = useSpeech();
  const id = useId();
  return (
    <>
      <button
        type="button"
        className={styles.info}
        popoverTarget={id}
        aria-label={`${say(frameText.about)}: ${say(knob.label)}`}
      >
        i
      </button>
      <div
        id={id}
        popover="auto"
        className={styles.help}
        onToggle={(event) => {
          setOpen(event.newState === 'open');
        }}
      >
        <strong>{say(knob.label)}</strong>
        {isOpen && (
          <Suspense>
            <KnobMeaning name={name} />
            <KnobFormula name={name} />
          </Suspense>
        )}
        <dl>
          {(knob.kind === 'number' || knob.kind === 'range') && (
            <>
              <dt>{say(frameText.range)}</dt>
              <dd>
                {knob.min}–{knob.max} {knob.unit}
              </dd>
            </>
          )}
          <dt>{say(frameText.initial)}</dt>
          <dd>{defaultText(knob, say)}</dd>
        </dl>
        <span className={styles.badge} data-provenance={knob.provenance}>
          {say(provenanceWords[knob.provenance])}
        </span>
      </div>
    </>
  );
}
