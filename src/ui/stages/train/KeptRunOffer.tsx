/** A training that is kept on this device, offered where its images are open: resumed, opened as it is, or discarded. */
import buttons from '../../controls/Buttons.module.css';
import notes from '../../controls/Notes.module.css';
import { offeredRun } from '../../../state/training/kept-run.ts';
import type { KeptRun } from '../../../state/worker-types.ts';
import { isTraining } from '../../../state/training/training.ts';
import { useNames } from '../../hooks/names.ts';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { DiscardedNote } from './KeptRunList.tsx';
import { dayOf, megabytes } from '../../text/units.ts';
import { keptRunProblemText, lifecycleSentences, lifecycleText } from '../../text/lifecycle.ts';
import { nameOfImages } from '../../text/samples.ts';

function Offer({ run }: { readonly run: KeptRun }) {
  const { keptRun } = useStages();
  const { say } = useSpeech();
  const isOpening = useSlice(keptRun.store, (state) => state.isOpening);
  const { id, step, total, bytes, savedAt } = run;
  const names = useNames(); // it is of the images in use
  const line = say(lifecycleSentences.keptLine);
  return (
    <section aria-label={say(lifecycleText.keptTraining)} className={notes.offer}>
      <p>{line(names.dataset, `${step} / ${total}`, megabytes(bytes), dayOf(savedAt))}</p>
      <div className={buttons.row}>
        {step < total && (
          <button
            type="button"
            className={buttons.primary}
            disabled={isOpening}
            onClick={() => void keptRun.resume(id)}
          >
            {say(lifecycleSentences.resumeFrom)(step)}
          </button>
        )}
        <button
          type="button"
          className={buttons.button}
          disabled={isOpening}
          onClick={() => void keptRun.open(id)}
        >
          {say(isOpening ? lifecycleText.opening : lifecycleText.openKept)}
        </button>
        <button
          type="button"
          className={buttons.quiet}
          disabled={isOpening}
          onClick={() => {
            keptRun.discard(id);
          }}
        >
          {say(lifecycleText.discardKept)}
        </button>
      </div>
      <p className={notes.note}>{say(lifecycleText.ownSettings)}</p>
    </section>
  );
}

function useOffered(): KeptRun | undefined {
  const { keptRun, training, dataset, replay } = useStages();
  const kept = useSlice(keptRun.store, (state) => state);
  const current = useSlice(training.store, (state) => state);
  const fingerprint = useSlice(dataset.store, (state) => state.dataset?.fingerprint);
  const isReplaying = useSlice(replay.store, ({ run }) => run !== undefined);
  return isReplaying ? undefined : offeredRun(kept, current, fingerprint);
}

/** What is kept of other images can be resumed only with them. */
function OthersNote() {
  const { keptRun, training, dataset } = useStages();
  const { say, language } = useSpeech();
  const runs = useSlice(keptRun.store, (state) => state.runs);
  const fingerprint = useSlice(dataset.store, (state) => state.dataset?.fingerprint);
  const isQuiet = useSlice(training.store, (state) => isTraining(state) || state.steps.length > 0);
  const others = runs.filter(({ id }) => id !== fingerprint);
  if (isQuiet || others.length === 0) return null;
  const names = others
    .map((run) => `${nameOfImages(run.dataset, language)} (${run.step} / ${run.total})`)
    .join(', ');
  return <p className={notes.note}>{say(lifecycleSentences.otherImages)(names)}</p>;
}

export function KeptRunOffer() {
  const { keptRun } = useStages();
  const { say } = useSpeech();
  const problem = useSlice(keptRun.store, (state) => state.problem);
  const run = useOffered();
  return (
    <>
      <DiscardedNote />
      {run === undefined ? <OthersNote /> : <Offer run={run} />}
      {problem !== undefined && (
        <p role="alert" className={notes.problem}>
          {say(keptRunProblemText(problem))}
        </p>
      )}
    </>
  );
}
