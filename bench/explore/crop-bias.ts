/**
 * How training crops differ from those that are scored: `npx tsx bench/explore/crop-bias.ts hex-nut [knob=value,...]` counts plain background
 * among normal crops of twelve steps and on the scoring grid, and how often centres of accepted patches lie in the outer 32 px.
 */
import { isSampleName, drawSampleItems } from '../../src/core/dataset/samples/samples.ts';
import { defaultExperiment } from '../../src/core/experiment/experiment.ts';
import { parseExperiment } from '../../src/core/experiment/parse.ts';
import type { RgbImage } from '../../src/core/image/image.ts';
import { drawAccepted } from '../../src/core/pseudo-anomaly/draw-accepted.ts';
import { createRandom } from '../../src/core/random.ts';
import { createPackedImages, packWindow, unpackImage } from '../../src/core/views/packed.ts';
import { gridStarts } from '../../src/core/views/window.ts';
import { createBatchSource } from '../../src/engine/training/batch.ts';

/** Standard deviation of green below which a crop shows noise alone. */
const plainBelow = 6;
const [steps, draws, outer] = [12, 600, 32];

const [name = 'hex-nut', settings = ''] = process.argv.slice(2);
if (!isSampleName(name)) throw new Error(`expected a built-in category, got ${name}`);
const changes = Object.fromEntries(
  settings.split(',').map((pair): [string, string | undefined] => {
    const [knob = '', value] = pair.split('=');
    return [knob, value];
  }),
);
const { experiment } = parseExperiment({ ...defaultExperiment, detector: 'contrastive', ...changes });
const { imageSize, inputSize, cropStride } = experiment;
const images = [...drawSampleItems(name, imageSize)].flatMap(({ split, image }) =>
  split === 'train' ? [image] : [],
);

function isPlain({ data }: RgbImage): boolean {
  const green = data.filter((_, at) => at % 3 === 1);
  const mean = green.reduce((sum, value) => sum + value, 0) / green.length;
  const squares = green.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / green.length) < plainBelow;
}

function scoredCrops(image: RgbImage): RgbImage[] {
  const starts = gridStarts(imageSize, inputSize, Math.round(cropStride * inputSize));
  return starts.flatMap((top) =>
    starts.map((left) => {
      const crop = createPackedImages(1, inputSize);
      packWindow(crop, 0, image, { left, top });
      return unpackImage(crop, 0);
    }),
  );
}

function trainedCrops(): RgbImage[] {
  const source = createBatchSource(images, experiment);
  return Array.from({ length: steps }, (_, step) => source.draw(step)).flatMap((drawn) =>
    drawn.ok
      ? Array.from({ length: drawn.value.images }, (_, i) => unpackImage(drawn.value.pictures, i))
      : [],
  );
}

/** On each of the four sides, share of accepted patches whose centre is so near to it. */
function outerShare(): number {
  const centres = Array.from({ length: draws }, (_, i) => {
    const image = images[i % images.length];
    if (image === undefined) return [];
    const random = createRandom(experiment.seed).fork(i);
    const found = drawAccepted({ image, drawOther: () => image, turn: i }, random, experiment);
    const source = found?.candidate.trail.patches[0]?.source;
    if (source === undefined) return [];
    const [x, y] = [source.left + source.width / 2, source.top + source.height / 2];
    return [x, imageSize - x, y, imageSize - y];
  }).flat();
  return centres.filter((distance) => distance < outer).length / centres.length;
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
const [trained, scored] = [trainedCrops(), images.slice(0, 8).flatMap(scoredCrops)];
console.log(`${name} ${settings}`);
console.log(
  `plain background: ${trained.filter(isPlain).length} of ${trained.length} normal crops of training`,
);
console.log(
  `plain background: ${percent(scored.filter(isPlain).length / scored.length)} of crops that are scored`,
);
console.log(
  `centres within ${outer} px of a side: ${percent(outerShare())}; even would be ${percent(outer / imageSize)}`,
);
