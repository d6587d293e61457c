/** The formula of a knob, or of the option of it that holds, with its reading; loaded when it is first asked for. */
import { createElement, useId, type ReactNode } from 'react';
import type { Experiment, KnobName } from '../../core/experiment/experiment.ts';
import type { Formula, MathNode } from '../../core/formulas/formula.ts';
import { knobFormulas, optionFormulas } from '../../core/formulas/knob-formulas.ts';
import { useSlice, useSpeech, useStages } from '../hooks/stages.ts';
import { frameText } from '../text/frame.ts';
import styles from './KnobField.module.css';

function formulaOf(name: KnobName, experiment: Experiment): Formula | undefined {
  if (name in optionFormulas) {
    const options: Readonly<Record<string, Formula>> = optionFormulas[name as keyof typeof optionFormulas];
    return options[String(experiment[name])];
  }
  return knobFormulas[name];
}

function draw({ tag, content }: MathNode, key?: number): ReactNode {
  const inner = typeof content === 'string' ? content : content.map(draw);
  return createElement(tag, { key }, inner);
}

export default function KnobFormula({ name }: { readonly name: KnobName }) {
  const { experiment: stage } = useStages();
  const { say } = useSpeech();
  const id = useId();
  const experiment = useSlice(stage.store, (state) => state.experiment);
  const formula = formulaOf(name, experiment);
  if (formula === undefined) return null;
  return (
    <div className={styles.formula}>
      <div className={styles.formulaBox} role="group" tabIndex={0} aria-label={say(frameText.formula)}>
        {createElement('math', { display: 'block', 'aria-describedby': id }, draw(formula.math))}
      </div>
      <p id={id}>{say(formula.reading)}</p>
      <cite lang="en">{formula.source}</cite>
    </div>
  );
}
