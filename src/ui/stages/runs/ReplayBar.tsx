/** Says that the panels show a recorded run, on what it ran, and moves all of them by one slider. */
import buttons from '../../controls/Buttons.module.css';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { deviceName } from '../../text/device.ts';
import { runFilesSentences, runFilesText } from '../../text/run-files.ts';
import { runsSentences, runsText } from '../../text/runs.ts';
import { datasetTitle, finishedText } from './run-title.ts';
import styles from './Runs.module.css';

function Place() {
  const { replay, training, evaluation } = useStages();
  const { say } = useSpeech();
  const count = useSlice(replay.store, ({ events }) => events.length);
  const at = useSlice(replay.store, (state) => state.at);
  const step = useSlice(training.store, ({ steps }) => steps.at(-1)?.step ?? 0);
  const total = useSlice(training.store, (state) => state.total);
  const scored = useSlice(evaluation.store, ({ items }) => items.length);
  const text = say(runsSentences.place)(step, total, scored);
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

function PlayButton() {
  const { replay } = useStages();
  const { say } = useSpeech();
  const isPlaying = useSlice(replay.store, (state) => state.isPlaying);
  const isEmpty = useSlice(replay.store, ({ events }) => events.length === 0);
  if (isEmpty) return null;
  return (
    <button type="button" className={buttons.button} onClick={isPlaying ? replay.pause : replay.play}>
      <span aria-hidden="true">{isPlaying ? '❚❚ ' : '▶ '}</span>
      {say(isPlaying ? runFilesText.pause : runFilesText.play)}
    </button>
  );
}

export function ReplayBar() {
  const { replay } = useStages();
  const { say, language } = useSpeech();
  const run = useSlice(replay.store, (state) => state.run);
  if (run === undefined) return null;
  const { device } = run.results;
  return (
    <section aria-label={say(runsText.recorded)} className={styles.replay}>
      <span title={device.adapter}>
        <strong>{say(runsText.recorded)}</strong>: {run.name === '' ? datasetTitle(run, language) : run.name}{' '}
        · {say(runFilesSentences.recordedOn)(say(deviceName(device)), finishedText(run.finishedAt, language))}
      </span>
      <PlayButton />
      <Place />
      <button type="button" className={buttons.button} onClick={replay.leave}>
        {say(runsText.leave)}
      </button>
    </section>
  );
}
