/** A detector that stays fitted, with the scores of normal images that it was not fitted on, and judges new images. */
import type { DatasetItem } from '../../../core/dataset/dataset.ts';
import type { Experiment } from '../../../core/experiment/experiment.ts';
import type { RgbImage } from '../../../core/image/image.ts';
import type { Calibration, Judged } from '../../../core/inspect/calibration.ts';
import type { Corrected, HowCorrected } from '../../../core/inspect/correction.ts';
import { failure, success } from '../../../core/result.ts';
import type { ScoreName } from '../../../core/run/events.ts';
import { attempt } from '../../attempt.ts';
import type { Device } from '../../device.ts';
import type { RunControl } from '../../training/control.ts';
import { enough, planCalibration, type CalibrationPlan } from '../calibration-plan.ts';
import { drawBank, splitForCalibration } from '../calibration-split.ts';
import { fitOnSeen, seeNormals, type Attempted, type FitTools } from '../fit-method.ts';
import { createCorrectable, heldRoom, howCorrected, toJudged, type Correctable } from './correctable.ts';
import { judgeImages, type MethodJudging } from '../judge-images.ts';
import type { Fitted, Method } from '../method.ts';
import { scoreFolds } from '../score-folds.ts';
import { createSeenStore, type SeenStore } from './seen-store.ts';
import type { Teaching } from './told-images.ts';

export interface Inspector {
  /** As it is now. */
  readonly calibration: Calibration;
  /** In the order of the images; `undefined` if stopped. `ids` name those that may be judged again later. */
  judge(
    images: readonly RgbImage[],
    control: RunControl,
    ids?: readonly number[],
  ): Attempted<readonly Judged[]>;
  /** Frees what it holds on the device. */
  dispose(): void;
  /** Its numbers, where they can leave as a file, or why they cannot. */
  readonly leaving: Pick<Fitted<unknown>, 'scorer' | 'crops' | 'stays'>;
  /** How it takes in what a person says of its verdicts. */
  readonly corrects: HowCorrected;
  /** Whether confirmed defects can make it better. */
  readonly learnsDefects: boolean;
  /** Goes by exactly this, beside what it was fitted on; `undefined` if stopped, with nothing changed. */
  correct(teaching: Teaching, control: RunControl): Attempted<Corrected>;
  /** Judges images of those ids again, `undefined` for one that is not kept; `undefined` in all if stopped. */
  rejudge(ids: readonly number[], control: RunControl): Attempted<readonly (Judged | undefined)[]>;
}

interface InspectorSetup {
  readonly experiment: Experiment;
  /** All items of the dataset; images are square, of any size. */
  readonly items: readonly DatasetItem[];
  /** Whether it is fitted on every training image, and none sets the threshold: who asks for that sets it otherwise. */
  readonly fitsAll?: boolean;
  /** Whether the network was trained on the training images of `items`. */
  readonly hasLearnt: boolean;
  readonly createMethod: () => Promise<Method<unknown>>;
  /** Test images that the method learns from. @throws Refusal if there are too few. */
  readonly knownAnomalies?: () => readonly DatasetItem[];
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

type OnJudged<Seen> = (done: number, judged: Judged, seen: Seen) => void;

/** `undefined` if stopped. */
async function judgeAll<Seen>(
  judging: Judging<Seen>,
  images: readonly RgbImage[],
  control: RunControl,
  onJudged?: OnJudged<Seen>,
): Attempted<readonly Judged[]> {
  const { score, device } = judging;
  const judged: Judged[] = [];
  const found = await judgeImages(
    images.map((image) => ({ image })),
    judging,
    {
      device,
      control,
      take(_, judgement, done, seen) {
        const one = toJudged(judgement, score);
        judged.push(one);
        onJudged?.(done, one, seen);
      },
    },
  );
  if (!found.ok) return found;
  return success(judged.length < images.length ? undefined : judged);
}

/** A fitted method as one that judges, and that nothing corrects. */
export function createJudging<Seen>(judging: Judging<Seen>, calibration: Calibration): Inspector {
  return {
    calibration,
    leaving: judging.fitted,
    judge: (images, control) => judgeAll(judging, images, control),
    dispose: () => {
      judging.fitted.dispose();
    },
    corrects: 'no-images',
    learnsDefects: false,
    correct: () => Promise.resolve(success(undefined)),
    rejudge: (ids) => Promise.resolve(success(ids.map(() => undefined))),
  };
}

/** The same, and corrections change it. */
function createCorrected<Seen>(
  judging: Omit<Judging<Seen>, 'fitted'>,
  first: Calibration,
  correctable: Correctable<Seen>,
): Inspector {
  let calibration = first;
  return {
    get calibration() {
      return calibration;
    },
    get leaving() {
      return correctable.fitted();
    },
    judge: (images, control, ids) =>
      judgeAll({ ...judging, fitted: correctable.fitted() }, images, control, (done, { score }, seen) => {
        const id = ids?.[done - 1];
        if (id !== undefined) correctable.keep(id, { image: images[done - 1], seen }, score);
      }),
    corrects: correctable.how,
    learnsDefects: correctable.learnsDefects,
    async correct(teaching, control) {
      const corrected = await correctable.correct(teaching, control);
      if (corrected.ok && corrected.value !== undefined) calibration = corrected.value.calibration;
      return corrected;
    },
    rejudge: (ids, control) => correctable.rejudge(ids, control),
    dispose() {
      correctable.dispose();
    },
  };
}

/** Test images that nothing was learnt from. */
async function testsOf({ items, knownAnomalies, device, control }: InspectorSetup) {
  const known = await attempt(() => Promise.resolve().then(() => knownAnomalies?.() ?? []), device, control);
  if (!known.ok) return known;
  const learnt = new Set(known.value.map(({ path }) => path));
  return success(items.filter(({ split, path }) => split === 'test' && !learnt.has(path)));
}

interface Plan extends CalibrationPlan {
  readonly fit: readonly DatasetItem[];
}

/** Images are kept apart where there are enough of them; else all are fitted on, and scored in folds, where the method can be fitted in moments. */
function planFor({ items, experiment, hasLearnt, fitsAll }: InspectorSetup, foldsCheaply: boolean): Plan {
  if (fitsAll === true)
    return { basis: 'share', fit: items.filter(({ split }) => split === 'train'), outside: [], folds: [] };
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

/** Images that are seen until the detector is ready. */
function sizeOf({ fit, outside, folds }: Plan): number {
  return fit.length + outside.length + folds.flat().length;
}

type Normal = Calibration['normals'][number];

interface Calibrating<Seen> {
  readonly held: SeenStore<Seen>;
  readonly judging: Judging<Seen>;
  readonly plan: Plan;
  readonly seen: readonly Seen[];
}

/** Scores normal images, each by a detector that was not fitted on it; `undefined` if stopped. */
async function scoreNormals<Seen>(
  { control, report }: InspectorSetup,
  { judging, plan, seen, held }: Calibrating<Seen>,
): Attempted<readonly Normal[]> {
  const { fit, outside, folds } = plan;
  const { score, device } = judging;
  const total = sizeOf(plan);
  const images = outside.map(({ image }) => image);
  const judged = await judgeAll(judging, images, control, (done, _, one) => {
    const { path, image } = outside[done - 1];
    held.keep(path, { image, seen: one }, 1);
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

/** What was seen of the normal images, and the method fitted on it; `undefined` if stopped. */
async function seeAndFit<Seen>(
  method: Method<Seen>,
  normals: readonly DatasetItem[],
  tools: FitTools,
  onSeen: (done: number) => void,
): Attempted<{ readonly seen: readonly Seen[]; readonly fitted: Fitted<Seen> }> {
  const seen = await seeNormals(method, normals, tools, onSeen);
  if (!seen.ok || seen.value === undefined) return seen.ok ? success(undefined) : seen;
  const fitted = await fitOnSeen(method, seen.value, tools);
  if (!fitted.ok || fitted.value === undefined) return fitted.ok ? success(undefined) : fitted;
  return success({ seen: seen.value, fitted: fitted.value });
}

/** What the method saw of its images is kept where it scores folds of them, or is fitted on them again. */
function keepsSeen(method: Method<unknown>, fitted: Fitted<unknown>, { folds }: Plan): boolean {
  return folds.length > 0 || method.learnsDefects === true || howCorrected(method, fitted) === 'fitted-again';
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
  const total = sizeOf(plan);
  const tests = await testsOf(setup);
  if (!tests.ok) return tests;
  const first = await seeAndFit(method, fit, { device, control }, (done) => {
    report(done, total);
  });
  if (!first.ok) return first;
  if (first.value === undefined) return success(undefined);
  const { seen, fitted } = first.value;
  const judging = { method, fitted, score, device };
  const held = createSeenStore<unknown>(heldRoom);
  const normals = await scoreNormals(setup, { judging, plan, seen, held });
  if (!normals.ok || normals.value === undefined) {
    judging.fitted.dispose();
    return normals.ok ? success(undefined) : normals;
  }
  const calibration = { basis, fitted: fit.length, normals: normals.value };
  const correctable = createCorrectable({
    ...{ ...judging, held, experiment: setup.experiment, first: calibration, fit, outside, folds },
    normals: keepsSeen(method, fitted, plan) ? seen : [],
    tests: tests.value,
  });
  return success(createCorrected(judging, calibration, correctable));
}
