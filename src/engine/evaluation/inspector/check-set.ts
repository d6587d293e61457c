/** Images that a detector was not fitted on, by which one sees what a correction does. */
import { normalClass, type DatasetItem } from '../../../core/dataset/dataset.ts';
import type { CorrectionCheck } from '../../../core/inspect/correction.ts';
import type { Experiment } from '../../../core/experiment/experiment.ts';
import type { RgbImage } from '../../../core/image/image.ts';
import { resizeArea } from '../../../core/image/resize.ts';
import { drawAccepted } from '../../../core/pseudo-anomaly/draw-accepted.ts';
import { otherOf } from '../../../core/pseudo-anomaly/generate.ts';
import { createRandom, shuffled } from '../../../core/random.ts';

/** Of each kind, at most: one waits for them. */
const most = 32;

export interface HeldImage {
  /** Unique among them. */
  readonly key: string;
  readonly image: RgbImage;
}

export interface CheckSet {
  /** None of `held-out` ones: they are scored for the limit already. */
  readonly normals: {
    readonly source: CorrectionCheck['normals']['source'];
    readonly images: readonly HeldImage[];
  };
  readonly anomalies: {
    readonly source: CorrectionCheck['anomalies']['source'];
    readonly images: readonly HeldImage[];
  };
}

const held = ({ path, image }: Pick<DatasetItem, 'path' | 'image'>): HeldImage => ({ key: path, image });

/** A pseudo-anomaly of each; none of those of which the gate keeps none. */
function pseudoAnomalies(images: readonly RgbImage[], experiment: Experiment): HeldImage[] {
  const random = createRandom(experiment.seed).fork('check of corrections');
  const { imageSize } = experiment;
  const sized = images.map((image) => resizeArea(image, imageSize, imageSize));
  return sized.flatMap((image, turn) => {
    const drawOther = otherOf((i) => sized[i], sized.length, turn);
    const drawn = drawAccepted({ image, drawOther, turn }, random.fork(turn), experiment);
    return drawn === undefined ? [] : [{ key: `pseudo ${turn}`, image: drawn.candidate.image }];
  });
}

/** `tests` without those that the detector learnt from; `calibration` are the normal images that set the limit. */
export function checkSetOf(
  tests: readonly DatasetItem[],
  calibration: readonly DatasetItem[],
  experiment: Experiment,
): CheckSet {
  const random = createRandom(experiment.seed).fork('check of corrections');
  const some = (items: readonly DatasetItem[], name: string) =>
    shuffled(items, random.fork(name)).slice(0, most);
  const normals = some(
    tests.filter(({ defect }) => defect === normalClass),
    'normals',
  );
  const defective = some(
    tests.filter(({ defect }) => defect !== normalClass),
    'anomalies',
  );
  const drawn = defective.length > 0 ? [] : some(calibration, 'pseudo').map(({ image }) => image);
  return {
    normals:
      normals.length > 0 ? { source: 'test', images: normals.map(held) } : { source: 'held-out', images: [] },
    anomalies:
      defective.length > 0
        ? { source: 'test', images: defective.map(held) }
        : { source: 'pseudo', images: pseudoAnomalies(drawn, experiment) },
  };
}
