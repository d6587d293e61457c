/** Does a pseudo-anomaly look, to the network, like the real defects? Both in one embedding, with normal pictures. */
import { normalClass, type DatasetItem } from '../../core/dataset/dataset.ts';
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { RgbImage } from '../../core/image/image.ts';
import { createRandom, shuffled } from '../../core/random.ts';
import { failure, success, type Result } from '../../core/result.ts';
import type { RunProblem } from '../../core/run/events.ts';
import type { ComparedPicture, DefectCoverage, PseudoComparison } from '../../core/run/pseudo-comparison.ts';
import { isCovered, neighbourRadii } from '../../core/scoring/coverage.ts';
import { normaliseRows } from '../../core/scoring/distances.ts';
import { principalPlane } from '../../core/scoring/principal-plane.ts';
import { joinPacked, slicePacked, type PackedImages } from '../../core/views/packed.ts';
import { createBatchSource } from '../training/batch.ts';
import type { RunControl } from '../training/control.ts';
import { thumbnail } from '../training/thumbnail.ts';
import type { Trainer } from '../training/trainer.ts';
import { defectPicture } from './defect-windows.ts';

/** Normal pictures, and as many pseudo-anomalies of them. */
const pseudoCount = 64;

/** Real images of one defect type. */
const mostOfDefect = 16;

/** Balls reach to the third neighbour, as in [ImprovedPR section 3]. */
const neighbours = 3;

export interface FakeSetup {
  readonly experiment: Experiment;
  readonly trainer: Pick<Trainer, 'forward' | 'length'>;
  /** Normal training images, square, of `experiment.imageSize`. */
  readonly images: readonly RgbImage[];
  readonly items: readonly DatasetItem[];
  readonly control: Pick<RunControl, 'isStopped' | 'yieldToMessages'>;
}

/** Up to `mostOfDefect` of each type, drawn by the seed; types in the order of the alphabet. */
function chooseReal(items: readonly DatasetItem[], { seed }: Experiment): DatasetItem[] {
  const defective = items.filter(({ split, defect }) => split === 'test' && defect !== normalClass);
  const types = [...new Set(defective.map(({ defect }) => defect))].sort();
  return types.flatMap((type) => {
    const ofType = defective.filter(({ defect }) => defect === type);
    return shuffled(ofType, createRandom(seed).fork('real').fork(type)).slice(0, mostOfDefect);
  });
}

interface Embedded {
  readonly normal: Float32Array;
  readonly pseudo: Float32Array;
  readonly real: Float32Array;
}

/** How many of each type lie in a ball of the pseudo-anomalies, and of the normal pictures. */
function coverages(
  chosen: readonly DatasetItem[],
  { normal, pseudo, real }: Embedded,
  length: number,
): DefectCoverage[] {
  const isNear = (rows: Float32Array) =>
    isCovered(real, rows, length, neighbourRadii(rows, length, neighbours));
  const [nearFake, nearNormal] = [isNear(pseudo), isNear(normal)];
  return [...new Set(chosen.map(({ defect }) => defect))].map((defect) => {
    const own = [...chosen.keys()].filter((i) => chosen[i].defect === defect);
    return {
      defect,
      images: own.length,
      nearFake: own.filter((i) => nearFake[i]).length,
      nearNormal: own.filter((i) => nearNormal[i]).length,
    };
  });
}

function describePictures(
  pictures: PackedImages,
  count: number,
  chosen: readonly DatasetItem[],
): ComparedPicture[] {
  return Array.from({ length: pictures.count }, (_, i) => {
    const picture = thumbnail(pictures, i);
    if (i < 2 * count) return { kind: i < count ? 'normal' : 'pseudo', defect: '', path: '', picture };
    const { defect, path } = chosen[i - 2 * count];
    return { kind: 'real', defect, path, picture };
  });
}

/** Real defects as they are shown to the network; fewer where it was stopped. */
async function drawReal(
  { experiment, trainer, control }: FakeSetup,
  chosen: readonly DatasetItem[],
  rows: Float32Array,
): Promise<PackedImages[]> {
  const real: PackedImages[] = [];
  for (const item of chosen) {
    if (control.isStopped()) break;
    real.push(await defectPicture(item, experiment, trainer, { rows, length: trainer.length }));
    await control.yieldToMessages();
  }
  return real;
}

/** `undefined` if no test image is defective, or where it was stopped. */
export async function comparePseudoAnomalies(
  setup: FakeSetup,
): Promise<Result<PseudoComparison | undefined, RunProblem>> {
  const { experiment, trainer, images, items } = setup;
  const { length } = trainer;
  const chosen = chooseReal(items, experiment);
  if (chosen.length === 0) return success(undefined);
  const ofPseudo = { ...experiment, batchSize: pseudoCount };
  const batch = createBatchSource(images, ofPseudo, { stream: 'watch', targets: [] }).draw(2);
  if (!batch.ok) return failure(batch.problem);
  const { images: count, pictures: drawn } = batch.value;
  const [normal] = await trainer.forward(slicePacked(drawn, 0, count), ['pooled']);
  const real = await drawReal(setup, chosen, normal);
  if (real.length < chosen.length) return success(undefined);
  const pictures = joinPacked([drawn, ...real]);
  const [pooled] = await trainer.forward(pictures, ['pooled']);
  const part = (first: number, end?: number) => pooled.subarray(first * length, end && end * length);
  const embedded = { normal: part(0, count), pseudo: part(count, 2 * count), real: part(2 * count) };
  return success({
    pictures: describePictures(pictures, count, chosen),
    ...principalPlane(normaliseRows(pooled, length), length),
    defects: coverages(chosen, embedded, length),
  });
}
