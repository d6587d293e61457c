/** Switches Live on and off. */
import buttons from '../../../controls/Buttons.module.css';
import { useSlice, useSpeech, useStages } from '../../../hooks/stages.ts';
import { tuneText } from '../../../text/tune.ts';

export function LiveSwitch() {
  const { live } = useStages();
  const { say } = useSpeech();
  const isOn = useSlice(live.store, (state) => state.isOn);
  return (
    <button
      type="button"
      role="switch"
      data-part="live-switch"
      aria-checked={isOn}
      aria-label={say(tuneText.live)}
      className={buttons.button}
      onClick={() => {
        live.switchOn(!isOn);
      }}
    >
      <span aria-hidden="true">{isOn ? '◉' : '○'} </span>
      {say(tuneText.live)}
    </button>
  );
}
