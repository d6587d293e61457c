/** A detector with a network of its own leaves as a file: onnxruntime gives the page's scores, and the file comes back with the same numbers. */
import { beforeAll, describe, expect, it } from 'vitest';
import { fitImage } from '../../core/dataset/preparation.ts';
import { defaultExperiment, type Experiment } from '../../core/experiment/experiment.ts';
import { rectangleAlone } from '../../core/image/region-drawing.ts';
import { ignoreOutside, regionOf } from '../../core/image/region-of-interest.ts';
import { limitsOf, verdictOf } from '../../core/inspect/verdict.ts';
import { createRandom } from '../../core/random.ts';
import { fitPrototype, normaliseRows } from '../../core/scoring/distances.ts';
import {
  fitGaussian,
  fitUnitGaussian,
  gaussianDistances,
  squaredMahalanobis,
} from '../../core/scoring/gaussian.ts';
import { clusteredDistances, fitClusteredGaussians, withKnownAnomalies } from '../../core/scoring/ssd.ts';
import { openWasmMath } from '../backbone/wasm-math.ts';
import { createWasmNetwork } from '../backbone/wasm-network.ts';
import { openDevice } from '../device.ts';
import {
  clusterRows,
  gaussianRows,
  scoreRows,
  type CropScorer,
  type RowScorer,
} from '../evaluation/crop-scorer.ts';
import { judgeByCrops } from '../evaluation/crop-judgement.ts';
import { cutCrops } from '../evaluation/crops.ts';
import { resNet18Network } from '../networks/resnet18-network.ts';
import { drawParameters, startStatistics } from '../networks/parameters.ts';
import { joinRows } from '../program/embedder.ts';
import { bricks, passportFor, runFile } from '../testing/detector-files.ts';
import { difference } from '../testing/numbers.ts';
import { wasmFolder } from '../testing/wasm-folder.ts';
import { createTrainer } from '../training/create-trainer.ts';
import type { Trainer } from '../training/trainer.ts';
import { exportDetector } from './export-detector.ts';
import { cropMethod } from './file-method.ts';
import { readDetector } from './read-detector.ts';

const experiment: Experiment = {
  ...defaultExperiment,
  detector: 'contrastive',
  width: 'quarter',
  imageSize: 64,
  inputSize: 32,
  cropStride: 0.5,
  trainOn: 'crops',
};
const network = resNet18Network(experiment);
const length = network.outputs['pooled'].channels;
const random = createRandom('statistics');
const model = {
  parameters: drawParameters(network.spec, createRandom('weights')),
  statistics: Object.fromEntries(
    Object.entries(startStatistics(network.spec)).map(([name, values]) => [
      name,
      values.map((value) => value + 0.1 * random.uniform(-1, 1)), // far from 0, ReLU would let nothing through
    ]),
  ),
};
const limits = limitsOf(Float32Array.of(0.01, 0.02, 0.03, 0.04, 0.05), 0.2);
if (limits === undefined) throw new Error('expected limits');

const lowerThird = regionOf(rectangleAlone({ left: 0, top: 0.67, right: 1, bottom: 1 }))!;

let trainer: Trainer;
let normals: Float32Array;

async function see(width: number, height: number, seed: number, shape: Experiment): Promise<Float32Array> {
  const sized = fitImage(bricks(width, height, seed), { side: 96, aspect: 'crop', isEqualised: false });
  const [rows] = await trainer.forward(cutCrops(sized, shape), ['pooled']);
  return rows;
}

beforeAll(async () => {
  const learner = { network, objective: undefined, optimiser: experiment };
  trainer = await createTrainer(learner, await openDevice('cpu'), experiment, model);
  const parts: Float32Array[] = [];
  for (let seed = 0; seed < 3; seed++) parts.push(await see(80, 80, seed, experiment));
  normals = joinRows(parts);
  expect(normals.filter((value) => value > 0.01).length).toBeGreaterThan(normals.length / 4);
}, 60_000);

const clusters = () =>
  withKnownAnomalies(
    fitClusteredGaussians(normals, length, 2, createRandom('clusters')),
    normals.slice(0, 5 * length).map((value, i) => value + (i % 3)),
  );

const scorers: readonly (readonly [string, () => RowScorer])[] = [
  [
    'nearest normals',
    () => ({ kind: 'cosines', bank: normaliseRows(normals, length), length, neighbours: 3 }),
  ],
  ['normal mean', () => ({ kind: 'cosines', bank: fitPrototype(normals, length), length, neighbours: 1 })],
  ['a Gaussian over unit rows', () => gaussianRows(fitUnitGaussian(normals, length), true)],
  ['clusters and known anomalies', () => clusterRows(clusters())],
  [
    'a sphere',
    () => ({ kind: 'squares', length, isUnit: false, terms: [{ mean: normals.slice(0, length) }] }),
  ],
];

describe('a detector with a network of its own, as one ONNX file', () => {
  it.each(scorers)('by %s gives the page’s score, map and verdict', async (_, make) => {
    const rows = make();
    for (const trainOn of ['crops', 'whole'] as const) {
      const shape: Experiment = { ...experiment, trainOn, inputSize: trainOn === 'crops' ? 32 : 64 };
      const scorer: CropScorer = { shape, rows };
      const passport = passportFor({ side: 96, aspect: 'crop' }, shape, 'nearest');
      const bytes = exportDetector({ kind: 'crops', scorer, seen: { network, model } }, passport, limits);
      const wanted = judgeByCrops(scorer, 'nearest', await see(120, 90, 7, shape));
      const got = await runFile(bytes, bricks(120, 90, 7));
      const score = wanted.scores['nearest'] ?? Number.NaN;
      expect(Math.abs(got.score - score) / Math.max(1e-3, Math.abs(score))).toBeLessThan(1e-3);
      const map = wanted.map?.scores ?? [score];
      expect(got.map).toHaveLength(map.length);
      for (const [i, value] of got.map.entries())
        expect(Math.abs(value - map[i])).toBeLessThan(1e-3 * Math.max(1, Math.abs(map[i])));
      expect(['good', 'look', 'bad'][got.verdict]).toBe(verdictOf(score, limits));
    }
  });

  it('judges by the part of the image that counts, here and elsewhere', async () => {
    const scorer: CropScorer = { shape: experiment, rows: scorers[0][1]() };
    const plain = passportFor({ side: 96, aspect: 'crop' }, experiment, 'nearest');
    const passport = { ...plain, dataset: { ...plain.dataset, region: lowerThird } };
    const bytes = exportDetector({ kind: 'crops', scorer, seen: { network, model } }, passport, limits);
    const read = readDetector(bytes, () => network);
    if (!read.ok || read.value.kind !== 'crops') throw new Error(JSON.stringify(read));
    const { method, fitted } = cropMethod(read.value, trainer);
    const image = bricks(120, 90, 7);
    const sized = fitImage(image, { side: 96, aspect: 'crop', isEqualised: false });
    const [rows] = await trainer.forward(cutCrops(ignoreOutside(sized, lowerThird), experiment), ['pooled']);
    const wanted = judgeByCrops(scorer, 'nearest', rows, lowerThird);
    expect(await fitted.judge(await method.see(sized))).toEqual(wanted);
    const got = await runFile(bytes, image);
    const [score, map] = [wanted.scores['nearest'] ?? Number.NaN, wanted.map?.scores ?? []];
    expect(Math.abs(got.score - score)).toBeLessThan(1e-3 * Math.abs(score));
    for (const [i, value] of got.map.entries()) expect(Math.abs(value - map[i])).toBeLessThan(1e-3);
    expect(new Set(got.map.slice(0, 3)).size).toBe(1); // the first row of crops lies outside
    expect(new Set(got.map.slice(3)).size).toBe(6);
  });

  it('comes back with the same numbers, and is seen with on WebAssembly as well', async () => {
    for (const [, make] of scorers) {
      const scorer: CropScorer = { shape: experiment, rows: make() };
      const passport = passportFor({ side: 96, aspect: 'crop' }, experiment, 'nearest');
      const bytes = exportDetector({ kind: 'crops', scorer, seen: { network, model } }, passport, limits);
      const read = readDetector(bytes, () => network);
      if (!read.ok || read.value.kind !== 'crops') throw new Error(JSON.stringify(read));
      expect(read.value.passport.experiment).toEqual(experiment);
      const { imageSize, inputSize, cropStride, trainOn } = experiment;
      expect(read.value.crops).toEqual({
        shape: { imageSize, inputSize, cropStride, trainOn },
        rows: scorer.rows,
      });
      for (const [name, values] of Object.entries(read.value.model.parameters))
        if (!name.startsWith('head')) expect(difference(values, model.parameters[name])).toBe(0);
      const math = await openWasmMath(wasmFolder());
      const onWasm = createWasmNetwork(math, read.value.network, read.value.model);
      const sized = fitImage(bricks(80, 80, 9), { side: 96, aspect: 'crop', isEqualised: false });
      const [rows] = await onWasm.forward(cutCrops(sized, experiment), ['pooled']);
      const wanted = await see(80, 80, 9, experiment);
      expect(Math.max(...rows.map((value, i) => Math.abs(value - wanted[i])))).toBeLessThan(1e-4);
      const before = math.held();
      await onWasm.forward(cutCrops(sized, experiment), ['pooled']);
      expect(math.held()).toBe(before);
      onWasm.dispose();
    }
  });

  it('says what is wrong with a network that is not the one of its settings', () => {
    const scorer: CropScorer = { shape: experiment, rows: scorers[0][1]() };
    const passport = passportFor({ side: 96, aspect: 'crop' }, experiment, 'nearest');
    const bytes = exportDetector({ kind: 'crops', scorer, seen: { network, model } }, passport, limits);
    const other = resNet18Network({ ...experiment, width: 'half' });
    expect(readDetector(bytes, () => other)).toEqual({
      ok: false,
      problem: {
        kind: 'misfit',
        misfit: { where: 'conv1.weight', came: '16 x 3 x 7 x 7', wanted: 'numbers of shape 32 x 3 x 7 x 7' },
      },
    });
  });
});

it('numbers of a file score as the distances that they were made of', () => {
  const near = (a: ArrayLike<number>, b: ArrayLike<number>) => {
    for (let i = 0; i < b.length; i++)
      expect(Math.abs(a[i] - b[i])).toBeLessThan(1e-4 * Math.max(1, Math.abs(b[i])));
  };
  const unit = fitUnitGaussian(normals, length);
  near(scoreRows(normals, gaussianRows(unit, true)), gaussianDistances(normals, unit));
  const plain = fitGaussian(normals, length);
  near(scoreRows(normals, gaussianRows(plain, false)), squaredMahalanobis(normals, plain));
  near(scoreRows(normals, clusterRows(clusters())), clusteredDistances(normals, clusters()));
});
