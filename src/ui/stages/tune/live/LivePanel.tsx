/** What the knobs do to a detector: curve, scores and maps, learnt again for each setting. */
import { leastNormals, type LiveEnd } from '../../../../core/run/live.ts';
import type { LiveProblem } from '../../../../state/live/live-state.ts';
import buttons from '../../../controls/Buttons.module.css';
import notes from '../../../controls/Notes.module.css';
import { useSlice, useSpeech, useStages } from '../../../hooks/stages.ts';
import { useThrottled } from '../../../hooks/throttled.ts';
import { livePhases, liveSentences, liveText } from '../../../text/live.ts';
import { runProblemText } from '../../../text/problems.ts';
import { duration } from '../../../text/units.ts';
import styles from './Live.module.css';
import { LiveCurves } from './LiveCurves.tsx';
import { LiveMaps } from './LiveMaps.tsx';
import { LiveNumbers } from './LiveNumbers.tsx';
import { LiveTrail } from './LiveTrail.tsx';
import { frameText } from '../../../text/frame.ts';

/** A screen reader hears of progress less often than the eye sees it. */
const spokenMs = 3000;

/** What is under way, or how long the answer took. */
export function Progress() {
  const { live, dataset } = useStages();
  const { say, language } = useSpeech();
  const { status, progress, shown } = useSlice(live.store, (state) => state);
  const hasImages = useSlice(dataset.store, (state) => state.dataset !== undefined);
  const line = () => {
    if (status === 'waiting') return say(hasImages ? liveText.waiting : liveText.noImages);
    if (status === 'ready' && shown !== undefined)
      return say(liveSentences.answered)(duration(shown.end.elapsedMs, language));
    if (progress === undefined) return '';
    return say(liveSentences.progress)(say(livePhases[progress.phase]), progress.done, progress.total);
  };
  const text = line();
  const spoken = useThrottled(text, spokenMs);
  return (
    <div className={styles.progress}>
      <span aria-hidden="true">{text}</span>
      <span role="status" className={styles.spoken}>
        {spoken}
      </span>
      {status === 'working' && (
        <progress
          aria-label={say(liveText.result)}
          max={1}
          {...(progress !== undefined && { value: progress.done / Math.max(1, progress.total) })}
        />
      )}
    </div>
  );
}

export function Problem({ problem }: { readonly problem: LiveProblem }) {
  const { live } = useStages();
  const { say } = useSpeech();
  const text = () => {
    if (problem.kind === 'few-normals') return say(liveSentences.fewNormals)(problem.got, leastNormals);
    if (problem.kind === 'no-backbone') return say(liveSentences.noBackbone)(problem.detail);
    return say(runProblemText(problem, 'evaluation'));
  };
  return (
    <div className={notes.problem}>
      <p role="alert">{text()}</p>
      <button type="button" className={buttons.button} onClick={live.retry}>
        {say(frameText.retry)}
      </button>
    </div>
  );
}

/** Said if the head learnt nothing. */
export function Unlearnt({ pseudo }: Pick<LiveEnd, 'pseudo'>) {
  const { say } = useSpeech();
  if (pseudo.used > 0) return null;
  const { asked, rejected, unseen } = pseudo;
  return (
    <p role="alert" className={notes.problem}>
      {unseen === 0 ? say(liveSentences.noneKept)(asked) : say(liveSentences.noneSeen)(unseen, rejected)}
    </p>
  );
}

function Reduced({ normals, pseudo, tests }: LiveEnd) {
  const { say } = useSpeech();
  const ofAll = ({ used, total }: LiveEnd['tests']) => say(liveSentences.ofAll)(used, total);
  return (
    <details>
      <summary>{say(liveText.reduced)}</summary>
      <p className={notes.note}>{say(liveSentences.reduced)(ofAll(normals), pseudo.asked, ofAll(tests))}</p>
    </details>
  );
}

export function LivePanel() {
  const { live } = useStages();
  const { say } = useSpeech();
  const problem = useSlice(live.store, (state) => state.problem);
  const end = useSlice(live.store, (state) => state.shown?.end);
  return (
    <section data-part="live-result" aria-label={say(liveText.result)} className={styles.live}>
      <div className={styles.head}>
        <h2>{say(liveText.result)}</h2>
        <Progress />
      </div>
      {problem !== undefined && <Problem problem={problem} />}
      {end !== undefined && <Unlearnt pseudo={end.pseudo} />}
      <LiveNumbers />
      <LiveTrail />
      <LiveCurves />
      <LiveMaps />
      <div>
        <p className={notes.note}>{say(liveText.testWarning)}</p>
        <p className={notes.note}>{say(liveText.honest)}</p>
      </div>
      {end !== undefined && <Reduced {...end} />}
    </section>
  );
}
