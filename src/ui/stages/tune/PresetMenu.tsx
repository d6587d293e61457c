/** Named settings to start from, each with where it comes from. */
import { useId, useRef } from 'react';
import { presetChanges, presets } from '../../../core/experiment/presets.ts';
import buttons from '../../controls/Buttons.module.css';
import { provenanceWords } from '../../controls/KnobHelp.tsx';
import knobStyles from '../../controls/KnobField.module.css';
import { useSpeech, useStages } from '../../hooks/stages.ts';
import { tuneText } from '../../text/tune.ts';
import styles from './Menu.module.css';

export function PresetMenu() {
  const { experiment } = useStages();
  const { say } = useSpeech();
  const id = useId();
  const menu = useRef<HTMLDivElement>(null);
  return (
    <>
      <button type="button" className={buttons.button} popoverTarget={id}>
        {say(tuneText.presets)} ▾
      </button>
      <div
        ref={menu}
        id={id}
        popover="auto"
        className={styles.menu}
        aria-label={say(tuneText.presets)}
        role="group"
      >
        {presets.map((preset) => (
          <button
            key={preset.id}
            type="button"
            onClick={() => {
              experiment.apply(presetChanges(preset));
              menu.current?.hidePopover();
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
