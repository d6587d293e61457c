/** From a fitted detector to its file, and from the file to a detector that judges. */
import type { DatasetItem } from '../../core/dataset/dataset.ts';
import { fitImage } from '../../core/dataset/preparation.ts';
import type { RgbImage } from '../../core/image/image.ts';
import { ignoreOutside } from '../../core/image/region-of-interest.ts';
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
import { createJudging, type Inspector } from '../evaluation/inspector/inspector.ts';
import type { Values } from '../networks/parameters.ts';
import type { RunControl } from '../training/control.ts';
import type { Trainer } from '../training/trainer.ts';
import { exportDetector, type DetectorNumbers } from './export-detector.ts';
import { cropMethod, placeMethod, type FileOf } from './file-method.ts';
import type { ReadDetector } from './read-detector.ts';

/** What a file says that only the dataset and its user know. */
type PassportParts = Omit<DetectorPassport, 'plan' | 'selfCheck' | 'calibration'>;

interface SavingTools {
  readonly inspector: Inspector;
  /** Normal images at any side, of which the first few are judged once more, and kept small in the file. */
  readonly examples: readonly RgbImage[];
  /** Weights of the frozen backbone. */
  readonly trunk: () => Promise<Values>;
  /** The network that it sees with where that is its own. */
  readonly trainer: Pick<Trainer, 'network' | 'save'> | undefined;
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

/** The scores of the small images of a self-check, each made of it as of any file. */
async function scoresOf(
  inspector: Inspector,
  images: readonly RgbImage[],
  { preparation, dataset: { region } }: Pick<DetectorPassport, 'preparation' | 'dataset'>,
  control: RunControl,
): Attempted<readonly number[]> {
  const sized = images.map((image) =>
    ignoreOutside(fitImage(image, { ...preparation, isEqualised: false }), region),
  );
  const judged = await inspector.judge(sized, control);
  return judged.ok ? success(judged.value?.map(({ score }) => score)) : judged;
}

/** What of the detector is written; `undefined` where it cannot leave. */
function numbersOf({ inspector, trunk, trainer }: SavingTools): (() => Promise<DetectorNumbers>) | undefined {
  const { scorer, crops } = inspector.leaving;
  if (scorer !== undefined) return async () => ({ kind: 'places', scorer, trunk: await trunk() });
  if (crops === undefined || trainer === undefined) return undefined;
  const { network } = trainer;
  return async () => ({ kind: 'crops', scorer: crops, seen: { network, model: await trainer.save() } });
}

/** `undefined` if stopped. */
export async function saveInspector(tools: SavingTools, parts: PassportParts): Attempted<SavedDetector> {
  const { inspector, examples, device, control } = tools;
  const { calibration, leaving } = inspector;
  const read = numbersOf(tools);
  if (read === undefined) return success({ kind: 'refused', why: leaving.stays ?? 'own-network' });
  const images = examples
    .slice(0, selfCheckImages)
    .map((image) => resizeArea(image, selfCheckSide, selfCheckSide));
  const scores = await scoresOf(inspector, images, parts, control);
  if (!scores.ok) return scores;
  if (scores.value === undefined) return success(undefined);
  const passport = { ...parts, calibration, selfCheck: { images, scores: scores.value } };
  const limits = limitsOfPassport(passport);
  if (limits === undefined) return success({ kind: 'refused', why: 'no-threshold' });
  const numbers = await attempt(read, device, control);
  if (!numbers.ok) return numbers;
  return success({ kind: 'saved', bytes: exportDetector(numbers.value, passport, limits) });
}

/** What a file's detector sees with here. */
export interface FileEyes {
  readonly frozen: () => Promise<FrozenBackbone>;
  /** A network of the file's own. */
  readonly open: (file: Pick<FileOf<'crops'>, 'model' | 'passport'>) => Promise<Trainer>;
}

interface FileInspector {
  readonly inspector: Inspector;
  /** To be disposed of. */
  readonly trainer?: Trainer;
}

/** Judges as the page did that saved the file. */
export async function inspectorFrom(
  file: ReadDetector,
  { frozen, open }: FileEyes,
  device: Device,
): Promise<FileInspector> {
  const { score, calibration } = file.passport;
  if (file.kind === 'places')
    return { inspector: createJudging({ ...placeMethod(file, await frozen()), score, device }, calibration) };
  const trainer = await open(file);
  return { trainer, inspector: createJudging({ ...cropMethod(file, trainer), score, device }, calibration) };
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
