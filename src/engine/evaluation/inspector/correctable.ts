/** A fitted detector that follows what a person says of images, and goes back on it: each time from what was fitted first. */
import type { DatasetItem } from '../../../core/dataset/dataset.ts';
import type { Experiment } from '../../../core/experiment/experiment.ts';
import type { RgbImage } from '../../../core/image/image.ts';
import type { Calibration, Judged } from '../../../core/inspect/calibration.ts';
import type { Corrected, HowCorrected, ScoresBeside } from '../../../core/inspect/correction.ts';
import { success } from '../../../core/result.ts';
import type { ScoreName } from '../../../core/run/events.ts';
import { attempt } from '../../attempt.ts';
import type { Device } from '../../device.ts';
import type { RunControl } from '../../training/control.ts';
import { each } from '../attempted.ts';
import { checkSetOf, type CheckSet, type HeldImage } from './check-set.ts';
import type { Attempted } from '../fit-method.ts';
import type { Fitted, Judgement, Method } from '../method.ts';
import { scoreFolds } from '../score-folds.ts';
import type { KeptSight, SeenStore } from './seen-store.ts';
import { createToldImages, nothingTaught, refit, type KnownImages, type Teaching } from './told-images.ts';

/** What was seen of images that set the limit and check corrections: 140 of them on the frozen backbone. */
export const heldRoom = 96 * 2 ** 20;

export interface CorrectableSetup<Seen> {
  readonly method: Method<Seen>;
  readonly fitted: Fitted<Seen>;
  /** What was seen of the images that it was fitted on; of use where it has to be fitted again. */
  readonly normals: readonly Seen[];
  /** These images. */
  readonly fit: readonly DatasetItem[];
  /** As it was fitted first. */
  readonly first: Calibration;
  readonly experiment: Experiment;
  /** Normal images that set the limit, and that it was not fitted on; or places of `fit`, in folds, each scored without its own. */
  readonly outside: readonly DatasetItem[];
  readonly folds: readonly (readonly number[])[];
  readonly held: SeenStore<Seen>;
  /** Test images that it has not learnt from. */
  readonly tests: readonly DatasetItem[];
  readonly score: ScoreName;
  readonly device: Device;
}

export interface Correctable<Seen> {
  readonly how: HowCorrected;
  /** As it judges now. */
  readonly fitted: () => Fitted<Seen>;
  /** For later, as long as there is room; the highest scores stay. */
  keep(id: number, sight: KeptSight<Seen>, score: number): void;
  /** Whether confirmed defects can make it better. */
  readonly learnsDefects: boolean;
  /** Goes by exactly this from now on; `undefined` if stopped, with nothing changed. */
  correct(teaching: Teaching, control: RunControl): Attempted<Corrected>;
  /** Judges kept images anew, `undefined` for one that is not kept; `undefined` in all if stopped. */
  rejudge(ids: readonly number[], control: RunControl): Attempted<readonly (Judged | undefined)[]>;
  dispose(): void;
}

export function toJudged({ scores, map }: Judgement, score: ScoreName): Judged {
  return { score: scores[score] ?? Number.NaN, ...(map && { map }) };
}

export function howCorrected<Seen>(method: Method<Seen>, fitted: Fitted<Seen>): HowCorrected {
  if (fitted.vouch !== undefined) return 'at-once';
  return method.ignoresNormals === true ? 'never' : 'fitted-again';
}

/** One detector's images, and how they score. */
function createScoring<Seen>({ method, score, device, held }: CorrectableSetup<Seen>) {
  /** Scores by each fitted detector, by the key of the image. */
  const known = new WeakMap<Fitted<Seen>, Map<string, number>>();
  const see = (image: RgbImage, control: RunControl) => attempt(() => method.see(image), device, control);

  async function judgeSeen(by: Fitted<Seen>, seen: Seen, control: RunControl): Attempted<Judged> {
    await control.yieldToMessages();
    if (control.isStopped()) return success(undefined);
    const judged = await attempt(() => by.judge(seen), device, control);
    return judged.ok ? success(judged.value && toJudged(judged.value, score)) : judged;
  }

  async function scoresOf(
    by: Fitted<Seen>,
    images: readonly HeldImage[],
    control: RunControl,
  ): Attempted<number[]> {
    const scores: number[] = [];
    const found = known.get(by) ?? new Map<string, number>();
    known.set(by, found);
    for (const { key, image } of images) {
      const before = found.get(key);
      if (before !== undefined) {
        scores.push(before);
        continue;
      }
      const kept = held.get(key);
      const seen = kept === undefined ? await see(image, control) : success(kept.seen);
      if (!seen.ok) return seen;
      if (kept === undefined) held.keep(key, { image, seen: seen.value }, 1);
      const judged = await judgeSeen(by, seen.value, control);
      if (!judged.ok || judged.value === undefined) return judged.ok ? success(undefined) : judged;
      scores.push(judged.value.score);
      found.set(key, judged.value.score);
    }
    return success(scores);
  }
  return { see, judgeSeen, scoresOf };
}

type Scoring<Seen> = ReturnType<typeof createScoring<Seen>>;

const asHeld = ({ path, image }: DatasetItem): HeldImage => ({ key: path, image });

/** Those that are not in `isLeftOut`. */
function withoutSame<Image extends HeldImage>(
  images: readonly Image[],
  isLeftOut: ReadonlySet<string>,
): Image[] {
  return images.filter(({ key }) => !isLeftOut.has(key));
}

/** All normal images that set the limit. */
function limitItems<Seen>({ outside, folds, fit }: CorrectableSetup<Seen>): DatasetItem[] {
  return [...outside, ...folds.flat().map((at) => fit[at])];
}

/** The detector as it is now, and what it was told. */
interface Told<Seen> {
  readonly by: Fitted<Seen>;
  readonly added: readonly Seen[];
  /** Images of which a person spoke, and which so say nothing of it. */
  readonly isLeftOut: ReadonlySet<string>;
  /** Defects that it has not learnt from. */
  readonly confirmed: readonly HeldImage[];
}

/** Scores of normal images that set the limit, each by what was not fitted on it; `undefined` if stopped. */
async function scoreLimit<Seen>(
  { method, normals, fit, outside, folds, score, device }: CorrectableSetup<Seen>,
  { scoresOf }: Scoring<Seen>,
  { by, added, isLeftOut }: Told<Seen>,
  control: RunControl,
): Attempted<Calibration['normals']> {
  const asked = withoutSame(outside.map(asHeld), isLeftOut);
  const scores = await scoresOf(by, asked, control);
  if (!scores.ok || scores.value === undefined) return scores.ok ? success(undefined) : scores;
  const found = scores.value;
  const limit = asked.map(({ key }, i) => ({ path: key, score: found[i] }));
  const whole = { method, fitted: by, seen: [...normals, ...added] };
  const scored = await scoreFolds(whole, folds, {
    ...{ score, device, control },
    take(at, value) {
      const { path } = fit[at];
      if (!isLeftOut.has(path)) limit.push({ path, score: value });
    },
  });
  return scored.ok ? success(scored.value === undefined ? undefined : limit) : scored;
}

/** Both ways, by images that the detector has not learnt from. */
function createAssessing<Seen>(setup: CorrectableSetup<Seen>, scoring: Scoring<Seen>) {
  const { fitted, first, tests, experiment } = setup;
  let set: CheckSet | undefined;

  async function beside(
    images: readonly HeldImage[],
    { by, isLeftOut }: Told<Seen>,
    control: RunControl,
  ): Attempted<ScoresBeside> {
    const asked = withoutSame(images, isLeftOut);
    const before = await scoring.scoresOf(fitted, asked, control);
    if (!before.ok || before.value === undefined) return before.ok ? success(undefined) : before;
    const after = await scoring.scoresOf(by, asked, control);
    if (!after.ok || after.value === undefined) return after.ok ? success(undefined) : after;
    return success({ before: before.value, after: after.value });
  }

  /** Those that set the limit as they were scored for it. */
  function limitBeside(now: Calibration['normals']) {
    const before = new Map(first.normals.map(({ path, score }) => [path, score]));
    return {
      before: now.map(({ path }) => before.get(path) ?? Number.NaN),
      after: now.map(({ score }) => score),
    };
  }

  return async function assess(
    told: Told<Seen>,
    control: RunControl,
  ): Attempted<Pick<Corrected, 'calibration' | 'check'>> {
    const limit = await scoreLimit(setup, scoring, told, control);
    if (!limit.ok || limit.value === undefined) return limit.ok ? success(undefined) : limit;
    const { normals, anomalies } = (set ??= checkSetOf(tests, limitItems(setup), experiment));
    const lists = [normals.images, anomalies.images, told.confirmed];
    const scores = await each(lists, control, (images) => beside(images, told, control));
    if (!scores.ok || scores.value === undefined) return scores.ok ? success(undefined) : scores;
    const [ofTests, ofAnomalies, confirmed] = scores.value as [ScoresBeside, ScoresBeside, ScoresBeside];
    const ofNormals = normals.source === 'held-out' ? limitBeside(limit.value) : ofTests;
    return success({
      calibration: { ...first, normals: limit.value },
      check: {
        normals: { ...ofNormals, source: normals.source },
        anomalies: { ...ofAnomalies, source: anomalies.source },
        confirmed,
      },
    });
  };
}

/** What a detector goes by: two of the same key judge alike. */
function keyOf({ normals, defects, learnsDefects }: Teaching): string {
  const ids = (images: Teaching['normals']) => images.map(({ id }) => id);
  return JSON.stringify([ids(normals), learnsDefects ? ids(defects) : []]);
}

function toldBy<Seen>(
  by: Fitted<Seen>,
  { normals, defects }: KnownImages<Seen>,
  isLearning: boolean,
): Told<Seen> {
  return {
    by,
    added: normals.map(({ seen }) => seen),
    isLeftOut: new Set([...normals, ...defects].flatMap(({ same }) => [...same])),
    confirmed: isLearning ? [] : defects.map(({ id, image }) => ({ key: `confirmed ${id}`, image })),
  };
}

export function createCorrectable<Seen>(setup: CorrectableSetup<Seen>): Correctable<Seen> {
  const { fitted: first, method } = setup;
  const scoring = createScoring(setup);
  const others = [...limitItems(setup), ...setup.tests];
  const images = createToldImages<Seen>({ see: scoring.see, others });
  const assess = createAssessing(setup, scoring);
  const learnsDefects = method.learnsDefects ?? false;
  let current = { by: first, key: keyOf(nothingTaught) };

  function release(one: Fitted<Seen>): void {
    if (one !== first && one !== current.by) one.dispose();
  }

  /** The detector that goes by this; the one that judges now where it does. */
  async function fitted(
    { normals, defects }: KnownImages<Seen>,
    { key, isLearning }: { readonly key: string; readonly isLearning: boolean },
    control: RunControl,
  ): Attempted<Fitted<Seen>> {
    if (key === current.key) return success(current.by);
    const known = isLearning ? defects.map(({ id, image, seen }) => ({ name: `${id}`, image, seen })) : [];
    const added = normals.map(({ seen }) => seen);
    return refit(setup, added, known, control);
  }

  return {
    how: howCorrected(method, first),
    learnsDefects,
    fitted: () => current.by,
    keep: (id, sight, score) => {
      images.judged.keep(String(id), sight, Number.isNaN(score) ? Infinity : score);
    },
    async correct(teaching, control) {
      const learnt = await images.learn(teaching, control);
      if (!learnt.ok || learnt.value === undefined) return learnt.ok ? success(undefined) : learnt;
      const { unknown, normals, defects } = learnt.value;
      const isLearning = learnsDefects && teaching.learnsDefects;
      const key = keyOf({ normals, defects, learnsDefects: isLearning });
      const made = await fitted(learnt.value, { key, isLearning }, control);
      if (!made.ok || made.value === undefined) return made.ok ? success(undefined) : made;
      const told = toldBy(made.value, learnt.value, isLearning);
      const assessed = await assess(told, control);
      if (!assessed.ok || assessed.value === undefined) {
        release(made.value);
        return assessed.ok ? success(undefined) : assessed;
      }
      const [before, judgesAnew] = [current.by, key !== current.key];
      current = { by: made.value, key };
      release(before);
      images.remember(learnt.value);
      const leftOut = limitItems(setup)
        .map(({ path }) => path)
        .filter((path) => told.isLeftOut.has(path));
      return success({ ...assessed.value, leftOut, unknown, judgesAnew });
    },
    async rejudge(ids, control) {
      const judged: (Judged | undefined)[] = [];
      for (const id of ids) {
        const sight = images.recall(id);
        if (sight === undefined) {
          judged.push(undefined);
          continue;
        }
        const again = await scoring.judgeSeen(current.by, sight.seen, control);
        if (!again.ok || again.value === undefined) return again.ok ? success(undefined) : again;
        judged.push(again.value);
      }
      return success(judged);
    },
    dispose() {
      const { by } = current;
      if (by !== first) by.dispose();
      first.dispose();
    },
  };
}
