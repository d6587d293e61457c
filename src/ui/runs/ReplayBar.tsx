/** Says that the panels show a recorded run, on what it ran, and moves all of them by one slider. */
import { useSlice, useSpeech, useStages } from '../hooks/stages.ts';
import panels from '../panels/Panels.module.css';
import { deviceName } from '../text/device.ts';
import { runsSentences, runsText } from '../text/runs.ts';
import { runTitle } from './run-title.ts';
import styles from './Runs.module.css';

function Place() {
  const { replay, training, evaluation } = useStages();
  const { say, language } = useSpeech();
  const count = useSlice(replay.store, ({ events }) => events.length);
  const at = useSlice(replay.store, (state) => state.at);
  const step = useSlice(training.store, ({ steps }) => steps.at(-1)?.step ?? 0);
  const total = useSlice(training.store, (state) => state.total);
  const scored = useSlice(evaluation.store, ({ items }) => items.length);
  const text = runsSentences.place[language](step, total, scored);
  if (count === 0) return <span>{say(runsText.noEvents)}</span>;
  return (
    <>
      <input
        type="range"
        aria-label={say(runsText.position)}
        aria-valuetext={text}
        min={0}
        max={count}
        value={at}
        onChange={(event) => {
          replay.seek(event.target.valueAsNumber);
        }}
      />
      <output>{text}</output>
    </>
  );
}

export function ReplayBar() {
  const { replay } = useStages();
  const { say, language } = useSpeech();
  const run = useSlice(replay.store, (state) => state.run);
  if (run === undefined) return null;
  return (
    <section aria-label={say(runsText.recorded)} className={styles.replay}>
      <span>
        <strong>{say(runsText.recorded)}</strong>: {runTitle(run, language)} ·{' '}
        {say(deviceName(run.results.device))}
      </span>
      <Place />
      <button type="button" className={panels.button} onClick={replay.leave}>
        {say(runsText.leave)}
      </button>
    </section>
  );
}
