/** How the detector bears worse images: sliders, a table of limits, and defects hidden among its normal images. */
import { ladders } from '../../../../core/stress/disturbance.ts';
import { isStressing } from '../../../../state/evaluation/stress-state.ts';
import buttons from '../../../controls/Buttons.module.css';
import notes from '../../../controls/Notes.module.css';
import { useSlice, useSpeech, useStages } from '../../../hooks/stages.ts';
import { stressProblemText, stressSentences, stressText } from '../../../text/stress.ts';
import layout from '../../Layout.module.css';
import { DirtyTraining } from './DirtyTraining.tsx';
import { DisturbedFigures } from './DisturbedFigures.tsx';
import { Sliders } from './Sliders.tsx';
import styles from './Stress.module.css';
import { SweepTable } from './SweepTable.tsx';

/** What is under way, in words; nothing is said where nothing is. */
function useProgress(): string | undefined {
  const { stress, evaluation } = useStages();
  const { say } = useSpeech();
  const { status, done, total, items, swept } = useSlice(stress.store, (state) => state);
  const tests = useSlice(evaluation.store, (state) => state.items.length);
  if (status === 'fitting') return say(stressSentences.fitting)(done, total);
  if (status === 'judging') return say(stressSentences.judged)(items.length, tests);
  if (status === 'sweeping')
    return say(stressSentences.sweeping)((swept.at(-1)?.ladder ?? 0) + 1, ladders.length);
  return status === 'planting' ? say(stressSentences.planting)(done, total) : undefined;
}

/** Always there, so that a screen reader hears what it says. */
function Progress() {
  const { stress } = useStages();
  const { say } = useSpeech();
  const isWorking = useSlice(stress.store, isStressing);
  const progress = useProgress();
  return (
    <div className={styles.progress}>
      <button type="button" className={buttons.button} disabled={!isWorking} onClick={stress.stop}>
        {say(stressText.stop)}
      </button>
      <p role="status" className={notes.note}>
        {progress}
      </p>
    </div>
  );
}

function Problem() {
  const { stress } = useStages();
  const { say } = useSpeech();
  const problem = useSlice(stress.store, (state) => state.problem);
  return problem === undefined ? null : (
    <p role="alert" className={notes.problem}>
      {say(stressProblemText(problem))}
    </p>
  );
}

export default function StressTest() {
  const { say } = useSpeech();
  return (
    <section aria-labelledby="stress" className={layout.section}>
      <h2 id="stress">{say(stressText.heading)}</h2>
      <p className={notes.note}>{say(stressText.intro)}</p>
      <div className={layout.twoColumns}>
        <Sliders />
        <DisturbedFigures />
      </div>
      <Progress />
      <Problem />
      <SweepTable />
      <DirtyTraining />
    </section>
  );
}
