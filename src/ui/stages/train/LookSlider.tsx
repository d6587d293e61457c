/** Chooses a probe of the run. */
import type { WatchedEvent } from '../../../core/run/events.ts';
import { useSpeech } from '../../hooks/stages.ts';
import { stageText } from '../../text/stages.ts';
import { trainText } from '../../text/train.ts';
import styles from './LookSlider.module.css';

interface LookProps {
  readonly watched: readonly WatchedEvent[];
  readonly chosen: number | undefined;
  readonly onChoose: (index: number | undefined) => void;
}

/** At its right end it follows the run. */
export function LookSlider({ watched, chosen, onChoose }: LookProps) {
  const { say } = useSpeech();
  const last = watched.length - 1;
  const at = Math.min(chosen ?? last, last);
  const step = watched[at]?.step ?? 0;
  return (
    <label className={styles.look}>
      {say(trainText.lookAt)} <output className={styles.step}>{step}</output>
      <input
        type="range"
        min={0}
        max={last}
        value={at}
        aria-valuetext={`${say(stageText.step)} ${step}`}
        onChange={(event) => {
          const wanted = event.target.valueAsNumber;
          onChoose(wanted === last ? undefined : wanted);
        }}
      />
    </label>
  );
}
