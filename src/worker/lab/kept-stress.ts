/** The detector of an evaluation that stays fitted while its images are disturbed. */
import type { Device } from '../../engine/device.ts';
import type { StressedDetector } from '../../engine/evaluation/stress.ts';
import type { Trainer } from '../../engine/training/trainer.ts';

export interface KeptStress {
  /** That it was fitted by, as JSON. */
  readonly experiment: string;
  readonly device: Device;
  readonly trainer: Trainer;
  /** Whether it sees with the current network. */
  readonly isShared: boolean;
  readonly detector: StressedDetector;
}

interface Holder {
  stress: KeptStress | undefined;
}

/** Frees the detector; the next request fits it again. */
export function endStress(state: Holder): void {
  const { stress } = state;
  state.stress = undefined;
  if (stress === undefined) return;
  stress.detector.dispose();
  if (!stress.isShared) stress.trainer.dispose();
}
