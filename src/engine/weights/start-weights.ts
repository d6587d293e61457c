/** A network's first weights from a file: what fits of it, and fresh ones for the rest. */
import * as tf from '@tensorflow/tfjs';
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { RgbImage } from '../../core/image/image.ts';
import { createRandom, shuffled } from '../../core/random.ts';
import { normalisationOf } from '../../core/views/normalisation.ts';
import { renderViews } from '../../core/views/render.ts';
import { plainView } from '../../core/views/view.ts';
import { cutCrops } from '../evaluation/crops.ts';
import { resNet18Network } from '../networks/resnet18-network.ts';
import { drawParameters, startStatistics } from '../networks/parameters.ts';
import { calibrateFolded, type Calibrated } from './calibrate.ts';
import { mapWeights } from './map-weights.ts';
import type { Tensors } from './tensor.ts';

/** Normal images, and crops of each, that folded layers are measured on. */
const [measuredImages, measuredCrops] = [8, 8];

/** What the network will see of some normal images, [n, S, S, 3]; the caller's. */
function firstBatch(images: readonly RgbImage[], experiment: Experiment): tf.Tensor4D {
  const random = createRandom(experiment.seed).fork('calibration');
  const chosen = shuffled(images, random).slice(0, measuredImages);
  const rendered = chosen.map((image, i) => {
    const crops = cutCrops(image, experiment);
    const sources = shuffled([...Array(crops.count).keys()], random.fork(i)).slice(0, measuredCrops);
    const views = sources.map((source) => ({ source, parameters: plainView }));
    return renderViews(crops, views, normalisationOf(experiment));
  });
  const side = experiment.inputSize;
  const parts = rendered.map((pixels) =>
    tf.tensor4d(pixels, [pixels.length / (side * side * 3), side, side, 3]),
  );
  const joined = tf.concat(parts);
  tf.dispose(parts);
  return joined;
}

/** `images` are normal training images, square. tfjs's backend must be ready. */
export async function startFrom(
  tensors: Tensors,
  experiment: Experiment,
  images: readonly RgbImage[],
): Promise<Calibrated> {
  const { spec } = resNet18Network(experiment);
  const mapped = mapWeights(tensors, experiment.width);
  const start = {
    parameters: {
      ...drawParameters(spec, createRandom(experiment.seed).fork('weights')),
      ...mapped.parameters,
    },
    statistics: { ...startStatistics(spec), ...mapped.statistics },
  };
  if (mapped.folded.length === 0) return start;
  const batch = firstBatch(images, experiment);
  const calibrated = await calibrateFolded(start, mapped.folded, batch, experiment.width);
  batch.dispose();
  return calibrated;
}
