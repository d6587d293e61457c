/** What a lesson can see of the app, and the watch over the step under way. */
import { knobNames, knobs, type Experiment } from '../../core/experiment/experiment.ts';
import type { Facts, LessonStep, LiveFacts } from '../../core/lessons/lesson.ts';
import type { LiveEntry, LiveState } from '../live/live-state.ts';
import { isSameValue } from '../experiment/link.ts';
import type { Stages } from '../stages.ts';
import { acceptanceAt } from '../studio/studio-selectors.ts';
import { isTraining } from '../training/training.ts';

/** Live takes a moment to notice that a knob has moved: what it shows is of the current setting only if that is the same. */
function isOf(entry: LiveEntry | undefined, experiment: Experiment): boolean {
  const visible = knobNames.filter((name) => knobs[name].effect === 'pseudo-anomaly');
  return (
    entry !== undefined && visible.every((name) => isSameValue(entry.experiment[name], experiment[name]))
  );
}

function liveFacts({ isOn, status, shown, trail }: LiveState, experiment: Experiment): LiveFacts {
  const heldOut = (entry: LiveEntry | undefined) => entry?.signal?.auroc ?? -1;
  const best = Math.max(...trail.map(heldOut));
  return {
    isOn,
    isAnswered: status === 'ready' && isOf(shown, experiment),
    answers: trail.length,
    isBestHeldOut: shown !== undefined && best >= 0 && heldOut(shown) >= best,
  };
}

export function readFacts(stages: Stages): Facts {
  const training = stages.training.store.getState();
  const { experiment } = stages.experiment.store.getState();
  const { detail, gallery, shown } = stages.studio.store.getState();
  const limit = shown?.gateEnabled === true ? shown.gateThreshold : Infinity;
  return {
    stage: stages.preferences.store.getState().stage,
    dataset: stages.dataset.store.getState().dataset?.name,
    experiment,
    chosen: detail && { draw: detail.draw, isAccepted: detail.verdict.isAccepted },
    acceptedShare: gallery && acceptanceAt(limit, gallery.ssims).share,
    isTraining: isTraining(training),
    isTrained: training.status === 'done',
    scoredImages: stages.evaluation.store.getState().items.length,
    live: liveFacts(stages.live.store.getState(), experiment),
    acts: stages.learn.store.getState().acts,
  };
}

/** Calls back once, when the step is done; returns a way to stop watching. */
export function watchStep(stages: Stages, step: LessonStep, onDone: () => void): () => void {
  stages.learn.beginStep();
  const start = readFacts(stages);
  let isOver = false;
  const look = () => {
    if (isOver || !step.isDone(readFacts(stages), start)) return;
    stop();
    onDone();
  };
  const watched = [
    stages.preferences.store.subscribe(look),
    stages.dataset.store.subscribe(look),
    stages.experiment.store.subscribe(look),
    stages.studio.store.subscribe(look),
    stages.training.store.subscribe(look),
    stages.evaluation.store.subscribe(look),
    stages.live.store.subscribe(look),
    stages.learn.store.subscribe(look),
  ];
  const stop = () => {
    isOver = true;
    for (const unsubscribe of watched) unsubscribe();
  };
  queueMicrotask(look); // it may hold already
  return stop;
}
