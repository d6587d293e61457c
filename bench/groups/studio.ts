/** The studio's speed: candidates with their gate, the SSIM map, and a knob's way to the screen. */
import { ssim as ssimJs } from 'ssim.js';
import { defaultExperiment } from '../../src/core/experiment/experiment.ts';
import { drawSampleItems } from '../../src/core/dataset/samples/samples.ts';
import { toGray } from '../../src/core/image/gray.ts';
import type { RgbImage } from '../../src/core/image/image.ts';
import { toRgba } from '../../src/core/image/picture.ts';
import type { Candidate } from '../../src/core/pseudo-anomaly/candidate.ts';
import { localAugment } from '../../src/core/pseudo-anomaly/local-augment.ts';
import { createRandom } from '../../src/core/random.ts';
import { judge } from '../../src/core/similarity/gate.ts';
import { ssimMap } from '../../src/core/similarity/ssim-map.ts';
import { compared, type BenchResult } from '../support/report.ts';
import { timeRepaints } from '../pages/repaint.ts';
import { medianTimes } from '../support/timing.ts';

const side = 256;

function firstImage(): RgbImage {
  for (const { image } of drawSampleItems('hex-nut', side)) return image;
  throw new Error('The built-in category is empty.');
}

function toImageData(image: RgbImage): ImageData {
  return { width: image.width, height: image.height, data: toRgba(image), colorSpace: 'srgb' };
}

/** ssim.js with Wang's window and without shrinking, which is what our map computes. */
function ssimJsFast(a: ImageData, b: ImageData): number {
  return ssimJs(a, b, { ssim: 'fast', downsample: false }).mssim;
}

function makeCandidate(image: RgbImage, draw: number): Candidate {
  const input = { image, drawOther: () => image, turn: draw };
  return localAugment(input, createRandom(1).fork(draw), defaultExperiment);
}

function perSecond(image: RgbImage): number {
  const count = 2000;
  const start = performance.now();
  for (let draw = 0; draw < count; draw++) {
    judge(image, makeCandidate(image, draw), defaultExperiment);
  }
  return (1000 * count) / (performance.now() - start);
}

function candidates(image: RgbImage): BenchResult[] {
  const data = toImageData(image);
  const { ours, baseline } = medianTimes(
    {
      ours: (draw) => {
        judge(image, makeCandidate(image, draw), defaultExperiment);
      },
      baseline: (draw) => {
        ssimJsFast(data, toImageData(makeCandidate(image, draw).geometryImage));
      },
    },
    100,
  );
  const note = 'LocalAug with its gate, 256 px; baseline: the same with whole-image ssim.js fast';
  return [
    compared({ name: 'candidate-vs-ssimjs', ours, baseline, unit: 'ms', note }),
    { name: 'candidates-per-second', ours: perSecond(image), unit: '1/s', note: 'one core, mean of 2,000' },
  ];
}

function maps(a: RgbImage, b: RgbImage): BenchResult {
  const [grayA, grayB] = [toGray(a), toGray(b)];
  const [dataA, dataB] = [toImageData(a), toImageData(b)];
  const { ours, baseline } = medianTimes(
    {
      ours: () => {
        ssimMap(grayA, grayB);
      },
      baseline: () => {
        ssimJsFast(dataA, dataB);
      },
    },
    40,
  );
  const note = 'full map at 256 px; baseline: ssim.js fast';
  return compared({ name: 'ssim-map-vs-ssimjs', ours, baseline, unit: 'ms', note });
}

export async function studioBench(): Promise<BenchResult[]> {
  const image = firstImage();
  const results = [...candidates(image), maps(image, makeCandidate(image, 1).image)];
  const { median, p95, longestTask } = await timeRepaints();
  const note = `knob to 24 repainted tiles at 256 px in Chromium; median ${median.toFixed(1)} ms, longest main-thread task ${longestTask.toFixed(0)} ms`;
  return [...results, { name: 'slider-to-repaint-p95', ours: p95, unit: 'ms', note }];
}
