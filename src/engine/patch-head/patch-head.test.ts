import { describe, expect, it } from 'vitest';
import { contrastiveLoss } from '../../core/contrast/contrastive-loss.ts';
import { pairings } from '../../core/contrast/pairing.ts';
import { createRandom } from '../../core/random.ts';
import { openWasmMath } from '../backbone/wasm-math.ts';
import { wasmFolder } from '../testing/wasm-folder.ts';
import { contrastPlaces } from './contrast.ts';
import { drawHead, embedPlaces, type HeadParameter, type HeadParameters } from './head.ts';
import { createMatrix, multiplyOn, multiplyPlainly, transpose, type Matrix } from './matrix.ts';
import { headGradients, trainHead } from './train-head.ts';

const random = createRandom('patch head');

function drawMatrix(rows: number, columns: number, label: string, shift = 0): Matrix {
  const stream = random.fork(label);
  return createMatrix(
    rows,
    columns,
    Float32Array.from({ length: rows * columns }, (_, i) => stream.normal() + (i % columns < 3 ? shift : 0)),
  );
}

const cosine = (z: Matrix, i: number, j: number) => {
  const [a, b] = [i, j].map((row) => z.data.subarray(row * z.columns, (row + 1) * z.columns));
  const dot = (p: Float32Array, q: Float32Array) => p.reduce((sum, value, k) => sum + value * q[k], 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
};

describe('matrix products', () => {
  it('are the same on WebAssembly as in plain loops', async () => {
    const [a, b] = [drawMatrix(7, 13, 'a'), drawMatrix(13, 5, 'b')];
    const [plain, wasm] = [multiplyPlainly(a, b), multiplyOn(await openWasmMath(wasmFolder()))(a, b)];
    expect([wasm.rows, wasm.columns]).toEqual([7, 5]);
    wasm.data.forEach((value, i) => {
      expect(value).toBeCloseTo(plain.data[i], 4);
    });
    expect(transpose(transpose(a))).toEqual(a);
    expect(() => multiplyPlainly(a, a)).toThrow('expected 13 rows to multiply with, got 7');
  });
});

describe('the contrast of places', () => {
  it('is the classwise loss of the paper’s formula, with the same slopes', () => {
    const [normals, temperature] = [6, 0.2];
    const z = drawMatrix(2 * normals, 8, 'z');
    const s = Array.from({ length: z.rows }, (_, i) =>
      Array.from({ length: z.rows }, (_unused, j) => cosine(z, i, j) / temperature),
    );
    const { loss, gradient } = contrastPlaces(z, normals, temperature, multiplyPlainly);
    expect(loss).toBeCloseTo(contrastiveLoss(s, pairings.classwise).loss, 5);
    const at = (shift: number, k: number) => {
      const moved = createMatrix(
        z.rows,
        z.columns,
        z.data.map((value, i) => value + (i === k ? shift : 0)),
      );
      return contrastPlaces(moved, normals, temperature, multiplyPlainly).loss;
    };
    for (const k of [0, 9, 47, 60, 95]) {
      expect(gradient.data[k]).toBeCloseTo((at(1e-2, k) - at(-1e-2, k)) / 2e-2, 3);
    }
  });

  it('gives a row of zeros no slope, and stays finite', () => {
    const z = createMatrix(4, 3, Float32Array.of(0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 1, 0));
    const { loss, gradient } = contrastPlaces(z, 2, 0.2, multiplyPlainly);
    expect(Number.isFinite(loss)).toBe(true);
    expect(gradient.data.slice(0, 3).every((value) => Math.abs(value) === 0)).toBe(true);
  });
});

describe('the head on places', () => {
  const shape = { input: 5, hidden: 4, output: 3 };

  it('has the gradients that differences of its loss give, for every kind of number', () => {
    const x = drawMatrix(12, 5, 'x');
    const parameters = drawHead(shape, createRandom('head'));
    const pass = (p: HeadParameters) =>
      headGradients(x, 6, { shape, parameters: p, temperature: 0.2 }, multiplyPlainly);
    const { gradients } = pass(parameters);
    // A bias before a norm changes nothing, so its gradient is 0.
    for (const name of Object.keys(parameters) as HeadParameter[]) {
      const step = 5e-3;
      const moved = (by: number) =>
        pass({ ...parameters, [name]: parameters[name].map((value, i) => value + (i === 1 ? by : 0)) }).loss;
      const slope = (moved(step) - moved(-step)) / (2 * step);
      expect(Math.abs(gradients[name][1] - slope), name).toBeLessThan(0.02 * Math.max(1, Math.abs(slope)));
    }
  });

  const data = { normals: drawMatrix(300, 16, 'normals'), negatives: drawMatrix(200, 16, 'negatives', 2) };
  const settings = {
    hidden: 16,
    output: 8,
    steps: 60,
    rows: 32,
    temperature: 0.2,
    rate: 1e-2,
    weightDecay: 1e-4,
  };
  const train = (losses: number[] = []) =>
    trainHead(data, settings, {
      random: createRandom(1),
      multiply: multiplyPlainly,
      goOn: (_, loss) => {
        losses.push(loss);
        return Promise.resolve(true);
      },
    });

  it('learns to tell the two kinds of places apart, from the same seed the same way', async () => {
    const losses: number[] = [];
    const head = (await train(losses))!;
    const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
    expect(mean(losses.slice(-5))).toBeLessThan(mean(losses.slice(0, 5)) - 0.3);
    const [normal, other] = [drawMatrix(50, 16, 'unseen'), drawMatrix(50, 16, 'unseen too', 2)];
    const joined = createMatrix(100, 16, Float32Array.from([...normal.data, ...other.data]));
    const z = embedPlaces(head, joined, multiplyPlainly);
    const toFirst = Array.from({ length: 100 }, (_, i) => cosine(z, 0, i));
    expect(mean(toFirst.slice(1, 50))).toBeGreaterThan(mean(toFirst.slice(50)) + 0.5);
    expect(await train()).toEqual(head);
  });

  it('says what is missing', async () => {
    const none = { ...data, negatives: createMatrix(0, 16) };
    await expect(trainHead(none, settings, { random, multiply: multiplyPlainly })).rejects.toThrow(
      'expected places that a pseudo-anomaly changed, got none',
    );
  });
});
