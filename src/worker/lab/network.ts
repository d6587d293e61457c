/** The current network: what it was made from, the state that it continues from, and the events of its run. */
import type { DatasetItem, DatasetSummary, StoredAt } from '../../core/dataset/dataset.ts';
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { RgbImage } from '../../core/image/image.ts';
import type { BestLook, TrainingEvent } from '../../core/run/events.ts';
import type { BestKeeper } from '../../engine/training/best.ts';
import type { ScheduleChanges } from '../../engine/training/schedule-changes.ts';
import type { SavedRun } from '../../engine/training/setup.ts';
import type { FirstValues, Trainer } from '../../engine/training/trainer.ts';

export interface Network {
  /** As the run began. */
  readonly planned: Experiment;
  /** The same, with the steps that it is on its way to. */
  experiment: Experiment;
  readonly dataset: DatasetSummary;
  readonly items: readonly DatasetItem[];
  /** Where those are stored; `undefined` if they were sent. */
  readonly storedAt: StoredAt | undefined;
  /** Normal training images at the working size. */
  readonly images: readonly RgbImage[];
  /** What the first weights were, where they were not drawn. */
  readonly start: FirstValues | undefined;
  trainer: Trainer;
  /** The state that a run continues from; `undefined` before the first. */
  last: SavedRun | undefined;
  readonly best: BestKeeper;
  /** Which of the two the trainer holds, unless it is being trained. */
  chosen: 'last' | 'best';
  /** How the rate goes while it is trained. */
  course: ScheduleChanges | undefined;
  /** The run so far. */
  events: TrainingEvent[];
}

export function bestLook({ best }: Network): BestLook | undefined {
  const found = best.current();
  return found && { step: found.step, heldOutAuroc: found.heldOutAuroc };
}

/** Makes the trainer hold the network after its last step, or the one that did best; returns which. */
export function chooseNetwork(network: Network, wanted: 'last' | 'best'): 'last' | 'best' {
  const { trainer, last, best } = network;
  if (last === undefined) return 'last';
  const found = wanted === 'best' ? best.current() : undefined;
  const { parameters, statistics } = found ?? last.checkpoint;
  trainer.restore({ ...last.checkpoint, parameters, statistics });
  network.chosen = found === undefined ? 'last' : 'best';
  return network.chosen;
}
