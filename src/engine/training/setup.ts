/** What a training run is given. */
import type { DatasetItem } from '../../core/dataset/dataset.ts';
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { RgbImage } from '../../core/image/image.ts';
import type { TrainingEvent } from '../../core/run/events.ts';
import type { Device } from '../device.ts';
import type { Checkpoint } from '../networks/checkpoint.ts';
import type { Drawers } from './batch-stream.ts';
import type { BestKeeper } from './best.ts';
import type { RunControl } from './control.ts';
import type { ScheduleChanges } from './schedule-changes.ts';
import type { TrainingRecipe } from './recipe.ts';
import type { Trainer } from './trainer.ts';

/** The network after `step` steps. */
export interface SavedRun {
  readonly step: number;
  readonly elapsedMs: number;
  readonly checkpoint: Checkpoint;
}

/** Whether the run continues at once, or rests: paused, stopped, ended, gone back. */
export type Occasion = 'passing' | 'resting';

export interface TrainingSetup {
  readonly experiment: Experiment;
  /** Normal training images, square, of `experiment.imageSize`. */
  readonly images: readonly RgbImage[];
  /** All of the dataset, for those who want to probe the test images. */
  readonly items?: readonly DatasetItem[];
  readonly recipe: TrainingRecipe;
  readonly trainer: Trainer;
  readonly device: Device;
  readonly control: RunControl;
  /** Milliseconds; only differences matter. */
  readonly now: () => number;
  readonly report: (event: TrainingEvent) => void;
  /** Where an earlier run of the same experiment is resumed; its network must be in the trainer already. */
  readonly from?: SavedRun | undefined;
  /** Called with every state that a run could be resumed from, and awaited. */
  readonly onSaved?: (saved: SavedRun, occasion: Occasion) => Promise<void> | void;
  /** How the learning rate is changed under way; by nothing where it is missing. */
  readonly course?: ScheduleChanges;
  /** Who draws the batches ahead of their steps; where it is missing, this thread draws each when it is wanted. */
  readonly drawers?: Drawers | undefined;
  /** Holds the network that did best on held-out pictures. */
  readonly best?: BestKeeper;
  /** The last probe of the earlier run, so that the plane of the next is turned to match it. */
  readonly looked?: { readonly step: number; readonly points: Float32Array } | undefined;
}
