/** Networks that make pictures leave as ONNX: onnxruntime gives what the plain operations give. */
import * as tf from '@tensorflow/tfjs';
import * as ort from 'onnxruntime-web';
import { beforeAll, expect, it } from 'vitest';
import { defaultExperiment, type Experiment } from '../core/experiment/experiment.ts';
import { createRandom } from '../core/random.ts';
import { drawParameters, startStatistics } from '../engine/networks/parameters.ts';
import { referenceOperations } from '../engine/reference/operations.ts';
import { createModel } from '../engine/reference/state.ts';
import { difference, draw } from '../engine/testing/numbers.ts';
import { exportOnnx } from '../engine/weights/export-onnx.ts';
import { networkOf } from './run-detector.ts';

const side = 32;
const detectors = ['autoencoder', 'vae', 'vae-gan', 'draem', 'nsa'] as const;

beforeAll(() => tf.setBackend('cpu'));

/** [1, side, side, channels] as [1, channels, side, side]. */
function toPlanes(values: ArrayLike<number>, channels: number): Float32Array {
  const pixels = side * side;
  return Float32Array.from(
    { length: pixels * channels },
    (_, i) => values[(i % pixels) * channels + Math.floor(i / pixels)],
  );
}

it.each(detectors)('of %s', async (detector) => {
  const experiment: Experiment = {
    ...defaultExperiment,
    detector,
    width: 'quarter',
    inputSize: side,
    latent: 8,
  };
  const network = networkOf(experiment);
  const { spec, normalisation, outputs } = network;
  const model = { parameters: drawParameters(spec, createRandom(1)), statistics: startStatistics(spec) };
  const images = draw([1, side, side, 3], 'images');
  const names = ['pooled', 'reconstruction', 'map'].filter((name) => Object.hasOwn(outputs, name));
  const state = createModel(spec, model.parameters, model.statistics);
  const wanted = tf.tidy(() => {
    const operations = referenceOperations({ state, mode: 'evaluate', sink: [] });
    const values = network.apply<tf.Tensor>({ images: tf.tensor4d(images, [1, side, side, 3]) }, operations);
    return names.map((name) => values[name].dataSync());
  });
  ort.env.wasm.numThreads = 1;
  const session = await ort.InferenceSession.create(
    exportOnnx(model, network, { side: 'free', normalisation }),
  );
  const got = await session.run({
    images: new ort.Tensor('float32', toPlanes(images, 3), [1, 3, side, side]),
  });
  await session.release();
  expect(Object.keys(got).length).toBe(names.length);
  names.forEach((name, i) => {
    const values = got[name === 'pooled' ? 'embedding' : name].data as Float32Array;
    const { channels } = outputs[name];
    expect(
      difference(values, name === 'pooled' ? wanted[i] : toPlanes(wanted[i], channels)),
      name,
    ).toBeLessThan(1e-4);
  });
});
