/** From a fitted detector to its file, and from the file to a detector that judges. */
import type { DatasetItem } from '../../core/dataset/dataset.ts';
import { fitImage } from '../../core/dataset/preparation.ts';
import type { RgbImage } from '../../core/image/image.ts';
import { resizeArea } from '../../core/image/resize.ts';
import type { Calibration } from '../../core/inspect/calibration.ts';
import {
  limitsOfPassport,
  selfCheckError,
  selfCheckImages,
  selfCheckSide,
  type DetectorPassport,
  type SavedDetector,
} from '../../core/inspect/passport.ts';
import { success } from '../../core/result.ts';
import { attempt } from '../attempt.ts';
import type { FrozenBackbone } from '../backbone/backbone.ts';
import type { Device } from '../device.ts';
import type { Attempted } from '../evaluation/fit-method.ts';
import { createJudging, type Inspector } from '../evaluation/inspector.ts';
import type { Values } from '../networks/parameters.ts';
import type { RunControl } from '../training/control.ts';
import { exportDetector } from './export-detector.ts';
import { placeMethod } from './file-method.ts';
import type { ReadDetector } from './read-detector.ts';

/** What a file says that only the dataset and its user know. */
type PassportParts = Omit<DetectorPassport, 'plan' | 'selfCheck' | 'calibration'>;

interface SavingTools {
  readonly inspector: Inspector;
  /** Normal images at any side, of which the first few are judged once more, and kept small in the file. */
  readonly examples: readonly RgbImage[];
  /** Weights of the frozen backbone. */
  readonly trunk: () => Promise<Values>;
  readonly device: Device;
  readonly control: RunControl;
}

/** What a file checks itself by: images that set the threshold, or else any normal ones. */
export function examplesAmong(
  items: readonly Pick<DatasetItem, 'path' | 'split' | 'image'>[],
  { normals }: Calibration,
): readonly RgbImage[] {
  const paths = new Set(normals.map(({ path }) => path));
  const held = items.filter(({ path }) => paths.has(path));
  const chosen = held.length > 0 ? held : items.filter(({ split }) => split === 'train');
  return chosen.map(({ image }) => image);
}

/** The scores of the small images of a self-check, brought to the working size as any file is. */
async function scoresOf(
  inspector: Inspector,
  images: readonly RgbImage[],
  { preparation }: Pick<DetectorPassport, 'preparation'>,
  control: RunControl,
): Attempted<readonly number[]> {
  const sized = images.map((image) => fitImage(image, { ...preparation, isEqualised: false }));
  const judged = await inspector.judge(sized, control);
  return judged.ok ? success(judged.value?.map(({ score }) => score)) : judged;
}

/** `undefined` if stopped. */
export async function saveInspector(
  { inspector, examples, trunk, device, control }: SavingTools,
  parts: PassportParts,
): Attempted<SavedDetector> {
  const { scorer, calibration } = inspector;
  if (scorer === undefined) return success({ kind: 'refused', why: 'own-network' });
  const images = examples
    .slice(0, selfCheckImages)
    .map((image) => resizeArea(image, selfCheckSide, selfCheckSide));
  const scores = await scoresOf(inspector, images, parts, control);
  if (!scores.ok) return scores;
  if (scores.value === undefined) return success(undefined);
  const passport = { ...parts, calibration, selfCheck: { images, scores: scores.value } };
  const limits = limitsOfPassport(passport);
  if (limits === undefined) return success({ kind: 'refused', why: 'no-threshold' });
  const weights = await attempt(trunk, device, control);
  if (!weights.ok) return weights;
  const bytes = exportDetector({ scorer, trunk: weights.value }, passport, limits);
  return success({ kind: 'saved', bytes });
}

/** Judges as the page did that saved the file. */
export function inspectorFrom(file: ReadDetector, frozen: FrozenBackbone, device: Device): Inspector {
  const { score, calibration } = file.passport;
  return createJudging({ ...placeMethod(file, frozen), score, device }, calibration);
}

/** The largest difference of the file's own scores from those that are computed here, as a share of them; `undefined` if stopped. */
export async function checkItself(
  inspector: Inspector,
  passport: DetectorPassport,
  control: RunControl,
): Attempted<number> {
  const { selfCheck } = passport;
  const scores = await scoresOf(inspector, selfCheck.images, passport, control);
  if (!scores.ok) return scores;
  return success(scores.value && selfCheckError(selfCheck, scores.value));
}
