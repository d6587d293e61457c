/** The thread of a detector's page, in Node: files of both kinds open, check themselves and judge; others are refused by name. */
import { beforeAll, describe, expect, it } from 'vitest';
import { defaultExperiment, type Experiment } from '../core/experiment/experiment.ts';
import type { RgbImage } from '../core/image/image.ts';
import { limitsOf } from '../core/inspect/verdict.ts';
import { createRandom } from '../core/random.ts';
import { createBank } from '../engine/backbone/patch-bank.ts';
import { placeLength } from '../engine/backbone/patch-features.ts';
import { resNet18Network } from '../engine/networks/resnet18-network.ts';
import { drawParameters, startStatistics } from '../engine/networks/parameters.ts';
import { createMatrix } from '../engine/patch-head/matrix.ts';
import { exportDetector, type DetectorNumbers } from '../engine/portable/export-detector.ts';
import { backboneWeights } from '../engine/testing/backbone-weights.ts';
import { bricks, passportFor, runFile } from '../engine/testing/detector-files.ts';
import { wasmFolder } from '../engine/testing/wasm-folder.ts';
import type { JudgeApi } from './contract.ts';
import { createJudge } from './judge.ts';

const side = 64;
const limits = limitsOf(Float32Array.of(3, 3.5, 4, 4.2, 4.6), 0.2);
if (limits === undefined) throw new Error('expected limits');
const given = limits;

/** An image as a frame: its pixels are what a canvas would give. */
function frameOf({ width, height, data }: RgbImage): ImageBitmap {
  const pixels = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let i = 0; i < width * height; i++) pixels.set(data.subarray(3 * i, 3 * i + 3), 4 * i);
  return { width, height, data: pixels } as unknown as ImageBitmap;
}

const judge = (): JudgeApi =>
  createJudge({
    decode: () => Promise.reject(new Error('expected no file')),
    pixelsOf: (frame) => frame as unknown as ReturnType<Parameters<typeof createJudge>[0]['pixelsOf']>,
    wasmFolder: () => Promise.resolve(wasmFolder()),
  });

const own: Experiment = {
  ...defaultExperiment,
  detector: 'contrastive',
  score: 'nearest',
  width: 'quarter',
  imageSize: 64,
  inputSize: 32,
  cropStride: 1,
  trainOn: 'crops',
};

function places(trunk: Awaited<ReturnType<typeof backboneWeights>>): DetectorNumbers {
  const random = createRandom('bank');
  const rows = Float32Array.from({ length: 7 * placeLength }, () => 2 * random.next());
  const bank = createBank(createMatrix(7, placeLength, rows));
  const term = { kind: 'bank', bank, scale: { usual: 0, unit: 1 }, share: 1 } as const;
  return {
    kind: 'places',
    trunk,
    scorer: { side, terms: [term], rule: { kind: 'reweighted', neighbours: 1 } },
  };
}

function crops(): DetectorNumbers {
  const network = resNet18Network(own);
  const { spec, outputs } = network;
  const length = outputs['pooled']!.channels;
  const model = { parameters: drawParameters(spec, createRandom('own')), statistics: startStatistics(spec) };
  const random = createRandom('mean');
  const mean = Float32Array.from({ length }, () => random.next());
  return {
    kind: 'crops',
    seen: { network, model },
    scorer: { shape: own, rows: { kind: 'squares', length, isUnit: false, terms: [{ mean }] } },
  };
}

describe('the thread of a detector’s page', () => {
  let numbers: readonly (readonly [Experiment, DetectorNumbers])[];
  const picture = bricks(90, 70, 3);
  const write = ([experiment, one]: (typeof numbers)[number], score = 4.25) =>
    exportDetector(
      one,
      {
        ...passportFor({ side, aspect: 'pad' }, experiment, 'any'),
        selfCheck: { images: [bricks(64, 64, 1)], scores: [score] },
      },
      given,
    );

  beforeAll(async () => {
    numbers = [
      [{ ...defaultExperiment, detector: 'patchcore' }, places(await backboneWeights())],
      [own, crops()],
    ];
  }, 60_000);

  it('checks a file by its own images, and judges frames as onnxruntime does', async () => {
    for (const one of numbers) {
      const checked = await runFile(write(one), bricks(64, 64, 1));
      const bytes = write(one, checked.score);
      const api = judge();
      const opened = await api.open(new Blob([bytes]));
      if (!opened.ok) throw new Error(JSON.stringify(opened.problem));
      expect(opened.value.error).toBeLessThan(1e-3);
      const { score, map, picture: shown } = await api.judgeFrame(frameOf(picture));
      const wanted = await runFile(bytes, picture);
      expect(Math.abs(score - wanted.score)).toBeLessThan(1e-3 * Math.max(1, Math.abs(wanted.score)));
      expect(map?.scores).toHaveLength(wanted.map.length);
      expect(shown.width).toBe(side);

      const wrong = await api.open(new Blob([write(one, checked.score * 1.01 + 0.01)]));
      expect(wrong.ok && wrong.value.error).toBeGreaterThan(1e-3); // which the page shouts
    }
  });

  it('keeps the detector that was open where another file is refused, and says why', async () => {
    const api = judge();
    await expect(api.judgeFrame(frameOf(picture))).rejects.toThrow('expected an open detector');
    const bytes = write(numbers[0]!);
    await api.open(new Blob([bytes]));
    const before = await api.judgeFrame(frameOf(picture));
    const later = Uint8Array.from(bytes);
    const at = Buffer.from(bytes).indexOf('kizu.version') + 'kizu.version'.length + 2;
    later[at] = '9'.charCodeAt(0);
    expect(await api.open(new Blob([later]))).toEqual({
      ok: false,
      problem: { kind: 'other-version', came: '9', wanted: 3 },
    });
    expect(await api.open(new Blob([bytes.subarray(0, bytes.length / 2)]))).toMatchObject({
      ok: false,
      problem: { kind: 'unreadable' },
    });
    expect(await api.judgeFrame(frameOf(picture))).toEqual(before);
  });
});
