/** A detector that stays fitted, with the scores of normal images that it was not fitted on, and judges new images. */
import type { DatasetItem } from '../../core/dataset/dataset.ts';
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { RgbImage } from '../../core/image/image.ts';
import type { Calibration, Judged } from '../../core/inspect/calibration.ts';
import { failure, success } from '../../core/result.ts';
import type { ScoreName } from '../../core/run/events.ts';
import { attempt } from '../attempt.ts';
import type { Device } from '../device.ts';
import type { RunControl } from '../training/control.ts';
import { enough, planCalibration, type CalibrationPlan } from './calibration-plan.ts';
import { drawBank, splitForCalibration } from './calibration-split.ts';
import { fitOnSeen, seeNormals, type Attempted } from './fit-method.ts';
import { judgeImages, type MethodJudging } from './judge-images.ts';
import type { Fitted, Method } from './method.ts';
import { scoreFolds } from './score-folds.ts';

export interface Inspector {
  readonly calibration: Calibration;
  /** In the order of the images; `undefined` if stopped. */
  judge(images: readonly RgbImage[], control: RunControl): Attempted<readonly Judged[]>;
  /** Frees what it holds on the device. */
  dispose(): void;
  /** Its numbers, where they can leave as a file, or why they cannot. */
  readonly leaving: Pick<Fitted<unknown>, 'scorer' | 'crops' | 'stays'>;
}

interface InspectorSetup {
  readonly experiment: Experiment;
  /** All items of the dataset; images are square, of any size. */
  readonly items: readonly DatasetItem[];
  /** Whether the network was trained on the training images of `items`. */
  readonly hasLearnt: boolean;
  readonly createMethod: () => Promise<Method<unknown>>;
  readonly score: ScoreName;
  readonly device: Device;
  readonly control: RunControl;
  /** Normal images seen, of those to see. */
  readonly report: (done: number, total: number) => void;
}

interface Judging<Seen> extends MethodJudging<Seen> {
  readonly score: ScoreName;
  readonly device: Device;
}

/** `undefined` if stopped. */
async function judgeAll<Seen>(
  judging: Judging<Seen>,
  images: readonly RgbImage[],
  control: RunControl,
  onJudged: (done: number) => void,
): Attempted<readonly Judged[]> {
  const { score, device } = judging;
  const judged: Judged[] = [];
  const found = await judgeImages(
    images.map((image) => ({ image })),
    judging,
    {
      device,
      control,
      take(_, { scores, map }, done) {
        judged.push({ score: scores[score] ?? Number.NaN, ...(map && { map }) });
        onJudged(done);
      },
    },
  );
  if (!found.ok) return found;
  return success(judged.length < images.length ? undefined : judged);
}

const ignore = () => undefined;

/** A fitted method as one that judges. */
export function createJudging<Seen>(judging: Judging<Seen>, calibration: Calibration): Inspector {
  return {
    calibration,
    leaving: judging.fitted,
    judge: (images, control) => judgeAll(judging, images, control, ignore),
    dispose: () => {
      judging.fitted.dispose();
    },
  };
}

interface Plan extends CalibrationPlan {
  readonly fit: readonly DatasetItem[];
}

/** Images are kept apart where there are enough of them; else all are fitted on, and scored in folds, where the method can be fitted in moments. */
function planFor({ items, experiment, hasLearnt }: InspectorSetup, foldsCheaply: boolean): Plan {
  const { basis, fit, calibration } = splitForCalibration(items, experiment, hasLearnt);
  const apart: Plan = { basis, fit, outside: calibration, folds: [] };
  if (basis !== 'share' || calibration.length >= enough || !foldsCheaply) return apart;
  const bank = drawBank(
    items.filter(({ split }) => split === 'train'),
    experiment,
  );
  const plan = planCalibration(items, bank, { experiment, hasLearnt, foldsCheaply });
  return plan.folds.length > 0 ? { ...plan, fit: bank } : apart;
}

type Normal = Calibration['normals'][number];

interface Calibrating<Seen> {
  readonly judging: Judging<Seen>;
  readonly plan: Plan;
  readonly seen: readonly Seen[];
}

/** Scores normal images, each by a detector that was not fitted on it; `undefined` if stopped. */
async function scoreNormals<Seen>(
  { control, report }: InspectorSetup,
  { judging, plan, seen }: Calibrating<Seen>,
): Attempted<readonly Normal[]> {
  const { fit, outside, folds } = plan;
  const { score, device } = judging;
  const total = fit.length + outside.length + folds.flat().length;
  const images = outside.map(({ image }) => image);
  const judged = await judgeAll(judging, images, control, (done) => {
    report(fit.length + done, total);
  });
  if (!judged.ok) return judged;
  if (judged.value === undefined) return success(undefined);
  const normals: Normal[] = judged.value.map((one, i) => ({ path: outside[i].path, score: one.score }));
  const scored = await scoreFolds({ ...judging, seen }, folds, {
    ...{ score, device, control },
    take(at, value) {
      normals.push({ path: fit[at].path, score: value });
      report(fit.length + normals.length, total);
    },
  });
  if (!scored.ok) return scored;
  return success(scored.value === undefined ? undefined : normals);
}

/** Fits the method and scores normal images by what was not fitted on them; `undefined` if stopped. */
export async function createInspector(setup: InspectorSetup): Attempted<Inspector> {
  const { score, device, control, report } = setup;
  const made = await attempt(() => setup.createMethod(), device, control);
  if (!made.ok) return made;
  const method = made.value;
  const plan = planFor(setup, method.foldsCheaply ?? false);
  const { basis, fit, outside, folds } = plan;
  if (fit.length === 0) return failure({ kind: 'no-normal-images' });
  const total = fit.length + outside.length + folds.flat().length;
  const tools = { device, control };
  const seen = await seeNormals(method, fit, tools, (done) => {
    report(done, total);
  });
  if (!seen.ok) return seen;
  if (seen.value === undefined) return success(undefined);
  const fitted = await fitOnSeen(method, seen.value, tools);
  if (!fitted.ok) return fitted;
  if (fitted.value === undefined) return success(undefined);
  const judging = { method, fitted: fitted.value, score, device };
  const normals = await scoreNormals(setup, { judging, plan, seen: seen.value });
  if (!normals.ok || normals.value === undefined) {
    judging.fitted.dispose();
    return normals.ok ? success(undefined) : normals;
  }
  return success(createJudging(judging, { basis, fitted: fit.length, normals: normals.value }));
}
