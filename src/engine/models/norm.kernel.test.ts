import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../core/random.ts';
import type { Device } from '../device.ts';
import { combine } from '../kernels/combine.ts';
import { sharesOfRows } from '../kernels/norm-passes.ts';
import { hasPasses } from '../kernels/run-pass.ts';
import { installNodeWebGpu } from '../testing/node-webgpu.ts';
import { composedMoments, composedNorm } from './composed-norm.ts';
import { fusedMoments, fusedNorm, type NormOperands } from './fused-norm.ts';

function draw(shape: number[], label: string, [mean, deviation] = [0, 1]): tf.Tensor {
  const random = createRandom(label);
  const size = shape.reduce((product, length) => product * length, 1);
  return tf.tensor(
    Float32Array.from({ length: size }, () => mean + deviation * random.normal()),
    shape,
  );
}

interface Form {
  readonly rows: number;
  readonly channels: number;
  readonly isRectified: boolean;
  readonly hasResidual: boolean;
}

const forms: Form[] = [
  { rows: 640, channels: 16, isRectified: false, hasResidual: false },
  { rows: 1000, channels: 12, isRectified: true, hasResidual: false },
  { rows: 77, channels: 32, isRectified: true, hasResidual: true },
  { rows: 5, channels: 4, isRectified: false, hasResidual: true },
];

function operandsOf({ rows, channels, isRectified, hasResidual }: Form): NormOperands {
  return {
    x: draw([rows, channels], 'x', [3, 0.5]) as tf.Tensor2D,
    gamma: draw([channels], 'gamma', [1, 0.2]) as tf.Tensor1D,
    beta: draw([channels], 'beta') as tf.Tensor1D,
    residual: hasResidual ? (draw([rows, channels], 'residual') as tf.Tensor2D) : undefined,
    isRectified,
  };
}

/** Output and gradients to x, gamma, beta and the residual, all weighed by fixed upstream values. */
async function evaluate(
  operands: NormOperands,
  normalise: (given: NormOperands) => tf.Tensor,
): Promise<ArrayLike<number>[]> {
  const { x, gamma, beta, residual } = operands;
  const upstream = draw(x.shape, 'upstream');
  const given = residual === undefined ? [x, gamma, beta] : [x, gamma, beta, residual];
  const { value, grads } = tf.valueAndGrads((...inputs: tf.Tensor[]) => {
    const [rows, scale, offset, added] = inputs as [tf.Tensor2D, tf.Tensor1D, tf.Tensor1D, tf.Tensor2D?];
    return normalise({ ...operands, x: rows, gamma: scale, beta: offset, residual: added });
  })(given, upstream);
  return Promise.all([value, ...grads].map((tensor) => tensor.data()));
}

function difference(got: ArrayLike<number>, wanted: ArrayLike<number>): number {
  const pairs = Array.from(wanted, (value, i) => Math.abs(value - got[i]));
  return Math.max(...pairs) / Math.max(...Array.from(wanted, Math.abs));
}

const hasGpu = await installNodeWebGpu();

describe.skipIf(!hasGpu)('fused batch normalisation (skipped where there is no Vulkan driver)', () => {
  let device: Device;

  beforeAll(async () => {
    const { openDevice } = await import('../device.ts');
    device = await openDevice();
    expect(hasPasses()).toBe(true);
  });

  it.each(forms)(
    'equals the composed one: $rows rows, residual $hasResidual, relu $isRectified',
    async (form) => {
      const operands = operandsOf(form);
      const fused = await evaluate(operands, (given) => fusedNorm(given, fusedMoments(given)));
      const composed = await evaluate(operands, ({ x, gamma, beta, residual, isRectified }) => {
        const y = composedNorm(x, composedMoments(x), gamma, beta);
        const sum = residual === undefined ? y : y.add(residual);
        return isRectified ? sum.relu() : sum;
      });
      expect(fused).toHaveLength(form.hasResidual ? 5 : 4);
      fused.forEach((values, i) => {
        expect(difference(values, composed[i]), `part ${i}`).toBeLessThan(2e-5);
      });
      expect(device.takeFault()).toBeUndefined();
    },
  );

  it('has the composed derivative, which tfjs derives from the formula as well', async () => {
    const operands = operandsOf(forms[0]);
    const composed = await evaluate(operands, ({ x, gamma, beta }) =>
      composedNorm(x, composedMoments(x), gamma, beta),
    );
    const derived = await evaluate(operands, ({ x, gamma, beta }) => {
      const { mean, variance } = tf.moments(x, 0);
      return x.sub(mean).div(variance.add(1e-5).sqrt()).mul(gamma).add(beta);
    });
    composed.forEach((values, i) => {
      expect(difference(values, derived[i]), `part ${i}`).toBeLessThan(2e-5);
    });
  });

  it('measures a small spread around a large mean', async () => {
    const x = draw([4096, 8], 'x', [500, 0.1]) as tf.Tensor2D;
    const gamma = tf.ones<tf.Rank.R1>([8]);
    const moments = fusedMoments({ x, gamma, beta: gamma, residual: undefined, isRectified: false });
    const [mean, variance] = await moments.array();
    mean.forEach((value) => {
      expect(value).toBeCloseTo(500, 1);
    });
    variance.forEach((value) => {
      expect(value / 0.01).toBeGreaterThan(0.9);
      expect(value / 0.01).toBeLessThan(1.1);
    });
  });

  it('cuts long columns into shares and short ones not', () => {
    expect(sharesOfRows({ rows: 65536, channels: 16 })).toBe(256);
    expect(sharesOfRows({ rows: 8, channels: 16 })).toBe(1);
  });

  it.each([6, 8])('weighs sums of %i numbers as asked', async (length) => {
    const a = draw([length], 'a');
    const b = draw([length], 'b');
    const [sum, left, right] = await Promise.all([combine([a, 0.5], [b, -2]), a, b].map((t) => t.data()));
    Array.from(sum).forEach((value, i) => {
      expect(value).toBeCloseTo(0.5 * left[i] - 2 * right[i], 5);
    });
  });
});
