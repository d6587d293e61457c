/** Named settings to start from, each with where it comes from; beside the pictures, which show at once what each makes. */
import { useId } from 'react';
import { knobNames, type Experiment } from '../../../core/experiment/experiment.ts';
import type { Preset } from '../../../core/experiment/preset.ts';
import { presetChanges, presets } from '../../../core/experiment/presets.ts';
import buttons from '../../controls/Buttons.module.css';
import { isSameValue } from '../../../state/experiment/link.ts';
import { provenanceWords } from '../../controls/KnobHelp.tsx';
import knobStyles from '../../controls/KnobField.module.css';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { tuneText } from '../../text/tune.ts';
import styles from './Menu.module.css';

/** Whether all that it sets is set so. */
function isChosen(preset: Preset, settings: Experiment): boolean {
  const changes = presetChanges(preset);
  return knobNames.every((name) => {
    const value = changes[name];
    return value === undefined || isSameValue(value, settings[name]);
  });
}

export function PresetMenu() {
  const { experiment } = useStages();
  const { say } = useSpeech();
  const id = useId();
  const settings = useSlice(experiment.store, (state) => state.experiment);
  return (
    <>
      <button type="button" className={buttons.button} popoverTarget={id}>
        {say(tuneText.presets)} ▾
      </button>
      <div id={id} popover="auto" className={styles.menu} aria-label={say(tuneText.presets)} role="group">
        {presets.map((preset) => (
          <button
            key={preset.id}
            type="button"
            aria-pressed={isChosen(preset, settings)}
            onClick={() => {
              experiment.apply(presetChanges(preset));
            }}
          >
            <span className={styles.presetHead}>
              <strong>{say(preset.label)}</strong>
              <span className={knobStyles.badge} data-provenance={preset.provenance}>
                {say(provenanceWords[preset.provenance])}
              </span>
            </span>
            <span className={styles.presetMeaning}>{say(preset.meaning)}</span>
          </button>
        ))}
      </div>
    </>
  );
}
