/** A detector that is kept between the parts of an inspection, with what it was made from. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { Device } from '../../engine/device.ts';
import type { Inspector } from '../../engine/evaluation/inspector.ts';
import type { Trainer } from '../../engine/training/trainer.ts';

export interface Inspection {
  readonly experiment: Experiment;
  readonly device: Device;
  /** That it sees with: the current network's, or its own. */
  readonly trainer: Trainer;
  /** Whether it is the current network's. */
  readonly isShared: boolean;
  readonly inspector: Inspector;
}
