/** A detector that is kept between the parts of an inspection, with what it was made from. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { RgbImage } from '../../core/image/image.ts';
import type { Device } from '../../engine/device.ts';
import type { Teaching } from '../../engine/evaluation/inspector/told-images.ts';
import type { Inspector } from '../../engine/evaluation/inspector/inspector.ts';
import type { ReadDetector } from '../../engine/portable/read-detector.ts';
import type { Trainer } from '../../engine/training/trainer.ts';

export interface Inspection {
  readonly experiment: Experiment;
  readonly device: Device;
  /** That it sees with: the current network's, or its own; none where it was opened from a file. */
  readonly trainer?: Trainer;
  /** That it was opened from. */
  readonly file?: ReadDetector;
  /** That it was fitted on, in place of the dataset's images. */
  readonly tiles?: readonly RgbImage[] | undefined;
  /** Whether it is the current network's. */
  readonly isShared: boolean;
  readonly inspector: Inspector;
  /** What a person said: it is told again where it is fitted again. */
  readonly taught: Teaching;
}

interface Holder {
  inspection: Inspection | undefined;
}

/** Frees the detector; the next `judge` says that there is none. */
export function endInspection(state: Holder): void {
  const { inspection } = state;
  state.inspection = undefined;
  if (inspection === undefined) return;
  inspection.inspector.dispose();
  if (!inspection.isShared) inspection.trainer?.dispose();
}

/** A detector that sees with the current network ends when that one is about to change. */
export function endSharedInspection(state: Holder): void {
  if (state.inspection?.isShared === true) endInspection(state);
}

/** A detector of a file, or of tiles, needs none of the dataset's images; one that was fitted on them ends with them. */
export function endFittedInspection(state: Holder): void {
  if (state.inspection?.file === undefined && state.inspection?.tiles === undefined) endInspection(state);
}
