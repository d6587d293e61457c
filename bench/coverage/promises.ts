/** Whether thresholds from folds let through the share of false alarms that they lead to expect: detectors of made-up images. */
import { drawFolds } from '../../src/core/inspect/folds.ts';
import { limitsOf } from '../../src/core/inspect/verdict.ts';
import { createRandom, type Random } from '../../src/core/random.ts';

type Point = Float64Array;

/** Numbers of an image, some of which hang together. */
const length = 6;

/** Scores a point by what it was fitted on. */
type Detector = (fitted: readonly Point[]) => (point: Point) => number;

const distance = (a: Point, b: Point) => a.reduce((sum, value, i) => sum + (value - (b[i] ?? 0)) ** 2, 0);

/** As PatchCore's: the distance to the nearest. */
const nearest: Detector = (fitted) => (point) =>
  fitted.reduce((least, one) => Math.min(least, distance(point, one)), Infinity);

/** As a Gaussian with independent parts: more images may raise a score as well as lower it. */
const gaussian: Detector = (fitted) => {
  const mean = Float64Array.from(
    { length },
    (_, i) => fitted.reduce((sum, one) => sum + (one[i] ?? 0), 0) / fitted.length,
  );
  const spread = Float64Array.from(
    mean,
    (middle, i) => fitted.reduce((sum, one) => sum + ((one[i] ?? 0) - middle) ** 2, 1e-9) / fitted.length,
  );
  return (point) =>
    point.reduce((sum, value, i) => sum + (value - (mean[i] ?? 0)) ** 2 / (spread[i] ?? 1), 0);
};

export const detectors = { nearest, gaussian } as const;

function drawPoint(random: Random): Point {
  const shared = random.normal();
  return Float64Array.from({ length }, (_, i) => random.normal() + (i < 2 ? 2 * shared : 0));
}

/** By folds, as Inspect and Evaluate do: each image by a detector without its fold, new ones by one that is fitted on all. */
function calibrate(images: readonly Point[], detector: Detector, random: Random) {
  const scores = drawFolds(images.length, random).flatMap((fold) => {
    const within = new Set(fold);
    const judge = detector(images.filter((_, i) => !within.has(i)));
    return fold.map((i) => judge(images[i] ?? new Float64Array(length)));
  });
  return { judge: detector(images), scores };
}

export interface PromiseCase {
  readonly detector: keyof typeof detectors;
  readonly images: number;
  readonly rate: number;
}

export interface KeptPromise {
  /** Share of false alarms that is said, and that new normal images raise, means over sets of images. */
  readonly promised: number;
  readonly found: number;
}

export function keptPromise({ detector, images, rate }: PromiseCase, sets: number): KeptPromise {
  const random = createRandom(`promise ${detector} folds ${images} ${rate}`);
  const make = detectors[detector];
  const news = Math.max(40, Math.ceil(20_000 / sets));
  let [promised, alarms] = [0, 0];
  for (let set = 0; set < sets; set++) {
    const normals = Array.from({ length: images }, () => drawPoint(random));
    const { judge, scores } = calibrate(normals, make, random.fork(set));
    const limits = limitsOf(scores, rate);
    if (limits === undefined) throw new Error(`expected limits of ${images} images`);
    ({ promised } = limits);
    for (let i = 0; i < news; i++) if (judge(drawPoint(random)) >= limits.look) alarms++;
  }
  return { promised, found: alarms / (sets * news) };
}
