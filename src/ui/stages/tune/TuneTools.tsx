/** What acts on the whole setting: presets, undo, copy, seed. */
import buttons from '../../controls/Buttons.module.css';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { tuneText } from '../../text/tune.ts';
import { CopyMenu } from './CopyMenu.tsx';
import { LiveSwitch } from './live/LiveSwitch.tsx';
import { PresetMenu } from './PresetMenu.tsx';

export function TuneTools() {
  const { experiment } = useStages();
  const { say } = useSpeech();
  const history = useSlice(experiment.store, (state) => state.history);
  return (
    <div className={buttons.smallRow}>
      <LiveSwitch />
      <PresetMenu />
      <button
        type="button"
        className={buttons.button}
        disabled={history.past.length === 0}
        onClick={experiment.undo}
      >
        {say(tuneText.undo)}
      </button>
      <button
        type="button"
        className={buttons.button}
        disabled={history.future.length === 0}
        onClick={experiment.redo}
      >
        {say(tuneText.redo)}
      </button>
      <CopyMenu />
      <button type="button" data-part="new-seed" className={buttons.button} onClick={experiment.newSeed}>
        {say(tuneText.newSeed)}
      </button>
    </div>
  );
}
