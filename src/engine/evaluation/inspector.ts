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
import { splitForCalibration } from './calibration-split.ts';
import { fitMethod, type Attempted } from './fit-method.ts';
import { judgeImages, type MethodJudging } from './judge-images.ts';
import type { Fitted, Method } from './method.ts';

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

/** Fits the method and scores the normal images that were kept from it; `undefined` if stopped. */
export async function createInspector(setup: InspectorSetup): Attempted<Inspector> {
  const { items, experiment, hasLearnt, score, device, control, report } = setup;
  const { basis, fit, calibration } = splitForCalibration(items, experiment, hasLearnt);
  if (fit.length === 0) return failure({ kind: 'no-normal-images' });
  const made = await attempt(() => setup.createMethod(), device, control);
  if (!made.ok) return made;
  const method = made.value;
  const total = fit.length + calibration.length;
  const fitted = await fitMethod(method, fit, {
    device,
    control,
    onSeen: (done) => {
      report(done, total);
    },
  });
  if (!fitted.ok) return fitted;
  if (fitted.value === undefined) return success(undefined);
  const judging = { method, fitted: fitted.value, score, device };
  const images = calibration.map(({ image }) => image);
  const judged = await judgeAll(judging, images, control, (done) => {
    report(fit.length + done, total);
  });
  if (!judged.ok || judged.value === undefined) {
    judging.fitted.dispose();
    return judged.ok ? success(undefined) : judged;
  }
  const normals = judged.value.map(({ score: value }, i) => ({ path: calibration[i].path, score: value }));
  return success(createJudging(judging, { basis, fitted: fit.length, normals }));
}
