/** A detector leaves as a file: onnxruntime gives the page's scores, and the file comes back with the same numbers. */
import { beforeAll, describe, expect, it } from 'vitest';
import { fitImage, type Aspect } from '../../core/dataset/preparation.ts';
import { defaultExperiment } from '../../core/experiment/experiment.ts';
import type { RgbImage } from '../../core/image/image.ts';
import { limitsOf, verdicts, verdictOf } from '../../core/inspect/verdict.ts';
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
import { difference } from '../testing/numbers.ts';
import { bricks, passportFor, runFile } from '../testing/detector-files.ts';
import { exportDetector } from './export-detector.ts';
import { readDetector } from './read-detector.ts';
import { readTrunkOf } from './read-trunk.ts';

const side = 64;

/** These see with the frozen backbone. */
const noNetwork = () => {
  throw new Error('expected no network of its own');
};

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
      problem: { kind: 'other-version', came: '7', wanted: 2 },
    });
    const other = Uint8Array.from(bytes);
    other[text.indexOf('kizu.version')] = 'x'.charCodeAt(0);
    expect(readDetector(other, noNetwork)).toEqual({ ok: false, problem: { kind: 'no-detector' } });
  });
});

it('verdicts are numbered from the best to the worst', () => {
  expect([...verdicts].reverse()).toEqual(['good', 'look', 'bad']);
});
