/** Keeps the weights file on the page's side, so that a thread that takes the place of a dead one reads it again. */
import type { Remote } from 'comlink';
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { Result } from '../../core/result.ts';
import type { WeightsRefusal, WeightsReport } from '../../core/run/weights.ts';
import type { LabApi } from './contract-lab.ts';

type Width = Experiment['width'];

export interface WeightsKeeper {
  read(
    api: Remote<LabApi>,
    file: { readonly blob: Blob; readonly name: string },
    width: Width,
  ): Promise<Result<WeightsReport, WeightsRefusal>>;
  /** Before training: the thread of now gets what an earlier one was given. */
  ensure(api: Remote<LabApi>, width: Width): Promise<void>;
  /** The thread that had read it has ended. */
  forget(): void;
}

export function createWeightsKeeper(): WeightsKeeper {
  let kept: { readonly blob: Blob; readonly name: string } | undefined;
  let isThere = false;
  return {
    async read(api, file, width) {
      const outcome = await api.readWeights(file.blob, file.name, width);
      if (outcome.ok) {
        kept = file;
        isThere = true;
      }
      return outcome;
    },
    async ensure(api, width) {
      if (kept === undefined || isThere) return;
      await api.readWeights(kept.blob, kept.name, width);
      isThere = true;
    },
    forget() {
      isThere = false;
    },
  };
}
