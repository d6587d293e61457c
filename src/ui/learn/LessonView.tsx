/** One lesson: its steps, ticked as they are done in the app, and what there is to play with. */
import { useEffect, type ReactElement } from 'react';
import type { FigureName, Lesson, LessonStep } from '../../core/lessons/lesson.ts';
import { lessons } from '../../core/lessons/lessons.ts';
import { watchStep } from '../../state/learn/lesson-facts.ts';
import buttons from '../controls/Buttons.module.css';
import { useSlice, useSpeech, useStages } from '../hooks/stages.ts';
import { frameText } from '../text/frame.ts';
import { learnSentences, learnText } from '../text/learn.ts';
import drawer from './Drawer.module.css';
import { DrawRoc } from './DrawRoc.tsx';
import { LeakFigure } from './LeakFigure.tsx';
import list from './Lessons.module.css';
import { MarkedText } from './MarkedText.tsx';
import { SphereFigure } from './SphereFigure.tsx';
import { PairedCategories } from './PairedCategories.tsx';
import { pointOut, revealShown } from './point-out.ts';

const figures: Readonly<Record<FigureName, () => ReactElement>> = {
  sphere: SphereFigure,
  'draw-roc': DrawRoc,
  'paired-categories': PairedCategories,
  leak: LeakFigure,
};

/** Watches the step under way, and continues to the next when it is done. */
function useProgress(lesson: Lesson): number {
  const stages = useStages();
  const done = useSlice(stages.learn.store, (state) => state.done[lesson.id] ?? 0);
  useEffect(() => {
    const step = lesson.steps[done];
    if (step === undefined) return undefined;
    return watchStep(stages, step, () => {
      stages.learn.markDone(lesson.id, done + 1);
    });
  }, [stages, lesson, done]);
  return Math.min(done, lesson.steps.length);
}

function WayThere({ step }: { readonly step: LessonStep }) {
  const { preferences } = useStages();
  const { say } = useSpeech();
  const stage = useSlice(preferences.store, (state) => state.stage);
  const { stage: place } = step;
  if (place === undefined || place === stage) return null;
  return (
    <button
      type="button"
      className={buttons.button}
      onClick={() => {
        preferences.openStage(place);
      }}
    >
      {say(learnText.goTo)} {say(frameText[place])}
    </button>
  );
}

type StepState = 'doneStep' | 'nowStep' | 'later';

/** Brings what the step speaks of into view, as soon as its stage is open, and again on request. */
function ShowMe({ step }: { readonly step: LessonStep }) {
  const { preferences } = useStages();
  const { say } = useSpeech();
  const stage = useSlice(preferences.store, (state) => state.stage);
  const { shows, stage: place } = step;
  const isThere = shows !== undefined && (place === undefined || place === stage);
  useEffect(() => (isThere ? pointOut(shows) : undefined), [isThere, shows]);
  if (!isThere) return null;
  return (
    <button
      type="button"
      className={buttons.button}
      onClick={() => {
        revealShown(shows);
      }}
    >
      {say(learnText.showMe)}
    </button>
  );
}

interface StepProps {
  readonly step: LessonStep;
  readonly state: StepState;
  readonly onSkip: () => void;
}

function Step({ step, state, onSkip }: StepProps) {
  const { say } = useSpeech();
  return (
    <li className={list.step} data-state={state} aria-current={state === 'nowStep' ? 'step' : undefined}>
      <span className={list.mark} role="img" aria-label={say(learnText[state])}>
        {state === 'doneStep' ? '✓' : state === 'nowStep' ? '▸' : '·'}
      </span>
      <div>
        <p>
          <MarkedText text={say(step.text)} />
        </p>
        {state === 'nowStep' && (
          <div className={drawer.buttons}>
            <WayThere step={step} />
            <ShowMe step={step} />
            <button type="button" className={`${buttons.quiet} ${list.skip}`} onClick={onSkip}>
              {say(learnText.skip)}
            </button>
          </div>
        )}
      </div>
    </li>
  );
}

interface StepsProps {
  readonly lesson: Lesson;
  readonly from: number;
  readonly to: number;
  readonly state: StepState;
}

/** Steps in one state; the figure stands right below the one under way. */
function Steps({ lesson, from, to, state }: StepsProps) {
  const { learn } = useStages();
  const shown = lesson.steps.slice(from, to);
  if (shown.length === 0) return null;
  return (
    <ol className={list.steps} start={from + 1}>
      {shown.map((step, i) => (
        <Step
          key={from + i}
          step={step}
          state={state}
          onSkip={() => {
            learn.markDone(lesson.id, from + i + 1);
          }}
        />
      ))}
    </ol>
  );
}

function StartOver({ lesson }: { readonly lesson: Lesson }) {
  const { learn } = useStages();
  const { say } = useSpeech();
  return (
    <button
      type="button"
      className={buttons.button}
      onClick={() => {
        learn.markDone(lesson.id, 0);
      }}
    >
      {say(learnText.again)}
    </button>
  );
}

function Ending({ lesson }: { readonly lesson: Lesson }) {
  const { learn } = useStages();
  const { say } = useSpeech();
  const next = lessons[lessons.indexOf(lesson) + 1];
  return (
    <div className={drawer.buttons}>
      {next !== undefined && (
        <button
          type="button"
          className={buttons.primary}
          onClick={() => {
            learn.openLesson(next.id);
          }}
        >
          {say(learnText.next)}: {say(next.title)}
        </button>
      )}
      <StartOver lesson={lesson} />
    </div>
  );
}

export function LessonView({ lesson }: { readonly lesson: Lesson }) {
  const { say } = useSpeech();
  const done = useProgress(lesson);
  const all = lesson.steps.length;
  const Figure = lesson.figure === undefined ? undefined : figures[lesson.figure];
  return (
    <article aria-labelledby="lesson-title">
      <h3 id="lesson-title">{say(lesson.title)}</h3>
      <p className={drawer.note}>{say(lesson.aim)}</p>
      <p className={drawer.note} role="status">
        {say(learnSentences.steps)(done, all)}
        {done === all && ` · ${say(learnText.finished)}`}
      </p>
      {done > 0 && done < all && <StartOver lesson={lesson} />}
      {done > 0 && (
        <details className={list.past}>
          <summary>
            {say(learnText.doneStep)} ({done})
          </summary>
          <Steps lesson={lesson} from={0} to={done} state="doneStep" />
        </details>
      )}
      <Steps lesson={lesson} from={done} to={done + 1} state="nowStep" />
      {done === all && <Ending lesson={lesson} />}
      {Figure !== undefined && <Figure />}
      <Steps lesson={lesson} from={done + 1} to={all} state="later" />
    </article>
  );
}
