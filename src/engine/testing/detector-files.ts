/** Files of detectors for tests: pictures of any size, what such a file says of itself, and onnxruntime. */
import * as ort from 'onnxruntime-web';
import type { Preparation } from '../../core/dataset/preparation.ts';
import type { Experiment } from '../../core/experiment/experiment.ts';
import { createRgbImage, type RgbImage } from '../../core/image/image.ts';
import type { DetectorPassport } from '../../core/inspect/passport.ts';
import { createRandom } from '../../core/random.ts';
import type { ScoreName } from '../../core/run/events.ts';

/** Bricks with a little noise. */
export function bricks(width: number, height: number, seed: number): RgbImage {
  const random = createRandom(seed);
  const image = createRgbImage(width, height);
  for (let i = 0; i < width * height; i++) {
    const [x, y] = [(i % width) / width, Math.floor(i / width) / height];
    const isBrick = (x * 6) % 1 > 0.15 && (y * 4) % 1 > 0.15;
    for (let c = 0; c < 3; c++) image.data[3 * i + c] = (isBrick ? 150 - 30 * c : 60) + random.integer(30);
  }
  return image;
}

export function passportFor(
  preparation: Pick<Preparation, 'side' | 'aspect'>,
  experiment: Experiment,
  score: ScoreName,
): Omit<DetectorPassport, 'plan'> {
  return {
    experiment,
    score,
    preparation,
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
  };
}

interface Run {
  readonly score: number;
  readonly map: readonly number[];
  readonly verdict: number;
}

export async function runFile(bytes: Uint8Array, image: RgbImage): Promise<Run> {
  ort.env.wasm.numThreads = 1;
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
