/** What Learn offers the view. */
import type { StoreApi } from 'zustand/vanilla';
import type { KnobName } from '../../core/experiment/experiment.ts';
import type { Act, Facts } from '../../core/lessons/lesson.ts';
import type { LessonLink } from './lesson-link.ts';

export type LearnTab = 'lessons' | 'glossary' | 'paper' | 'teacher';

export interface LearnState {
  readonly isOpen: boolean;
  readonly tab: LearnTab;
  /** Name of the lesson under way; the list of lessons without one. */
  readonly lesson: string | undefined;
  /** Steps done, by lesson. */
  readonly done: Readonly<Record<string, number>>;
  /** What the lesson's figure tells since the step began. */
  readonly acts: Facts['acts'];
  /** Word looked up in the glossary. */
  readonly search: string;
  /** Larger type and thicker lines. */
  readonly isProjector: boolean;
}

export interface LearnStage {
  readonly store: StoreApi<LearnState>;
  readonly link: LessonLink;
  /** Knobs that the link takes out of the learner's hands, and whether they are shown at all. */
  readonly withheld: ReadonlySet<KnobName>;
  readonly open: (tab?: LearnTab) => void;
  readonly close: () => void;
  readonly openLesson: (id: string | undefined) => void;
  readonly lookUp: (word: string) => void;
  /** Tells that `count` steps of the lesson are done. */
  readonly markDone: (id: string, count: number) => void;
  /** Forgets what the figure told; called when a step begins. */
  readonly beginStep: () => void;
  /** Notes an act of a figure, and adds `count` to what it told before. */
  readonly act: (act: Act, count?: number) => void;
  readonly setProjector: (isProjector: boolean) => void;
}
