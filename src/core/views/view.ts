/**
 * Weak augmentation: what one view of an image is changed by. It must be weak: a strong crop could cut the
 * pseudo-defect out of its view, and the label would be wrong.
 */
import type { Experiment } from '../experiment/experiment.ts';
import type { Random } from '../random.ts';

export interface ViewParameters {
  /** Radians, clockwise as seen. */
  readonly rotation: number;
  /** Shares of the side. */
  readonly shiftX: number;
  readonly shiftY: number;
  readonly brightness: number;
  readonly contrast: number;
}

/** Draws one view; crops change colour only, whole images turn and move as well. */
export function drawView(
  experiment: Pick<Experiment, 'trainOn' | 'viewRotation' | 'viewTranslation' | 'viewJitter'>,
  random: Random,
): ViewParameters {
  const { viewRotation, viewTranslation, viewJitter } = experiment;
  const around = (reach: number) => reach * random.uniform(-1, 1);
  const moved = {
    rotation: around((viewRotation * Math.PI) / 180),
    shiftX: around(viewTranslation / 100),
    shiftY: around(viewTranslation / 100),
  };
  return {
    ...(experiment.trainOn === 'whole' ? moved : { rotation: 0, shiftX: 0, shiftY: 0 }),
    brightness: 1 + around(viewJitter),
    contrast: 1 + around(viewJitter),
  };
}

/** The view that changes nothing, for scoring. */
export const plainView: ViewParameters = { rotation: 0, shiftX: 0, shiftY: 0, brightness: 1, contrast: 1 };
