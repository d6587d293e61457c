/** A slider for each disturbance. */
import {
  disturbanceNames,
  disturbanceRanges,
  noDisturbance,
  type DisturbanceName,
} from '../../../../core/stress/disturbance.ts';
import buttons from '../../../controls/Buttons.module.css';
import { useSlice, useSpeech, useStages } from '../../../hooks/stages.ts';
import { disturbanceText, stressText } from '../../../text/stress.ts';
import { levelText } from './level-text.ts';
import styles from './Stress.module.css';

function Slider({ name }: { readonly name: DisturbanceName }) {
  const { stress } = useStages();
  const { say } = useSpeech();
  const disturbance = useSlice(stress.store, (state) => state.disturbance ?? noDisturbance);
  const { low, high, step } = disturbanceRanges[name];
  const value = disturbance[name];
  return (
    <label className={styles.slider}>
      <span>{say(disturbanceText[name])}</span>
      <input
        type="range"
        min={low}
        max={high}
        step={step}
        value={value}
        aria-valuetext={levelText(name, value)}
        onChange={({ target }) => {
          stress.disturb({ ...disturbance, [name]: target.valueAsNumber });
        }}
      />
      <span aria-hidden="true">{levelText(name, value)}</span>
    </label>
  );
}

export function Sliders() {
  const { stress } = useStages();
  const { say } = useSpeech();
  return (
    <div>
      {disturbanceNames.map((name) => (
        <Slider key={name} name={name} />
      ))}
      <button
        type="button"
        className={buttons.button}
        onClick={() => {
          stress.disturb(noDisturbance);
        }}
      >
        {say(stressText.reset)}
      </button>
    </div>
  );
}
