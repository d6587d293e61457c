import { describe, expect, it } from 'vitest';
import { createRandom } from '../../core/random.ts';
import { openWasmMath } from '../backbone/wasm-math.ts';
import golden from '../fixtures/contrastive.json' with { type: 'json' };
import { wasmFolder } from '../testing/wasm-folder.ts';
import { placeLength, placeRows } from '../backbone/patch-features.ts';
import { contrastPlaces } from './contrast.ts';
import { embedMaps } from './embed-maps.ts';
import { drawHead, embedPlaces, type HeadParameter, type HeadParameters } from './head.ts';
import { createMatrix, multiplyOn, multiplyPlainly, transpose, type Matrix } from './matrix.ts';
import { headGradients, trainHead } from './train-head.ts';

const random = createRandom('patch head');

const settings = {
  hidden: 16,
  output: 8,
  steps: 60,
  rows: 32,
  temperature: 0.2,
  noise: 0.5,
  rate: 1e-2,
  weightDecay: 1e-4,
};

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
  const cases = golden.cases.filter(({ loss }) => loss === 'firm');

  it.each(cases.map((one) => [one.temperature, one] as const))(
    'is PyTorch’s loss D at temperature %s, with the same gradients',
    (temperature, { normalView1, normalView2, pseudoView1, pseudoView2, value, gradients }) => {
      const rows = [normalView1, normalView2, pseudoView1, pseudoView2].flat();
      const z = createMatrix(rows.length, rows[0].length, Float32Array.from(rows.flat()));
      const counts = { normals: 2 * normalView1.length, changed: pseudoView1.length };
      const { loss, gradient } = contrastPlaces(z, counts, temperature, multiplyPlainly);
      expect(loss).toBeCloseTo(value, 5);
      const wanted = gradients.flat(2);
      expect(gradient.data.length).toBe(wanted.length);
      gradient.data.forEach((slope, i) => {
        expect(slope).toBeCloseTo(wanted[i]!, 5);
      });
    },
  );

  it('gives a row of zeros no slope, and stays finite', () => {
    const z = createMatrix(4, 3, Float32Array.of(0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 1, 0));
    const { loss, gradient } = contrastPlaces(z, { normals: 2, changed: 1 }, 0.2, multiplyPlainly);
    expect(Number.isFinite(loss)).toBe(true);
    expect(gradient.data.slice(0, 3).every((value) => Math.abs(value) === 0)).toBe(true);
  });
});

describe('the places of an image', () => {
  it.each([16, 32])('are embedded as their rows are, on a grid of %s', async (grid) => {
    const multiply = multiplyOn(await openWasmMath(wasmFolder()));
    const numbers = (length: number, label: string) => {
      const stream = random.fork(label).fork(grid);
      return Uint16Array.from({ length }, () => stream.integer(65_536));
    };
    const maps = {
      grid,
      fine: numbers(grid ** 2 * 192, 'fine'),
      coarse: numbers((grid / 2) ** 2 * 576, 'coarse'),
    };
    const some = drawMatrix(40, placeLength, 'some');
    const head = (await trainHead(
      { normals: some, negatives: some },
      { ...settings, steps: 1 },
      { random: createRandom(2), multiply },
    ))!;
    const rows = embedPlaces(head, createMatrix(grid ** 2, placeLength, placeRows(maps)), multiply);
    const got = embedMaps(head, maps, multiply);
    expect([got.rows, got.columns]).toEqual([rows.rows, rows.columns]);
    const largest = Math.max(...rows.data.map(Math.abs));
    expect(largest).toBeGreaterThan(0.1);
    got.data.forEach((value, i) => {
      expect(Math.abs(value - rows.data[i]) / largest).toBeLessThan(1e-4);
    });
  });
});

describe('the head on places', () => {
  const shape = { input: 5, hidden: 4, output: 3 };

  it('has the gradients that differences of its loss give, for every kind of number', () => {
    const x = drawMatrix(12, 5, 'x');
    const parameters = drawHead(shape, createRandom('head'));
    const pass = (p: HeadParameters) =>
      headGradients(
        x,
        { normals: 6, changed: 3 },
        { shape, parameters: p, temperature: 0.2 },
        multiplyPlainly,
      );
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

  const data = {
    normals: drawMatrix(300, 16, 'normals'),
    negatives: drawMatrix(200, 16, 'negatives', 2),
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
