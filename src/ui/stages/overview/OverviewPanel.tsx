/** The whole of it on one screen, alive: make a defect, judge it, learn from it, find real ones. */
import { useEffect } from 'react';
import { useThrottled } from '../../hooks/throttled.ts';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { liveText } from '../../text/live.ts';
import { overviewText } from '../../text/overview.ts';
import { tuneText } from '../../text/tune.ts';
import { EmptyStage } from '../../frame/EmptyStage.tsx';
import notes from '../../controls/Notes.module.css';
import { Problem, Progress, Unlearnt } from '../tune/live/LivePanel.tsx';
import { useAnswer } from '../tune/live/use-answer.ts';
import { Crowds } from './Crowds.tsx';
import { FiveSliders } from '../tune/FiveSliders.tsx';
import { GateFigure } from './GateFigure.tsx';
import { ImageChoice } from './ImageChoice.tsx';
import { Maps } from './Maps.tsx';
import styles from './Overview.module.css';
import { Part } from './Part.tsx';
import { PatchFigure } from './PatchFigure.tsx';
import { PlacesFigure } from './PlacesFigure.tsx';
import { PlayButton } from './PlayButton.tsx';
import { RocFigure } from './RocFigure.tsx';
import { useThreshold } from './threshold.ts';

/** Images are scored one by one; they are shown at most so often. */
const shownMs = 300;

/** The fast detector follows the knobs for as long as the overview is in view. */
function useWatching(): void {
  const { live } = useStages();
  useEffect(() => {
    live.watch(true);
    return () => {
      live.watch(false);
    };
  }, [live]);
}

function Test() {
  const { live } = useStages();
  const { say } = useSpeech();
  const answer = useThrottled(useAnswer(), shownMs);
  const problem = useSlice(live.store, (state) => state.problem);
  const { items, before, isTest } = answer;
  // Until the first images of a new setting are judged, those of the last one stay.
  const shown = items.length > 0 ? items : before;
  const judged = useThreshold(isTest ? shown : []);
  if (problem !== undefined) return <Problem problem={problem} />;
  if (!isTest && shown.length > 0)
    return (
      <>
        <p className={styles.small}>{say(liveText.noTests)}</p>
        <Maps items={shown} threshold={undefined} />
      </>
    );
  return (
    <>
      <Crowds {...judged} />
      <div className={styles.results}>
        <RocFigure judged={judged} before={items.length > 0 ? before : []} />
        <Maps items={shown} threshold={judged.threshold} />
      </div>
    </>
  );
}

function Made() {
  const { studio } = useStages();
  const detail = useSlice(studio.store, (state) => state.detail);
  return detail === undefined ? (
    <div className={styles.skeleton} aria-hidden="true" />
  ) : (
    <PatchFigure detail={detail} />
  );
}

function Gate() {
  const { studio } = useStages();
  const detail = useSlice(studio.store, (state) => state.detail);
  const gallery = useSlice(studio.store, (state) => state.gallery);
  if (detail === undefined || gallery === undefined)
    return <div className={styles.skeleton} aria-hidden="true" />;
  return <GateFigure detail={detail} gallery={gallery} />;
}

function StudioProblem() {
  const { studio } = useStages();
  const problem = useSlice(studio.store, (state) => (state.status === 'failed' ? state.problem : undefined));
  if (problem === undefined) return null;
  return (
    <p role="alert" className={notes.problem}>
      {problem}
    </p>
  );
}

export function OverviewPanel() {
  const { dataset, live } = useStages();
  const { say } = useSpeech();
  useWatching();
  const hasNone = useSlice(
    dataset.store,
    (state) => state.dataset === undefined && state.status !== 'loading',
  );
  const pseudo = useSlice(live.store, (state) => state.shown?.end.pseudo);
  const isWorking = useSlice(live.store, (state) => state.status === 'working');
  return (
    <div className={styles.overview} data-working={isWorking}>
      <div className={styles.top}>
        <PlayButton />
        <p className={styles.lead}>{say(overviewText.lead)}</p>
        <ImageChoice />
      </div>
      {hasNone && <EmptyStage words={tuneText.noImagesYet} action={tuneText.goToData} target="data" />}
      <StudioProblem />
      <div className={styles.parts}>
        <Part id="make" place={1} stage="tune">
          <Made />
          <FiveSliders />
        </Part>
        <Part id="gate" place={2} stage="tune">
          <Gate />
        </Part>
        <Part id="learn" place={3} stage="train">
          <PlacesFigure />
          {pseudo !== undefined && <Unlearnt pseudo={pseudo} />}
        </Part>
        <Part id="test" place={4} stage="evaluate">
          <Test />
        </Part>
      </div>
      <div className={styles.foot}>
        <Progress />
        <p className={styles.small}>{say(overviewText.honest)}</p>
      </div>
    </div>
  );
}
