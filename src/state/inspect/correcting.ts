/** Which images are false alarms by what the reviewer says, and when the detector is told so. */
import type { HowCorrected } from '../../core/inspect/correction.ts';
import { verdictOf } from '../../core/inspect/verdict.ts';
import { asProblem } from '../problem.ts';
import type { CorrectingTools } from './corrections.ts';
import type { Corrections, InspectProblem, Review } from './inspect-stage.ts';
import { limitsIn } from './judged-list.ts';

export const noCorrections: Corrections = {
  isBusy: false,
  list: [],
  first: undefined,
  check: undefined,
  leftOut: [],
  outdated: [],
  lost: 0,
};

/** Not on the first load. */
const corrections = () => import('./corrections.ts');

/** Whether the detector can take anything in. */
export function canCorrect(how: HowCorrected | undefined): boolean {
  return how === 'at-once' || how === 'fitted-again';
}

interface Tools extends Omit<CorrectingTools, 'isOver'> {
  /** Changes where another detector takes the place of this one. */
  readonly detector: () => unknown;
  readonly fail: (problem: InspectProblem) => void;
}

export interface Correcting {
  /** Follows a mark, where it says of a false alarm that it is one, or takes that back. */
  readonly follow: (id: number, review: Review | undefined) => void;
  /** Takes one correction back, and its mark. */
  readonly undo: (id: number) => void;
}

export function createCorrecting(tools: Tools): Correcting {
  const { store, detector, fail } = tools;
  /** How often the list has changed. */
  let changes = 0;
  let isRunning = false;

  async function run(): Promise<void> {
    if (isRunning) return;
    isRunning = true;
    try {
      for (let done = -1; done !== changes;) {
        done = changes;
        const now = detector();
        const isOver = () => changes !== done || detector() !== now;
        const applied = await (await corrections()).applyCorrections({ ...tools, isOver });
        if (!applied.ok && detector() === now) fail(applied.problem);
      }
    } catch (error) {
      fail(asProblem(error));
    } finally {
      isRunning = false;
      store.setState((state) => ({ corrections: { ...state.corrections, isBusy: false } }));
    }
  }

  function set(list: Corrections['list']): void {
    changes++;
    store.setState((state) => ({ corrections: { ...state.corrections, list, isBusy: true } }));
    void run();
  }

  function remove(id: number): void {
    const { list } = store.getState().corrections;
    if (list.some((one) => one.id === id)) set(list.filter((one) => one.id !== id));
  }

  function add(id: number): void {
    const state = store.getState();
    const { items, learns, corrections: now } = state;
    const item = items.find((one) => one.id === id);
    const limits = limitsIn(state);
    if (item === undefined || limits === undefined || !learns || !canCorrect(state.basis?.corrects)) return;
    const isAlarm = verdictOf(item.score, limits) !== 'good';
    if (!isAlarm || now.list.some((one) => one.id === id)) return;
    const { path, thumbnail, source } = item;
    set([...now.list, { id, path, thumbnail, source }]);
  }

  return {
    follow(id, review) {
      if (review === 'normal') add(id);
      else remove(id);
    },
    undo(id) {
      const reviews = new Map(store.getState().reviews);
      if (reviews.delete(id)) store.setState({ reviews });
      remove(id);
    },
  };
}
