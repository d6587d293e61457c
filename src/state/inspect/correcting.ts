/** Which images are false alarms or defects by what the reviewer says, and when the detector is told so. */
import type { HowCorrected } from '../../core/inspect/correction.ts';
import { normalClass } from '../../core/dataset/dataset.ts';
import { verdictOf } from '../../core/inspect/verdict.ts';
import { asProblem } from '../problem.ts';
import type { CorrectingTools } from './corrections.ts';
import type { Correction, Corrections, InspectedItem, InspectProblem, Review } from './inspect-stage.ts';
import { limitsIn } from './judged-list.ts';

export const noCorrections: Corrections = {
  isBusy: false,
  isStale: false,
  list: [],
  defects: [],
  learnsDefects: false,
  nextDefect: 'confirmed',
  first: undefined,
  check: undefined,
  leftOut: [],
  outdated: [],
  lost: 0,
};

/** Not on the first load. */
const corrections = () => import('./corrections.ts');

/** As the name of a folder, without blanks around it; `undefined` for what is none, and for the normal class. */
function asClass(name: string): string | undefined {
  const trimmed = name.trim();
  const isName = /^[^/\\]+$/.test(trimmed) && trimmed !== '.' && trimmed !== '..' && trimmed !== normalClass;
  return isName ? trimmed : undefined;
}

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
  /** Follows a mark, where it says of a false alarm that it is one, or of an image that it is defective, or takes that back. */
  readonly follow: (id: number, review: Review | undefined) => void;
  /** Takes one correction or confirmed defect back, and its mark. */
  readonly undo: (id: number) => void;
  readonly setLearningDefects: (learnsDefects: boolean) => void;
  /** `false` if that is no name of a class. */
  readonly nameDefect: (id: number, defect: string) => boolean;
}

const toCorrection = ({ id, path, thumbnail, source }: InspectedItem): Correction => ({
  id,
  path,
  thumbnail,
  source,
});

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

  function set(change: Partial<Corrections>): void {
    changes++;
    store.setState((state) => ({ corrections: { ...state.corrections, ...change, isBusy: true } }));
    void run();
  }

  /** Whether the detector is one that can be told. */
  const canBeTold = () => (store.getState().basis?.corrects ?? 'no-images') !== 'no-images';

  function remove(id: number): void {
    const { list, defects } = store.getState().corrections;
    const isListed = [...list, ...defects].some((one) => one.id === id);
    const without = <Listed extends Correction>(all: readonly Listed[]) => all.filter((one) => one.id !== id);
    if (isListed) set({ list: without(list), defects: without(defects) });
  }

  function addNormal(item: InspectedItem): void {
    const state = store.getState();
    const { learns, corrections: now } = state;
    const limits = limitsIn(state);
    if (limits === undefined || !learns || !canCorrect(state.basis?.corrects)) return;
    const isAlarm = verdictOf(item.score, limits) !== 'good';
    if (isAlarm) set({ list: [...now.list, toCorrection(item)] });
  }

  function addDefect(item: InspectedItem): void {
    const { defects, nextDefect } = store.getState().corrections;
    if (canBeTold()) set({ defects: [...defects, { ...toCorrection(item), defect: nextDefect }] });
  }

  return {
    follow(id, review) {
      const { items, corrections } = store.getState();
      const { list, defects } = corrections;
      const listed = review === 'normal' ? list : review === 'defect' ? defects : [];
      if (listed.some((one) => one.id === id)) return;
      remove(id); // what was said before
      const item = items.find((one) => one.id === id);
      if (item === undefined || review === undefined) return;
      if (review === 'normal') addNormal(item);
      else addDefect(item);
    },
    undo(id) {
      const reviews = new Map(store.getState().reviews);
      if (reviews.delete(id)) store.setState({ reviews });
      remove(id);
    },
    setLearningDefects(learnsDefects) {
      set({ learnsDefects });
    },
    nameDefect(id, name) {
      const defect = asClass(name);
      if (defect === undefined) return false;
      store.setState(({ corrections }) => ({
        corrections: {
          ...corrections,
          nextDefect: defect,
          defects: corrections.defects.map((one) => (one.id === id ? { ...one, defect } : one)),
        },
      }));
      return true;
    },
  };
}
