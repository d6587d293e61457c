/** Beside the AUROC of a trained network: what the same network reached before its first step, and the way to measure it on test images. */
import { useRef } from 'react';
import { beforeTraining } from '../../../state/evaluation/before-training.ts';
import { hasUntrained } from '../../../state/evaluation/untrained.ts';
import { isTraining } from '../../../state/training/training.ts';
import buttons from '../../controls/Buttons.module.css';
import notes from '../../controls/Notes.module.css';
import { useRowFocus } from '../../hooks/row-focus.ts';
import { focusIfLost } from '../../hooks/stage-focus.ts';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { runProblemText } from '../../text/problems.ts';
import { sentences } from '../../text/sentences.ts';
import { stageText } from '../../text/stages.ts';
import { untrainedSentences, untrainedText } from '../../text/statistics.ts';
import { duration } from '../../text/units.ts';

/** As shown, by three places. */
const shown = (area: number) => area.toFixed(3);

type Words = (before: string, after: string, isBeaten: boolean) => string;

interface Compared {
  readonly text: string;
  /** Whether training was of use. */
  readonly isBeaten: boolean;
}

function inWords(words: Words, before: number, after: number): Compared {
  const isBeaten = Number(shown(after)) > Number(shown(before));
  return { text: words(shown(before), shown(after), isBeaten), isBeaten };
}

/** By the test images once they were asked about, else by what training itself saw. */
function useBefore(): Compared | undefined {
  const { evaluation, training } = useStages();
  const { say } = useSpeech();
  const results = useSlice(evaluation.store, (state) => state.results);
  const watched = useSlice(training.store, (state) => state.watched);
  const experiment = useSlice(training.store, (state) => state.experiment);
  const dataset = useSlice(training.store, (state) => state.dataset);
  if (results === undefined) return undefined;
  const { untrained, auroc } = results.evaluation;
  if (untrained !== undefined && auroc !== null)
    return inWords(say(untrainedSentences.scored), untrained.auroc, auroc);
  const found = beforeTraining(results, { watched, experiment, dataset });
  if (found === undefined) return undefined;
  const { testBefore, heldOutBefore } = untrainedSentences;
  return inWords(say(found.basis === 'test' ? testBefore : heldOutBefore), found.before, found.after);
}

/** Asks for it, says what that costs, and how far it is. */
function MeasureUntrained({ onMeasured }: { readonly onMeasured: () => void }) {
  const { evaluation, training, untrained, replay } = useStages();
  const { say, language } = useSpeech();
  const results = useSlice(evaluation.store, (state) => state.results);
  const last = useSlice(training.store, (state) => state);
  const { status, done, total, problem } = useSlice(untrained.store, (state) => state);
  const isReplay = useSlice(replay.store, ({ run }) => run !== undefined);
  const row = useRowFocus(status);
  if (isReplay || results === undefined || !hasUntrained(results, last)) return null;
  const estimatedMs = untrained.estimatedMs();
  const isRunning = status === 'running';
  return (
    <div {...row}>
      <p className={notes.note}>
        {say(untrainedText.why)}{' '}
        {estimatedMs !== undefined && say(untrainedSentences.cost)(duration(estimatedMs, language))}
      </p>
      <div className={buttons.smallRow}>
        <button
          type="button"
          className={buttons.button}
          disabled={isRunning || isTraining(last)}
          onClick={() => void untrained.measure().then(onMeasured)}
        >
          {say(untrainedText.measure)}
        </button>
        {isRunning && (
          <>
            <button type="button" className={buttons.button} onClick={untrained.stop}>
              {say(stageText.stop)}
            </button>
            <span className={notes.note}>{say(sentences.untrainedLine)(done, total)}</span>
          </>
        )}
      </div>
      {problem !== undefined && (
        <p role="alert" className={notes.problem}>
          {say(runProblemText(problem, 'evaluation'))}
        </p>
      )}
    </div>
  );
}

export function BeforeTrainingLine() {
  const found = useBefore();
  const ref = useRef<HTMLDivElement>(null);
  // The button and its row go with what they were for; then the keyboard stands at the answer.
  const takeFocus = () => {
    focusIfLost(() => ref.current?.focus());
  };
  return (
    <div ref={ref} tabIndex={-1}>
      {found !== undefined && (
        <p className={found.isBeaten ? notes.note : notes.reason} role="status">
          {found.text}
        </p>
      )}
      <MeasureUntrained onMeasured={takeFocus} />
    </div>
  );
}
