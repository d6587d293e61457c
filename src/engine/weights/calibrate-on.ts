/** Measures folded layers on what the network will see of some normal images. */
import * as tf from '@tensorflow/tfjs';
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { RgbImage } from '../../core/image/image.ts';
import { createRandom, shuffled } from '../../core/random.ts';
import type { Normalisation } from '../../core/views/normalisation.ts';
import { renderViews } from '../../core/views/render.ts';
import { plainView } from '../../core/views/view.ts';
import type { Device } from '../device.ts';
import { cutCrops } from '../evaluation/crops.ts';
import { shareWithTfjs } from '../reference/backend.ts';
import { calibrateFolded, type Calibrated } from './calibrate.ts';

/** Normal images, and crops of each, that folded layers are measured on. */
const [measuredImages, measuredCrops] = [8, 8];

/** What the network will see of some normal images, [n, S, S, 3]; the caller's. */
function firstBatch({ images, experiment, normalisation }: CalibrationInput): tf.Tensor4D {
  const random = createRandom(experiment.seed).fork('calibration');
  const chosen = shuffled(images, random).slice(0, measuredImages);
  const rendered = chosen.map((image, i) => {
    const crops = cutCrops(image, experiment);
    const sources = shuffled([...Array(crops.count).keys()], random.fork(i)).slice(0, measuredCrops);
    const views = sources.map((source) => ({ source, parameters: plainView }));
    return renderViews(crops, views, normalisation);
  });
  const side = experiment.inputSize;
  const parts = rendered.map((pixels) =>
    tf.tensor4d(pixels, [pixels.length / (side * side * 3), side, side, 3]),
  );
  const joined = tf.concat(parts);
  tf.dispose(parts);
  return joined;
}

export interface CalibrationInput {
  readonly start: Calibrated;
  readonly normalisation: Normalisation;
  /** Norms that the file had folded into the convolution before them. */
  readonly folded: readonly string[];
  readonly experiment: Experiment;
  /** Normal training images, square. */
  readonly images: readonly RgbImage[];
}

/** tfjs computes on the device, if it has WebGPU. */
export async function calibrateOn(
  input: CalibrationInput,
  device: Pick<Device, 'gpu' | 'info'>,
): Promise<Calibrated> {
  await shareWithTfjs(device);
  const { start, folded, experiment } = input;
  const batch = firstBatch(input);
  const calibrated = await calibrateFolded(start, folded, batch, experiment.width);
  batch.dispose();
  return calibrated;
}
