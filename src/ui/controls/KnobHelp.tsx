/** What a knob means, its range and default, and where the default comes from: under its name, so that it covers nothing. */
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

function Help({ name, id }: { readonly name: KnobName; readonly id: string }) {
  const knob = knobOf(name);
  const { say } = useSpeech();
  return (
    <div id={id} className={styles.help}>
      <Suspense>
        <KnobMeaning name={name} />
        <KnobFormula name={name} />
      </Suspense>
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
  );
}

interface KnobHeadProps {
  readonly name: KnobName;
  /** Of the element with the knob's name. */
  readonly labelId?: string;
}

/** The knob's name with the way to its help, which opens below; Escape on the button closes it. */
export function KnobHead({ name, labelId }: KnobHeadProps) {
  const [isOpen, setOpen] = useState(false);
  const { say } = useSpeech();
  const id = useId();
  const label = say(knobOf(name).label);
  return (
    <>
      <div className={styles.head}>
        <span id={labelId} className={styles.label}>
          {label}
        </span>
        <button
          type="button"
          className={styles.info}
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          aria-label={`${say(frameText.about)}: ${label}`}
          onClick={() => {
            setOpen(!isOpen);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setOpen(false);
          }}
        >
          i
        </button>
      </div>
      {isOpen && <Help name={name} id={id} />}
    </>
  );
}
