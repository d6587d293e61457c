/** A detector leaves as a file: onnxruntime gives the page's scores, and the file comes back with the same numbers. */
import * as ort from 'onnxruntime-web';
import { beforeAll, describe, expect, it } from 'vitest';
import { fitImage, type Aspect } from '../../core/dataset/preparation.ts';
import { defaultExperiment } from '../../core/experiment/experiment.ts';
import { createRgbImage, type RgbImage } from '../../core/image/image.ts';
import { limitsOf, verdicts, verdictOf } from '../../core/inspect/verdict.ts';
import type { DetectorPassport } from '../../core/inspect/passport.ts';
import { createRandom } from '../../core/random.ts';
import type { FrozenBackbone } from '../backbone/backbone.ts';
import { openFrozen } from '../backbone/open-frozen.ts';
import { chooseBank, samplePlaces } from '../backbone/patch-bank.ts';
import { placeLength, placeMaps, type PlaceMaps } from '../backbone/patch-features.ts';
import type { PlaceScorer } from '../backbone/place-scorer.ts';
import { openDevice } from '../device.ts';
import { packWhole } from '../evaluation/crops.ts';
import { judgeByPlaces } from '../evaluation/place-judgement.ts';
import { backboneWeights, filesHere } from '../testing/backbone-weights.ts';
import { exportDetector } from './export-detector.ts';
import { readDetector } from './read-detector.ts';
import { readTrunkOf } from './read-trunk.ts';

const side = 64;

/** Bricks with a little noise, of any size. */
function picture(width: number, height: number, seed: number): RgbImage {
  const random = createRandom(seed);
  const image = createRgbImage(width, height);
  for (let i = 0; i < width * height; i++) {
    const [x, y] = [(i % width) / width, Math.floor(i / width) / height];
    const isBrick = (x * 6) % 1 > 0.15 && (y * 4) % 1 > 0.15;
    for (let c = 0; c < 3; c++) image.data[3 * i + c] = (isBrick ? 150 - 30 * c : 60) + random.integer(30);
  }
  return image;
}

let frozen: FrozenBackbone;
let normals: PlaceMaps[];
const limits = limitsOf(Float32Array.of(3, 3.5, 4, 4.2, 4.6), 0.2);
if (limits === undefined) throw new Error('expected limits');

async function see(image: RgbImage): Promise<PlaceMaps> {
  return placeMaps(await frozen.backbone.features(packWhole(image, side)), side);
}

function bankTerm(size: number): PlaceScorer['terms'][number] {
  const places = samplePlaces(normals, 200, createRandom('places'));
  const bank = chooseBank(places, size, createRandom('bank'));
  return { kind: 'bank', bank, scale: { usual: 0, unit: 1 }, share: 1 };
}

function headTerm(): PlaceScorer['terms'][number] {
  const random = createRandom('head');
  const draw = (count: number, size: number) =>
    Float32Array.from({ length: count }, () => size * random.normal());
  const [hidden, output] = [12, 5];
  const raw = draw(output, 1);
  const length = Math.hypot(...raw);
  const head = {
    shape: { input: placeLength, hidden, output },
    weight1: draw(placeLength * hidden, 0.1),
    bias1: draw(hidden, 0.1),
    weight2: draw(hidden * output, 0.3),
    bias2: draw(output, 0.1),
  };
  return {
    kind: 'head',
    head,
    centre: raw.map((x) => x / length),
    scale: { usual: 0.2, unit: 0.3 },
    share: 0.7,
  };
}

const passport = (aspect: Aspect, working = side): Omit<DetectorPassport, 'plan'> => ({
  experiment: { ...defaultExperiment, detector: 'patchcore' },
  score: 'patches',
  preparation: { side: working, aspect },
  dataset: {
    name: 'bricks',
    fingerprint: 'abc',
    counts: { train: 4, testNormal: 0, testDefective: 0, masks: 0 },
  },
  normals: [{ medianGray: 120, contrast: 30, sharpness: 4, hasColour: true }],
  calibration: {
    basis: 'share',
    fitted: 4,
    normals: [
      { path: 'train/good/1.png', score: 3 },
      { path: '', score: 4 },
    ],
  },
  falseAlarmRate: 0.2,
  selfCheck: { images: [createRgbImage(64, 64)], scores: [4.25] },
});

interface Run {
  readonly score: number;
  readonly map: readonly number[];
  readonly verdict: number;
}

async function runFile(bytes: Uint8Array, image: RgbImage): Promise<Run> {
  const session = await ort.InferenceSession.create(bytes);
  const input = new ort.Tensor('uint8', image.data, [1, image.height, image.width, 3]);
  const { score, map, verdict } = await session.run({ image: input });
  await session.release();
  return {
    score: Number(score.data[0]),
    map: [...(map.data as Float32Array)],
    verdict: Number(verdict.data[0]),
  };
}

beforeAll(async () => {
  frozen = await openFrozen(await openDevice('cpu'), filesHere);
  normals = [];
  for (let seed = 0; seed < 4; seed++) normals.push(await see(picture(side, side, seed)));
});

const sizes = [
  [64, 64],
  [97, 61],
  [40, 150],
  [30, 30],
] as const;

describe('a detector as one ONNX file', () => {
  it.each<[string, () => PlaceScorer, Aspect, number]>([
    [
      'PatchCore',
      () => ({ side, terms: [bankTerm(20)], rule: { kind: 'reweighted', neighbours: 1 } }),
      'stretch',
      side,
    ],
    [
      'PatchCore with neighbours that weigh',
      () => ({ side, terms: [bankTerm(20)], rule: { kind: 'reweighted', neighbours: 5 } }),
      'crop',
      128,
    ],
    [
      'local contrast',
      () => ({ side, terms: [bankTerm(9), headTerm()], rule: { kind: 'largest', places: 3 } }),
      'pad',
      48,
    ],
  ])(
    'of %s gives the page’s score, map and verdict for images of any size',
    async (_, make, aspect, working) => {
      const scorer = make();
      const bytes = exportDetector(
        { scorer, trunk: await backboneWeights() },
        passport(aspect, working),
        limits,
      );
      for (const [width, height] of sizes) {
        const image = picture(width, height, width);
        const sized = fitImage(image, { side: working, aspect, isEqualised: false });
        const wanted = judgeByPlaces(scorer, 'patches', await see(sized), frozen.multiply);
        const got = await runFile(bytes, image);
        const score = wanted.scores['patches'] ?? Number.NaN;
        expect(Math.abs(got.score - score) / Math.max(1, score)).toBeLessThan(1e-3);
        const worst = got.map.map((value, i) => Math.abs(value - (wanted.map?.scores[i] ?? Number.NaN)));
        expect(Math.max(...worst)).toBeLessThan(2e-3);
        expect(['good', 'look', 'bad'][got.verdict]).toBe(verdictOf(score, limits));
      }
    },
  );

  it('comes back with the same numbers, and without the paths of the normal images', async () => {
    const scorer: PlaceScorer = {
      side,
      terms: [bankTerm(9), headTerm()],
      rule: { kind: 'largest', places: 3 },
    };
    const wanted = passport('crop');
    const bytes = exportDetector({ scorer, trunk: await backboneWeights() }, wanted, limits);
    const read = readDetector(bytes);
    if (!read.ok) throw new Error(JSON.stringify(read.problem));
    const { plan, ...back } = read.value.passport;
    expect(plan.terms).toHaveLength(2);
    expect(back).toEqual({
      ...wanted,
      calibration: { ...wanted.calibration, normals: [3, 4].map((score) => ({ path: '', score })) },
    });
    expect(readTrunkOf(bytes)).toEqual({ ok: true, value: await backboneWeights() });
    const maps = await see(picture(side, side, 9));
    expect(judgeByPlaces(read.value.scorer, 'patches', maps, frozen.multiply)).toEqual(
      judgeByPlaces(scorer, 'patches', maps, frozen.multiply),
    );
    expect(new TextDecoder('latin1').decode(bytes)).not.toContain('train/good');
  });

  it('is refused by name where it is cut off, of another version, or no detector', async () => {
    const scorer: PlaceScorer = { side, terms: [bankTerm(3)], rule: { kind: 'reweighted', neighbours: 1 } };
    const bytes = exportDetector({ scorer, trunk: await backboneWeights() }, passport('stretch'), limits);
    expect(readDetector(bytes.subarray(0, bytes.length - 5000))).toMatchObject({
      ok: false,
      problem: { kind: 'unreadable' },
    });
    expect(readDetector(Uint8Array.of(1, 2, 3))).toMatchObject({
      ok: false,
      problem: { kind: 'unreadable' },
    });
    const text = new TextDecoder('latin1').decode(bytes);
    const at = text.indexOf('kizu.version') + 'kizu.version'.length + 2;
    const later = Uint8Array.from(bytes);
    later[at] = '7'.charCodeAt(0);
    expect(readDetector(later)).toEqual({
      ok: false,
      problem: { kind: 'other-version', came: '7', wanted: 1 },
    });
    const other = Uint8Array.from(bytes);
    other[text.indexOf('kizu.version')] = 'x'.charCodeAt(0);
    expect(readDetector(other)).toEqual({ ok: false, problem: { kind: 'no-detector' } });
  });
});

it('verdicts are numbered from the best to the worst', () => {
  expect([...verdicts].reverse()).toEqual(['good', 'look', 'bad']);
});
