/**
 * `npx tsx bench/tiles.ts [--side 4096] [--fit 60]`: whether PatchCore finds a scratch of 8 px in a photo of 4,096 px, in tiles of the
 * original and in the copy of 256 px; what that takes of time and memory.
 */
import { parseArgs } from 'node:util';
import { createFrozenPatchMethod } from '../src/detectors/patchcore/frozen-method.ts';
import { defaultExperiment } from '../src/core/experiment/experiment.ts';
import { createRgbImage, type RgbImage } from '../src/core/image/image.ts';
import { resizeArea } from '../src/core/image/resize.ts';
import { createTileBlend, cutTile, planTiles } from '../src/core/inspect/tiles/tiles.ts';
import { createRandom } from '../src/core/random.ts';
import { createControl } from '../src/engine/training/control.ts';
import type { Judgement } from '../src/engine/evaluation/method.ts';
import { openDevice } from '../src/engine/device.ts';
import { openFrozen } from '../src/engine/backbone/open-frozen.ts';
import { filesHere } from '../src/engine/testing/backbone-weights.ts';

const { values } = parseArgs({
  options: { side: { type: 'string', default: '4096' }, fit: { type: 'string', default: '60' } },
});
const [photoSide, fitTiles] = [Number(values.side), Number(values.fit)];
const [tileSide, overlap] = [256, 32];

/** Brushed metal: stripes, a slow change of light, and noise of the sensor. */
function photo(seed: string): RgbImage {
  const random = createRandom(seed);
  const image = createRgbImage(photoSide, photoSide);
  const [phase, tilt] = [random.uniform(0, 6), random.uniform(-12, 12)];
  let brush = 0;
  for (let y = 0; y < photoSide; y++) {
    brush = 0.8 * brush + 5 * random.normal();
    for (let x = 0; x < photoSide; x++) {
      const light = (tilt * x) / photoSide + 8 * Math.sin(phase + (2 * Math.PI * x) / photoSide);
      const level = 140 + light + brush + 12 * (random.next() - 0.5);
      image.data.fill(level, 3 * (y * photoSide + x), 3 * (y * photoSide + x) + 3);
    }
  }
  return image;
}

const [scratchLeft, scratchTop, scratchLength] = [
  Math.round(0.61 * photoSide),
  Math.round(0.37 * photoSide),
  8,
];

/** A dark line, 8 px long and 2 px wide, across the brush. */
function scratched(image: RgbImage): RgbImage {
  const data = image.data.slice();
  for (let i = 0; i < scratchLength; i++)
    for (let k = 0; k < 2; k++) {
      const at = 3 * ((scratchTop + i) * photoSide + scratchLeft + k + (i >> 1));
      for (let c = 0; c < 3; c++) data[at + c] = Math.max(0, (data[at + c] ?? 0) - 90);
    }
  return { ...image, data };
}

const cpuSeconds = () => process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6;
const megabytes = () => Math.round(process.memoryUsage().rss / 2 ** 20);
const device = await openDevice();
const frozen = await openFrozen({ ...device, gpu: undefined }, filesHere);
const workplace = { gpu: undefined, isSoftware: true, control: createControl(() => Promise.resolve()) };

/** PatchCore that was fitted on these pictures, as one that judges. */
async function fitted(pictures: readonly RgbImage[]) {
  const method = createFrozenPatchMethod(defaultExperiment, frozen);
  const seen = [];
  for (const picture of pictures) seen.push(await method.see(picture));
  const detector = await method.fit(seen, workplace);
  return async (picture: RgbImage): Promise<Judgement> => {
    const judgement = await detector?.judge(await method.see(picture));
    if (judgement === undefined) throw new Error('it was stopped');
    return judgement;
  };
}

const normals = ['first', 'second'].map(photo);
const probe = photo('third');
const plan = planTiles(probe, { side: tileSide, overlap });
const places = plan.tops.flatMap((top, row) =>
  plan.lefts.map((left, column) => ({ top, left, row, column })),
);
const random = createRandom('tiles');
const drawn = Array.from({ length: fitTiles }, (_, i) => {
  const { left, top } = places[random.integer(places.length)] ?? { left: 0, top: 0 };
  return cutTile(normals[i % normals.length] ?? probe, left, top, tileSide);
});

let began = cpuSeconds();
const judgeTile = await fitted(drawn);
console.log(
  `fitted on ${drawn.length} tiles: ${(cpuSeconds() - began).toFixed(1)} s of processor time, ${megabytes()} MB`,
);

/** Score and where the map is highest, in pixels. */
async function tiled(image: RgbImage) {
  const blend = createTileBlend(plan);
  for (const { left, top, row, column } of places) {
    const { scores, map } = await judgeTile(cutTile(image, left, top, tileSide));
    blend.add(column, row, scores['patches'] ?? Number.NaN, map);
  }
  const map = blend.map();
  if (map === undefined) throw new Error('tiles have no map');
  const at = map.scores.indexOf(Math.max(...map.scores));
  const cell = photoSide / map.columns;
  const middle = (index: number) => Math.round((index + 0.5) * cell);
  return { score: blend.score(), x: middle(at % map.columns), y: middle(Math.floor(at / map.columns)) };
}

began = cpuSeconds();
const clean = await tiled(probe);
const each = (cpuSeconds() - began) / places.length;
console.log(
  `${places.length} tiles of ${tileSide} px: ${(1000 * each).toFixed(0)} ms of processor time each, ${megabytes()} MB`,
);
console.log('normal photo, tiles:', clean);
console.log('scratched photo, tiles:', await tiled(scratched(probe)), 'scratch at', {
  x: scratchLeft,
  y: scratchTop,
});

const copy = (image: RgbImage) => resizeArea(image, tileSide, tileSide);
const judgeWhole = await fitted(normals.map(copy));
for (const [name, image] of [
  ['normal', probe],
  ['scratched', scratched(probe)],
] as const)
  console.log(`${name} photo, copy of ${tileSide} px:`, (await judgeWhole(copy(image))).scores['patches']);
console.log(`largest memory: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
process.exit(0);
