/** Photos that are judged in tiles of their own size: what that needs, and what it costs. */
import type { Experiment } from '../../../core/experiment/experiment.ts';
import { needsTraining, usesIncludedBackbone } from '../../../core/experiment/relevance.ts';
import type { SourceFile } from '../../../worker/bridge/contract-data.ts';

/** Why nothing can be judged in tiles, or not yet. */
export type TilesRefusal =
  /** Its network learnt from copies at the working size, in which everything is smaller. */
  | 'trained'
  | 'own-network'
  /** Only a part of the image counts; tiles know no parts. */
  | 'region'
  /** No photo could be read, or too few: one of them has to set the limit. */
  | 'too-few'
  /** No normal photos were chosen yet. */
  | 'no-normals'
  | 'no-limit'
  /** Settings were changed since. */
  | 'changed'
  /** A frame of a camera is judged as a whole. */
  | 'camera';

export interface TilesCost {
  /** Normal photos that were read; those of them that set the limit, and their tiles together. */
  readonly photos: number;
  readonly limitPhotos: number;
  readonly limitTiles: number;
  /** Of one photo, in the middle of all. */
  readonly tilesEach: number;
  /** Milliseconds that one tile takes, measured on a few. */
  readonly tileMs: number;
}

export interface TilesProgress {
  /** `reading` counts photos, of how many is not known where archives are among them; the others tiles of one photo. */
  readonly kind: 'reading' | 'limit' | 'judging';
  readonly path: string;
  readonly done: number;
  readonly total: number;
}

export interface TilesState {
  readonly isOn: boolean;
  /** Once the detector is fitted on tiles. */
  readonly cost: TilesCost | undefined;
  readonly progress: TilesProgress | undefined;
}

export const noTiles: TilesState = { isOn: false, cost: undefined, progress: undefined };

export interface TilesChoice {
  /** All results go, with the detector that judged them. */
  readonly setOn: (isOn: boolean) => void;
  /** Fits the detector on tiles of these normal photos; its cost is known then. */
  readonly fit: (normals: readonly SourceFile[]) => Promise<void>;
  /** Judges the normal photos that were kept back, all tiles of each: it takes as long as so many new ones. */
  readonly setLimit: () => Promise<void>;
}

/** Why this detector cannot judge tiles; `undefined` where it can. */
export function tilesRefusal(experiment: Experiment, hasRegion: boolean): TilesRefusal | undefined {
  if (needsTraining(experiment)) return 'trained';
  if (!usesIncludedBackbone(experiment)) return 'own-network';
  return hasRegion ? 'region' : undefined;
}
