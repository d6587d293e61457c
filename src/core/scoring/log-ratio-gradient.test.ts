import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { foldNorm, logRatioGradients, type Affine } from './log-ratio-gradient.ts';
import { contrastiveLogRatios } from './log-ratio.ts';

const random = createRandom(5);
const draw = (count: number, scale = 1) =>
  Float32Array.from({ length: count }, () => scale * random.normal());
const [length, hiddenLength, zLength] = [6, 5, 4];
const head = {
  first: { weight: draw(length * hiddenLength), bias: draw(hiddenLength, 0.3) },
  second: { weight: draw(hiddenLength * zLength), bias: draw(zLength, 0.3) },
};
const banks = { normal: draw(7 * zLength), pseudo: draw(9 * zLength), temperature: 0.4 };

function layer({ weight, bias }: Affine, x: readonly number[]): number[] {
  return Array.from(bias, (shift, c) =>
    x.reduce((sum, value, i) => sum + value * weight[i * bias.length + c], shift),
  );
}

/** The score of one row of pooled features, written down as it reads. */
function score(h: readonly number[]): number {
  const z = layer(
    head.second,
    layer(head.first, h).map((value) => Math.max(0, value)),
  );
  return contrastiveLogRatios(Float32Array.from(z), zLength, banks)[0];
}

describe('the gradient of the contrastive score', () => {
  it('is what finite differences give, for each row by itself', () => {
    const rows = Float32Array.from([...draw(length), ...draw(length)]);
    const gradients = logRatioGradients(rows, head, banks);
    const step = 2e-3;
    for (let row = 0; row < 2; row++) {
      const h = [...rows.subarray(row * length, (row + 1) * length)];
      h.forEach((_, i) => {
        const moved = (by: number) => h.map((value, j) => (i === j ? value + by : value));
        const numeric = (score(moved(step)) - score(moved(-step))) / (2 * step);
        expect(gradients[row * length + i]).toBeCloseTo(numeric, 2);
      });
    }
    expect(Math.hypot(...gradients)).toBeGreaterThan(0.1);
  });

  it('is zero where the projection has no direction', () => {
    const silent = {
      ...head,
      second: { weight: head.second.weight.map(() => 0), bias: new Float32Array(zLength) },
    };
    expect([...logRatioGradients(draw(length), silent, banks)]).toEqual(new Array(length).fill(0));
  });

  it('folds a norm in evaluation mode into the layer before it', () => {
    const norm = {
      weight: draw(hiddenLength),
      bias: draw(hiddenLength),
      mean: draw(hiddenLength),
      variance: draw(hiddenLength).map((value) => value * value + 0.1),
    };
    const x = [...draw(length)];
    const folded = layer(foldNorm(head.first, norm, 1e-5), x);
    layer(head.first, x).forEach((value, c) => {
      const wanted =
        ((value - norm.mean[c]) / Math.sqrt(norm.variance[c] + 1e-5)) * norm.weight[c] + norm.bias[c];
      expect(folded[c]).toBeCloseTo(wanted, 4);
    });
  });
});
