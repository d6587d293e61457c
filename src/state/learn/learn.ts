/** Learn: what is open in the drawer, how far each lesson has come, and what a teacher's link asks for. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { KnobName } from '../../core/experiment/experiment.ts';
import type { LessonLink } from './lesson-link.ts';
import type { Memory } from '../frame/preferences.ts';
import type { Act, Facts } from '../../core/lessons/lesson.ts';

const memoryKey = 'lessons';

/** Whatever else stands there was not written by us. */
function readDone(memory: Memory): Record<string, number> {
  try {
    const kept: unknown = JSON.parse(memory.read(memoryKey) ?? '{}');
    if (typeof kept !== 'object' || kept === null) return {};
    const entries = Object.entries(kept as Record<string, unknown>);
    return Object.fromEntries(
      entries.filter(
        (entry): entry is [string, number] => Number.isInteger(entry[1]) && Number(entry[1]) >= 0,
      ),
    );
  } catch {
    return {};
  }
}

export interface LearnOptions {
  readonly memory: Memory;
  readonly link: LessonLink;
  readonly withheld: ReadonlySet<KnobName>;
}

export function createLearnStage({ memory, link, withheld }: LearnOptions): LearnStage {
  const store = createStore<LearnState>(() => ({
    isOpen: link.lesson !== undefined,
    tab: 'lessons',
    lesson: link.lesson,
    done: readDone(memory),
    acts: {},
    search: '',
    isProjector: link.isProjector,
  }));
  return {
    store,
    link,
    withheld,
    open: (tab = store.getState().tab) => {
      store.setState({ isOpen: true, tab });
    },
    close: () => {
      store.setState({ isOpen: false });
    },
    openLesson: (lesson) => {
      store.setState({ isOpen: true, tab: 'lessons', lesson, acts: {} });
    },
    lookUp: (search) => {
      store.setState({ isOpen: true, tab: 'glossary', search });
    },
    markDone: (id, count) => {
      const done = { ...store.getState().done, [id]: count };
      memory.write(memoryKey, JSON.stringify(done));
      store.setState({ done });
    },
    beginStep: () => {
      store.setState({ acts: {} });
    },
    act: (act, count = 1) => {
      store.setState(({ acts }) => ({ acts: { ...acts, [act]: (acts[act] ?? 0) + count } }));
    },
    setProjector: (isProjector) => {
      store.setState({ isProjector });
    },
  };
}

export type LearnTab = 'lessons' | 'glossary' | 'paper' | 'teacher';

export interface LearnState {
  readonly isOpen: boolean;
  readonly tab: LearnTab;
  /** Name of the lesson under way; the list of lessons without one. */
  readonly lesson: string | undefined;
  /** Steps done, by lesson. */
  readonly done: Readonly<Record<string, number>>;
  /** What the lesson's figure has reported since the step began. */
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
  /** Forgets what the figure reported; called when a step begins. */
  readonly beginStep: () => void;
  /** Notes an act of a figure, and adds `count` to what it reported before. */
  readonly act: (act: Act, count?: number) => void;
  readonly setProjector: (isProjector: boolean) => void;
}
