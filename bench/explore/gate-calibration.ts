/**
 * How many patches that changed nothing pass the gate, with a fixed T and with T from the candidates: `npx tsx bench/explore/gate-calibration.ts`.
 * A patch changed nothing if, turned and moved but not recoloured, it differs by 4 of 255 or less from what was there, on average: the
 * noise of plain background.
 */
import type { Candidate } from '../../src/core/pseudo-anomaly/candidate.ts';
import { drawSampleItems, type SampleName } from '../../src/core/dataset/samples/samples.ts';
import { defaultExperiment, type Experiment } from '../../src/core/experiment/experiment.ts';
import { suggestedThreshold } from '../../src/core/experiment/knobs/gate.ts';
import type { RgbImage } from '../../src/core/image/image.ts';
import { generate } from '../../src/core/pseudo-anomaly/generate.ts';
import { createRandom } from '../../src/core/random.ts';
import { candidateSsim } from '../../src/core/similarity/gate.ts';
import { otsuThreshold } from '../../src/core/similarity/otsu.ts';
import { thresholdForShare } from '../../src/core/similarity/target-share.ts';

const draws = 400;
/** As many as the page's histogram rests on. */
const seen = 200;
const unnoticed = 4;

/** Mean over the pasted pixels and colours, in 255ths. */
function changeOf({ data }: RgbImage, { geometryImage, mask }: Candidate): number {
  let [sum, count] = [0, 0];
  mask.data.forEach((alpha, i) => {
    if (alpha === 0) return;
    for (let c = 3 * i; c < 3 * i + 3; c++) sum += Math.abs((data[c] ?? 0) - (geometryImage.data[c] ?? 0));
    count += 3;
  });
  return sum / Math.max(1, count);
}

function measure(
  name: SampleName,
  gateStatistic: Experiment['gateStatistic'],
  gateImage: Experiment['gateImage'],
): void {
  const experiment: Experiment = { ...defaultExperiment, gateStatistic, gateImage };
  const images = [...drawSampleItems(name, 256)].filter(({ split }) => split === 'train').slice(0, 40);
  const random = createRandom(`gate ${name}`);
  const found = Array.from({ length: draws }, (_, i) => {
    const image = images[i % images.length]?.image;
    if (image === undefined) throw new Error(`${name} has no training images`);
    const input = { image, drawOther: () => image, turn: i };
    const candidate = generate(input, random.fork(i), experiment);
    const isSame = changeOf(image, candidate) <= unnoticed;
    return { ssim: candidateSsim(image, candidate, experiment), isSame };
  });
  const ssims = found.slice(0, seen).map(({ ssim }) => ssim);
  const judged = found.slice(seen);
  const passing = (isSame: boolean, threshold: number) => {
    const own = judged.filter((one) => one.isSame === isSame);
    const kept = own.filter(({ ssim }) => ssim < threshold).length;
    return `${kept} of ${own.length} (${((100 * kept) / Math.max(1, own.length)).toFixed(0)} %)`;
  };
  const thresholds = {
    fixed: suggestedThreshold[gateStatistic],
    otsu: otsuThreshold(ssims),
    half: thresholdForShare(ssims, 0.5),
  };
  for (const [how, threshold = Number.NaN] of Object.entries(thresholds)) {
    console.log(
      `| ${name} | ${gateStatistic}, ${gateImage} | ${how} | ${threshold.toFixed(5)} | ${passing(true, threshold)} | ${passing(false, threshold)} |`,
    );
  }
}

console.log('| category | statistic | T from | T | unchanged that pass | changed that pass |');
for (const [statistic, compared] of [
  ['whole', 'geometry'],
  ['whole', 'final'],
  ['patch-mean', 'geometry'],
] as const)
  for (const name of ['hex-nut', 'printed-capsule', 'woven-fabric'] as const)
    measure(name, statistic, compared);
