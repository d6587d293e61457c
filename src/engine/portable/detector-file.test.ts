/** A detector leaves as a file: onnxruntime gives the page's scores, and the file comes back with the same numbers. */
import { beforeAll, describe, expect, it } from 'vitest';
import { fitImage, type Aspect } from '../../core/dataset/preparation.ts';
import { defaultExperiment } from '../../core/experiment/experiment.ts';
import type { RgbImage } from '../../core/image/image.ts';
import { rectangleAlone } from '../../core/image/region-drawing.ts';
import { ignoreOutside, regionOf } from '../../core/image/region-of-interest.ts';
import { limitsOf, verdicts, verdictOf } from '../../core/inspect/verdict.ts';
import { createRandom } from '../../core/random.ts';
import type { FrozenBackbone } from '../backbone/backbone.ts';
import { openFrozen } from '../backbone/open-frozen.ts';
import { chooseBank, samplePlaces } from '../backbone/patch-bank.ts';
import { mapsInside, placeLength, placeMaps, type PlaceMaps } from '../backbone/patch-features.ts';
import type { PlaceScorer } from '../backbone/place-scorer.ts';
import { openDevice } from '../device.ts';
import { packWhole } from '../evaluation/crops.ts';
import { judgeByPlaces } from '../evaluation/place-judgement.ts';
import { backboneWeights, filesHere } from '../testing/backbone-weights.ts';
import { difference } from '../testing/numbers.ts';
import { bricks, passportFor, runFile } from '../testing/detector-files.ts';
import { exportDetector } from './export-detector.ts';
import { placeMethod } from './file-method.ts';
import { readDetector } from './read-detector.ts';
import { readTrunkOf } from './read-trunk.ts';

const side = 64;

/** These see with the frozen backbone. */
const noNetwork = () => {
  throw new Error('expected no network of its own');
};

const leftHalf = regionOf(rectangleAlone({ left: 0, top: 0, right: 0.5, bottom: 1 }))!;

/** With a bright square at the right border. */
function spotted(image: RgbImage): RgbImage {
  const { width, height } = image;
  for (let y = 0; y < height / 2; y++)
    image.data.fill(250, 3 * (y * width + Math.round(0.7 * width)), 3 * (y + 1) * width);
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

const passport = (aspect: Aspect, working = side) =>
  passportFor({ side: working, aspect }, { ...defaultExperiment, detector: 'patchcore' }, 'patches');

beforeAll(async () => {
  frozen = await openFrozen(await openDevice('cpu'), filesHere);
  normals = [];
  for (let seed = 0; seed < 4; seed++) normals.push(await see(bricks(side, side, seed)));
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
        { kind: 'places', scorer, trunk: await backboneWeights() },
        passport(aspect, working),
        limits,
      );
      for (const [width, height] of sizes) {
        const image = bricks(width, height, width);
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

  it.each<readonly [string, () => Pick<PlaceScorer, 'terms' | 'rule'>]>([
    ['PatchCore', () => ({ terms: [bankTerm(12)], rule: { kind: 'reweighted', neighbours: 3 } })],
    ['local contrast', () => ({ terms: [bankTerm(9), headTerm()], rule: { kind: 'largest', places: 3 } })],
  ])('of %s judges by the part of the image that counts, here and elsewhere', async (_, make) => {
    const scorer = { side, ...make() };
    const plain = passport('crop', 48);
    const wanted = { ...plain, dataset: { ...plain.dataset, region: leftHalf } };
    const trunk = await backboneWeights();
    const bytes = exportDetector({ kind: 'places', scorer, trunk }, wanted, limits);
    const read = readDetector(bytes, noNetwork);
    if (!read.ok || read.value.kind !== 'places') throw new Error(JSON.stringify(read));
    expect(read.value.passport.dataset.region).toEqual(leftHalf);
    const { method, fitted } = placeMethod(read.value, frozen);
    for (const image of [bricks(90, 70, 5), spotted(bricks(90, 70, 5))]) {
      const sized = fitImage(image, { side: 48, aspect: 'crop', isEqualised: false });
      const inside = mapsInside(await see(ignoreOutside(sized, leftHalf)), leftHalf);
      const page = judgeByPlaces(scorer, 'patches', inside, frozen.multiply);
      const [score, map] = [page.scores['patches'] ?? Number.NaN, page.map?.scores ?? []];
      const back = await fitted.judge(await method.see(sized));
      expect(back).toEqual(page);
      const got = await runFile(bytes, image);
      expect(Math.abs(got.score - score) / Math.max(1, score)).toBeLessThan(1e-3);
      expect(Math.max(...got.map.map((value, i) => Math.abs(value - map[i])))).toBeLessThan(2e-3);
    }
    const spot = spotted(bricks(90, 70, 5)); // it lies outside
    const [without, beside] = [await runFile(bytes, bricks(90, 70, 5)), await runFile(bytes, spot)];
    expect(beside.score).toBe(without.score);
    const whole = exportDetector({ kind: 'places', scorer, trunk }, plain, limits);
    expect((await runFile(whole, spot)).score).not.toBeCloseTo(beside.score, 2);
  });

  it('comes back with the same numbers, and without the paths of the normal images', async () => {
    const scorer: PlaceScorer = {
      side,
      terms: [bankTerm(9), headTerm()],
      rule: { kind: 'largest', places: 3 },
    };
    const wanted = passport('crop');
    const bytes = exportDetector({ kind: 'places', scorer, trunk: await backboneWeights() }, wanted, limits);
    const read = readDetector(bytes, noNetwork);
    if (!read.ok || read.value.kind !== 'places') throw new Error(JSON.stringify(read));
    const { plan, ...back } = read.value.passport;
    expect('terms' in plan && plan.terms).toHaveLength(2);
    expect(back).toEqual({
      ...wanted,
      calibration: { ...wanted.calibration, normals: [3, 4].map((score) => ({ path: '', score })) },
    });
    const trunk = readTrunkOf(bytes);
    if (!trunk.ok) throw new Error(JSON.stringify(trunk.problem));
    for (const [name, values] of Object.entries(await backboneWeights()))
      expect(difference(trunk.value[name], values)).toBe(0);
    const maps = await see(bricks(side, side, 9));
    expect(judgeByPlaces(read.value.scorer, 'patches', maps, frozen.multiply)).toEqual(
      judgeByPlaces(scorer, 'patches', maps, frozen.multiply),
    );
    expect(new TextDecoder('latin1').decode(bytes)).not.toContain('train/good');
  });

  it('is refused by name where it is cut off, of another version, or no detector', async () => {
    const scorer: PlaceScorer = { side, terms: [bankTerm(3)], rule: { kind: 'reweighted', neighbours: 1 } };
    const bytes = exportDetector(
      { kind: 'places', scorer, trunk: await backboneWeights() },
      passport('stretch'),
      limits,
    );
    expect(readDetector(bytes.subarray(0, bytes.length - 5000), noNetwork)).toMatchObject({
      ok: false,
      problem: { kind: 'unreadable' },
    });
    expect(readDetector(Uint8Array.of(1, 2, 3), noNetwork)).toMatchObject({
      ok: false,
      problem: { kind: 'unreadable' },
    });
    const text = new TextDecoder('latin1').decode(bytes);
    const at = text.indexOf('kizu.version') + 'kizu.version'.length + 2;
    const later = Uint8Array.from(bytes);
    later[at] = '7'.charCodeAt(0);
    expect(readDetector(later, noNetwork)).toEqual({
      ok: false,
      problem: { kind: 'other-version', came: '7', wanted: 3 },
    });
    const other = Uint8Array.from(bytes);
    other[text.indexOf('kizu.version')] = 'x'.charCodeAt(0);
    expect(readDetector(other, noNetwork)).toEqual({ ok: false, problem: { kind: 'no-detector' } });
  });
});

it('verdicts are numbered from the best to the worst', () => {
  expect([...verdicts].reverse()).toEqual(['good', 'look', 'bad']);
});
