/** How new images are made ready for the detector. */
import { targetGray } from '../../core/dataset/equalise.ts';
import type { UnlabelledUse } from '../../worker/bridge/contract-data.ts';
import type { DatasetState } from '../dataset/dataset-stage.ts';
import type { OpenedFile } from './inspect-stage.ts';

/** As the images of the opened detector were made ready, which equalised none, or else as the open dataset's were. */
export function useOf(
  { dataset, usedPreparation, isEqualised }: DatasetState,
  opened?: OpenedFile,
): UnlabelledUse {
  if (opened !== undefined) {
    const { preparation, dataset: learnt } = opened.passport;
    return { preparation: { ...preparation, isEqualised: false }, region: learnt.region };
  }
  const medianGray = isEqualised && dataset !== undefined ? targetGray(dataset.items) : undefined;
  return { preparation: usedPreparation, medianGray, region: dataset?.region };
}
