/** Defects hidden among the normal images on purpose: how many, which, and how many of them a detector puts first. */
import type { Random } from '../random.ts';
import { shuffled } from '../random.ts';

/** Shares of defects among the images that a detector is fitted on. */
export const plantedShares = [0.02, 0.05, 0.1, 0.2, 0.3] as const;

/**
 * Images that, put beside `normals` normal ones, make up `share` of all, or as near as they can: one at least, and half of the
 * defective at most, so that some are left to test with. None where there are fewer than two.
 * @param share in (0, 1)
 */
export function drawPlanted<Item>(
  defective: readonly Item[],
  { normals, share }: { readonly normals: number; readonly share: number },
  random: Random,
): Item[] {
  const wanted = Math.round((share * normals) / (1 - share));
  const most = Math.floor(defective.length / 2);
  return shuffled(defective, random).slice(0, Math.min(most, Math.max(1, wanted)));
}

/** An image that the detector was fitted on, judged as if it had not been. */
export interface Suspect {
  readonly path: string;
  readonly score: number;
  readonly isPlanted: boolean;
}

/** Most suspicious first; one whose score is no number is most suspicious. */
export function mostSuspicious(suspects: readonly Suspect[]): Suspect[] {
  const rank = ({ score }: Suspect) => (Number.isNaN(score) ? Infinity : score);
  return [...suspects].sort((one, other) => (rank(one) === rank(other) ? 0 : rank(other) - rank(one)));
}

/** How many of those planted are among the first, as many as were planted. */
export function plantedFirst(suspects: readonly Suspect[]): { readonly found: number; readonly of: number } {
  const of = suspects.filter(({ isPlanted }) => isPlanted).length;
  const found = mostSuspicious(suspects)
    .slice(0, of)
    .filter(({ isPlanted }) => isPlanted).length;
  return { found, of };
}

/** What planting did; test images in one order, those that were planted are not among them. */
export interface DirtyOutcome {
  readonly tests: readonly {
    readonly path: string;
    readonly label: 0 | 1;
    /** By the detector fitted on normal images alone. */
    readonly before: number;
    /** By the one that was fitted on the planted as well. */
    readonly after: number;
  }[];
  /** Most suspicious first. */
  readonly suspects: readonly Suspect[];
  /**
   * How each of them was judged: by the bank without what is of the image itself, or by a detector that was fitted without its fold.
   */
  readonly basis: 'left-out' | 'folds';
}
