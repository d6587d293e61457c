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

function without(id: number, { list, defects }: Corrections): Pick<Corrections, 'list' | 'defects'> {
  return { list: list.filter((one) => one.id !== id), defects: defects.filter((one) => one.id !== id) };
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

  function set(change: Partial<Corrections>): void {
    changes++;
    store.setState((state) => ({ corrections: { ...state.corrections, ...change, isBusy: true } }));
    void run();
  }

  /** Whether the detector is one that can be told. */
  const canBeTold = () => !['no-images', 'tiles'].includes(store.getState().basis?.corrects ?? 'no-images');

  const listed = () => store.getState().corrections;

  function remove(id: number): void {
    const { list, defects } = listed();
    if ([...list, ...defects].some((one) => one.id === id)) set(without(id, listed()));
  }

  /** Whether the word says anything to the detector. */
  function counts(item: InspectedItem, review: Review): boolean {
    if (review === 'defect') return canBeTold();
    const state = store.getState();
    const limits = limitsIn(state);
    if (limits === undefined || !state.learns || !canCorrect(state.basis?.corrects)) return false;
    return verdictOf(item.score, limits) !== 'good';
  }

  /** One change, so that nothing is read or judged for what was said before. */
  function take(item: InspectedItem, review: Review): void {
    const { list, defects } = without(item.id, listed());
    const defect = listed().nextDefect;
    if (review === 'normal') set({ list: [...list, toCorrection(item)], defects });
    else set({ list, defects: [...defects, { ...toCorrection(item), defect }] });
  }

  return {
    follow(id, review) {
      const { items, corrections } = store.getState();
      const { list, defects } = corrections;
      const alike = review === 'normal' ? list : review === 'defect' ? defects : [];
      if (alike.some((one) => one.id === id)) return;
      const item = items.find((one) => one.id === id);
      if (item !== undefined && review !== undefined && counts(item, review)) take(item, review);
      else remove(id); // what was said before
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
