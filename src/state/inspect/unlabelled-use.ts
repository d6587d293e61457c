/** How new images are made ready for the detector. */
import { targetGray } from '../../core/dataset/equalise.ts';
import type { UnlabelledUse } from '../../worker/bridge/contract-data.ts';
import type { DatasetState } from '../dataset/dataset-stage.ts';
import type { OpenedFile } from './inspect-stage.ts';

/** As the open dataset's images were made ready. */
export function useOf({ dataset, usedPreparation, isEqualised }: DatasetState): UnlabelledUse {
  const medianGray = isEqualised && dataset !== undefined ? targetGray(dataset.items) : undefined;
  return { preparation: usedPreparation, medianGray };
}

/** As the images of an opened detector were; equalised ones cannot leave in a file. */
export function usedBy({ passport }: OpenedFile): UnlabelledUse {
  return { preparation: { ...passport.preparation, isEqualised: false } };
}
