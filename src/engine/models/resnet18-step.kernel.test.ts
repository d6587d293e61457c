import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import golden from '../fixtures/resnet18-step.json' with { type: 'json' };
import { unitRows } from '../losses/similarity.ts';
import { applySgd, createVelocities } from '../optimisers/sgd.ts';
import { differentiate } from '../training/gradients.ts';
import { installNodeWebGpu } from '../testing/node-webgpu.ts';
import { updateStatistics, type MomentSink } from './batch-norm.ts';
import { createModel, disposeModel, type ModelState } from './parameters.ts';
import { headNorms, headSpecs, project } from './projection-head.ts';
import { encode, encoderNorms, encoderSpecs } from './resnet18.ts';
import { createRandom } from '../../core/random.ts';

type Step = (typeof golden.steps)[number];

/** torch's OIHW or [out, in] order of a flat index, from our own layout. */
function toTorch(values: ArrayLike<number>, shape: readonly number[]): Float64Array {
  if (shape.length === 2) {
    const [from, to] = shape;
    return Float64Array.from({ length: from * to }, (_, i) => values[(i % from) * to + Math.floor(i / from)]);
  }
  if (shape.length !== 4) return Float64Array.from(values);
  const [height, width, from, to] = shape;
  return Float64Array.from({ length: values.length }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width) % height];
    const c = Math.floor(i / (width * height)) % from;
    const k = Math.floor(i / (width * height * from));
    return values[((y * width + x) * from + c) * to + k];
  });
}

function fromTorch(values: Float64Array, shape: readonly number[]): Float32Array {
  const positions = toTorch(
    Float64Array.from(values, (_, i) => i),
    shape,
  );
  const result = new Float32Array(values.length);
  positions.forEach((at, i) => (result[at] = values[i]));
  return result;
}

/** Both steps of the fixture were made with this seed. */
const seed = golden.madeWith.seed;

/** The fixture's formula for parameter `p` in torch's order. */
function formula(p: number, name: string, shape: readonly number[]): Float64Array {
  const size = shape.reduce((product, length) => product * length, 1);
  const fanIn = size / shape[shape.length - 1];
  return Float64Array.from({ length: size }, (_, i) => {
    const s = Math.sin(0.7 * i + 1.3 * (p + seed)) + 0.5 * Math.sin(0.0137 * i * i + p);
    if (shape.length > 1) return (1.3 * s) / Math.sqrt(fanIn);
    return name.endsWith('bias') ? 0.1 * s : 1 + 0.1 * s;
  });
}

function fixtureModel(): ModelState {
  const specs = [...encoderSpecs('full'), ...headSpecs(512, false)];
  const state = createModel(specs, { ...encoderNorms('full'), ...headNorms(512, false) }, createRandom(1));
  golden.parameterOrder.forEach((name, p) => {
    const variable = state.parameters[name];
    const values = formula(p, name, variable.shape);
    tf.tidy(() => {
      variable.assign(tf.tensor(fromTorch(values, variable.shape), variable.shape));
    });
  });
  return state;
}

/** The fixture counts in NCHW; we hold NHWC. */
function fixtureImages({ batch, side }: Step): tf.Tensor4D {
  const values = Float32Array.from({ length: batch * side * side * 3 }, (_, at) => {
    const c = at % 3;
    const pixel = Math.floor(at / 3) % (side * side);
    const i = (Math.floor(at / 3 / (side * side)) * 3 + c) * side * side + pixel;
    return Math.sin(0.05 * i + seed) + Math.cos(0.013 * i);
  });
  return tf.tensor4d(values, [batch, side, side, 3]);
}

/** Loss A: each normal view's own other view against all pseudo-anomaly views. */
function pairAgainstPseudo(z: tf.Tensor2D, temperature: number): tf.Scalar {
  const images = z.shape[0] / 4;
  const unit = unitRows(z);
  const anchors = unit.slice([0, 0], [2 * images, -1]);
  const others = tf.concat([unit.slice([images, 0], [images, -1]), unit.slice([0, 0], [images, -1])]);
  const positive = anchors.mul(others).sum(1, true).div(temperature);
  const negatives = tf.matMul(anchors, unit.slice([2 * images, 0]), false, true).div(temperature);
  return tf.concat([positive, negatives], 1).logSumExp(1, true).sub(positive).mean();
}

function norm(values: ArrayLike<number>): number {
  return Math.sqrt(Array.from(values).reduce((sum, value) => sum + value * value, 0));
}

function expectNear(
  got: ArrayLike<number>,
  wanted: readonly number[],
  scale: number,
  tolerance = 1e-3,
): void {
  wanted.forEach((value, i) => {
    expect(Math.abs(got[i] - value) / scale).toBeLessThan(tolerance);
  });
}

const hasGpu = await installNodeWebGpu();

describe(`a ResNet18 step on ${hasGpu ? 'software WebGPU' : 'the CPU (no Vulkan driver here)'}`, () => {
  beforeAll(async () => {
    const { openDevice } = await import('../device.ts');
    const { report } = await openDevice(hasGpu ? undefined : 'cpu');
    expect(report.backend).toBe(hasGpu ? 'webgpu' : 'cpu');
  });

  it.each(golden.steps.map((step) => [step.batch, step] as const))(
    'of %i images agrees with PyTorch: features, gradients, SGD, running statistics',
    async (_batch, step) => {
      const state = fixtureModel();
      const velocities = createVelocities(state.parameters);
      const images = fixtureImages(step);
      const sink: MomentSink = [];
      let features: tf.Tensor2D | undefined;
      let projection: tf.Tensor2D | undefined;
      const { loss: value, gradients: grads } = differentiate(() => {
        const context = { state, mode: 'train', sink } as const;
        features = tf.keep(encode(images, 'full', context));
        projection = tf.keep(project(features, false, context));
        return pairAgainstPseudo(projection, 0.5);
      }, state.parameters);
      const [loss] = await value.data();
      const rows = (await features?.array()) ?? [];
      step.trainFeaturesFirst8.forEach((wanted, i) => {
        expectNear(rows[i], wanted, norm(wanted));
      });
      const projected = (await projection?.array()) ?? [];
      step.trainProjectionFirst8.forEach((wanted, i) => {
        expectNear(projected[i], wanted, norm(wanted));
      });

      expect(Math.abs(loss / step['lossPairAgainstPseudoTau0.5'] - 1)).toBeLessThan(1e-3);

      for (const [name, wanted] of Object.entries(step.gradients)) {
        const gradient = toTorch(await grads[name].data(), grads[name].shape);
        expect(Math.abs(norm(gradient) / wanted.norm - 1), `gradient norm of ${name}`).toBeLessThan(1e-3);
        expectNear(gradient, wanted.first, wanted.norm);
      }
      applySgd(state.parameters, grads, velocities, { momentum: 0.9, weightDecay: 1e-4, learningRate: 0.01 });
      updateStatistics(state, sink);
      for (const [name, wanted] of Object.entries(step.parametersAfterSgd)) {
        const variable = state.parameters[name];
        const after = toTorch(await variable.data(), variable.shape);
        expect(Math.abs(norm(after) / wanted.norm - 1), `norm of ${name}`).toBeLessThan(1e-3);
        expectNear(after, wanted.first, norm(wanted.first));
      }
      for (const [name, wanted] of Object.entries(step.runningStatisticsAfter)) {
        expectNear(await state.statistics[name].data(), wanted, norm(wanted));
      }
      const evaluated = tf.tidy(() => encode(images, 'full', { state, mode: 'evaluate', sink: [] }));
      const evaluatedRows = await evaluated.array();
      step.evalFeaturesFirst8.forEach((wanted, i) => {
        expectNear(evaluatedRows[i], wanted, norm(wanted));
      });
      tf.dispose([images, evaluated, value, ...Object.values(grads), ...Object.values(velocities)]);
      tf.dispose([features, projection]);
      disposeModel(state);
    },
  );
});
