/**
 * A whole image as numbers, standardised by the normal ones, and a one-class SVM around these [OCSVM]. What it sees of an image is
 * means of the frozen backbone's maps, or three numbers of its pixels that need no network.
 */
import { factsOf } from '../../core/dataset/facts.ts';
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { RgbImage } from '../../core/image/image.ts';
import { fitOneClassSvm, outsideness, scaleGamma } from '../../core/one-class/one-class-svm.ts';
import { fitStandard, standardise } from '../../core/scoring/standardise.ts';
import type { Backbone } from '../../engine/backbone/backbone.ts';
import { pooledFeatures } from '../../engine/backbone/pooled-features.ts';
import { packWhole } from '../../engine/evaluation/crops.ts';
import type { Fitted, Method } from '../../engine/evaluation/method.ts';
import { Refusal } from '../../engine/evaluation/refusal.ts';
import { joinRows } from '../../engine/program/embedder.ts';

/** Pixels of an image's side as the backbone sees it, whatever the working size. */
const side = 256;

const fewestImages = 2;

type Choice = Pick<Experiment, 'svmNu' | 'svmGamma'>;

/** To a thousandth of a grey level: less is rounding, which standardising would make as large as any difference. */
const rounded = (value: number) => Math.round(1000 * value) / 1000;

/** Median grey, contrast and sharpness [3]: what tells classes apart where brightness gives them away. */
export function seeStatistics(image: RgbImage): Promise<Float32Array> {
  const { medianGray, contrast, sharpness } = factsOf(image);
  return Promise.resolve(Float32Array.of(medianGray, rounded(contrast), rounded(sharpness)));
}

/** Means of the backbone's maps [768]. */
export function seeFeatures(backbone: Pick<Backbone, 'features'>) {
  return async (image: RgbImage): Promise<Float32Array> =>
    pooledFeatures(await backbone.features(packWhole(image, side)));
}

/** @throws Refusal where there is nothing to draw a boundary around. */
function fitOn(normals: readonly Float32Array[], { svmNu: nu, svmGamma }: Choice): Fitted<Float32Array> {
  if (normals.length < fewestImages)
    throw new Refusal({ kind: 'too-few-images', images: normals.length, wanted: fewestImages });
  const length = normals[0].length;
  const joined = joinRows(normals);
  const standard = fitStandard(joined, length);
  const rows = standardise(joined, standard);
  if (rows.every((value) => value === 0)) throw new Refusal({ kind: 'images-alike', images: normals.length });
  const svm = fitOneClassSvm(rows, length, { nu, gamma: svmGamma * scaleGamma(rows, length) });
  return {
    judge(seen) {
      const [outside] = outsideness(svm, standardise(seen, standard));
      return Promise.resolve({ scores: { outside } });
    },
    dispose: () => undefined,
  };
}

export function createSvmMethod(
  choice: Choice,
  see: (image: RgbImage) => Promise<Float32Array>,
): Method<Float32Array> {
  return { foldsCheaply: true, see, fit: (normals) => Promise.resolve().then(() => fitOn(normals, choice)) };
}
