import * as ort from 'onnxruntime-web';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { defaultExperiment } from '../../core/experiment/experiment.ts';
import { createRandom } from '../../core/random.ts';
import { drawParameters, startStatistics } from '../../engine/networks/parameters.ts';
import { referenceOperations } from '../../engine/reference/operations.ts';
import { createModel } from '../../engine/reference/state.ts';
import { difference, draw } from '../../engine/testing/numbers.ts';
import { exportOnnx } from '../../engine/weights/export-onnx.ts';
import { exportSafetensors } from '../../engine/weights/export-weights.ts';
import { importModel } from '../../engine/weights/import-model.ts';
import { sphereNetwork } from './network.ts';
import { centreName, radiusName } from './sphere.ts';

const network = sphereNetwork(defaultExperiment);
const { spec, normalisation } = network;
const model = {
  parameters: { ...drawParameters(spec, createRandom(1)), [radiusName]: Float32Array.of(1.5) },
  statistics: startStatistics(spec),
};

beforeAll(() => tf.setBackend('cpu'));

it('a network leaves with its sphere, and comes back with it', () => {
  const back = importModel(exportSafetensors(model, network, normalisation), network);
  if (!back.ok) throw new Error(JSON.stringify(back.problem));
  expect(Object.keys(back.value.parameters)).toContain(centreName);
  for (const [name, values] of Object.entries(model.parameters))
    expect(difference(back.value.parameters[name], values), name).toBe(0);
});

it('ONNX Runtime embeds as the reference path does', async () => {
  const images = draw([2, 32, 32, 3], 'images');
  const state = createModel(spec, model.parameters, model.statistics);
  const wanted = tf.tidy(() => {
    const operations = referenceOperations({ state, mode: 'evaluate', sink: [] });
    const { pooled } = network.apply<tf.Tensor>({ images: tf.tensor4d(images, [2, 32, 32, 3]) }, operations);
    return pooled.dataSync() as Float32Array;
  });
  ort.env.wasm.numThreads = 1;
  const session = await ort.InferenceSession.create(exportOnnx(model, network, { side: 32, normalisation }));
  const planes = Float32Array.from(images, (_, i) => {
    const [image, channel, pixel] = [Math.floor(i / 3072), Math.floor(i / 1024) % 3, i % 1024];
    return images[image * 3072 + pixel * 3 + channel];
  });
  const { embedding } = await session.run({ images: new ort.Tensor('float32', planes, [2, 3, 32, 32]) });
  expect(difference((await embedding.getData()) as Float32Array, wanted)).toBeLessThan(1e-5);
});
