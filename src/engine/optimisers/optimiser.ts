/** What the optimisers share, whichever path carries them out. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import { adamBetas } from '../kernels/optimisers.ts';

export type OptimiserChoice = Pick<Experiment, 'optimiser' | 'momentum' | 'weightDecay' | 'normDecay'>;

/** Numbers that an optimiser carries from step to step, for each weight. */
export const slotCounts: Readonly<Record<Experiment['optimiser'], number>> = { sgd: 1, adamw: 2, lars: 1 };

/** Trust coefficient [LARS section 5]. */
export const larsTrust = 0.001;

/** What changes from step to step: the rate, AdamW's corrections of its running means, and `update`, which counts from 1. */
export function stepSettings(rate: number, update: number): Float32Array<ArrayBuffer> {
  const [b1, b2] = adamBetas;
  return Float32Array.of(rate, 1 - b1 ** update, 1 - b2 ** update, update);
}
