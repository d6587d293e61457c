/** What a lesson can see of the app, and the watch over the step under way. */
import type { Facts, LessonStep } from '../../core/lessons/lesson.ts';
import type { Stages } from '../stages.ts';
import { acceptanceAt } from '../studio/studio-selectors.ts';
import { isTraining } from '../training/training.ts';

export function readFacts(stages: Stages): Facts {
  const training = stages.training.store.getState();
  const { detail, gallery, shown } = stages.studio.store.getState();
  const limit = shown?.gateEnabled === true ? shown.gateThreshold : Infinity;
  return {
    stage: stages.preferences.store.getState().stage,
    dataset: stages.dataset.store.getState().dataset?.name,
    experiment: stages.experiment.store.getState().experiment,
    chosen: detail && { draw: detail.draw, isAccepted: detail.verdict.isAccepted },
    acceptedShare: gallery && acceptanceAt(limit, gallery.ssims).share,
    isTraining: isTraining(training),
    isTrained: training.status === 'done',
    scoredImages: stages.evaluation.store.getState().items.length,
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
    stages.learn.store.subscribe(look),
  ];
  const stop = () => {
    isOver = true;
    for (const unsubscribe of watched) unsubscribe();
  };
  queueMicrotask(look); // it may hold already
  return stop;
}
