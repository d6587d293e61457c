import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { defaultExperiment } from '../../core/experiment/experiment.ts';
import { createRandom } from '../../core/random.ts';
import { referenceOperations } from '../reference/operations.ts';
import { createModel, disposeModel } from '../reference/state.ts';
import { resNet18Network } from '../networks/resnet18-network.ts';
import { drawParameters, startStatistics } from '../networks/parameters.ts';
import { encode } from '../networks/resnet18.ts';
import { calibrateFolded, measuringOperations, type Calibrated } from './calibrate.ts';
import { normEpsilon } from './map-weights.ts';

const spec = resNet18Network(defaultExperiment).spec;
const norms = Object.keys(spec.norms).filter((name) => name.startsWith('encoder.'));

/** As a file with folded norms is mapped: biases after the convolutions, no scale, no statistics. */
function foldedModel(): Calibrated {
  const random = createRandom(5);
  const parameters: Record<string, Float32Array> = { ...drawParameters(spec, random) };
  const statistics: Record<string, Float32Array> = { ...startStatistics(spec) };
  for (const norm of norms) {
    parameters[`${norm}.bias`] = parameters[`${norm}.bias`].map(() => 0.3 * random.normal());
    statistics[`${norm}.running_var`] = statistics[`${norm}.running_var`].map(() => 1 - normEpsilon);
  }
  return { parameters, statistics };
}

function poolBy(model: Calibrated, mode: 'train' | 'evaluate', images: tf.Tensor4D): Float32Array {
  const state = createModel(spec, model.parameters, model.statistics);
  const pooled = tf.tidy(() => {
    const operations = referenceOperations({ state, mode, sink: [] });
    return encode<tf.Tensor>(images, 'quarter', operations).pooled.dataSync() as Float32Array;
  });
  disposeModel(state);
  return pooled;
}

function expectNear(got: Float32Array, wanted: Float32Array, tolerance: number): void {
  const scale = Math.max(...wanted);
  expect(scale).toBeGreaterThan(0);
  got.forEach((value, i) => {
    expect(Math.abs(value - wanted[i]) / scale).toBeLessThan(tolerance);
  });
}

describe('calibration of folded layers', () => {
  it('refuses an operation that it lacks, by name', () => {
    const { convBatchNorm, pool, averagePool, ...others } = measuringOperations(
      { parameters: {}, statistics: {} },
      new Set(),
      [],
    );
    for (const known of [convBatchNorm, pool, averagePool]) expect(known).toBeTypeOf('function');
    for (const [name, refuse] of Object.entries(others))
      expect(refuse).toThrow(
        `Calibrating folded BatchNorm expected only the operations convBatchNorm, pool, averagePool; the network uses ${name}`,
      );
  });

  beforeAll(() => tf.setBackend('cpu'));

  it('keeps what the network computes, and lets normalising by the same batch compute it too', async () => {
    const folded = foldedModel();
    const images = tf.randomNormal<tf.Rank.R4>([3, 32, 32, 3], 0, 1, 'float32', 7);
    const wanted = poolBy(folded, 'evaluate', images);
    const calibrated = await calibrateFolded(folded, norms, images, 'quarter');
    expectNear(poolBy(calibrated, 'evaluate', images), wanted, 1e-4);
    expectNear(poolBy(calibrated, 'train', images), wanted, 1e-3);
    const apart = poolBy(folded, 'train', images).map((value, i) => Math.abs(value - wanted[i]));
    expect(Math.max(...apart)).toBeGreaterThan(0.1 * Math.max(...wanted)); // without it, training begins elsewhere
  });

  it('leaves layers alone that are not folded, and no tensors behind', async () => {
    const folded = foldedModel();
    const images = tf.randomNormal<tf.Rank.R4>([2, 32, 32, 3], 0, 1, 'float32', 8);
    const before = tf.memory().numTensors;
    const calibrated = await calibrateFolded(folded, norms.slice(0, 2), images, 'quarter');
    expect(tf.memory().numTensors).toBe(before);
    const changed = norms.filter(
      (norm) => calibrated.parameters[`${norm}.weight`] !== folded.parameters[`${norm}.weight`],
    );
    expect(changed).toEqual(norms.slice(0, 2));
  });
});
