/** The network that separated held-out pseudo-anomalies best, kept beside the one that is still learning. */
import type { BestLook } from '../../core/run/events.ts';
import type { Checkpoint } from '../networks/checkpoint.ts';

/** What an evaluation needs; without the optimiser's numbers nothing continues from it. */
export interface BestNetwork extends BestLook {
  readonly parameters: Checkpoint['parameters'];
  readonly statistics: Checkpoint['statistics'];
}

export interface BestKeeper {
  current(): BestNetwork | undefined;
  /** The first of equals stays: later ones had more chances. The untrained network is no candidate. */
  isBetter(look: BestLook): boolean;
  keep(best: BestNetwork): void;
}

export function createBestKeeper(earlier?: BestNetwork): BestKeeper {
  let best = earlier;
  return {
    current: () => best,
    isBetter: ({ step, heldOutAuroc }) =>
      step > 0 && Number.isFinite(heldOutAuroc) && heldOutAuroc > (best?.heldOutAuroc ?? -Infinity),
    keep(next) {
      best = next;
    },
  };
}
