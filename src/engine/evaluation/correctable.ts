/** A fitted detector that takes images in which a person called normal, and goes back on it: each time from what was fitted first. */
import type { DatasetItem } from '../../core/dataset/dataset.ts';
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { RgbImage } from '../../core/image/image.ts';
import type { Calibration, Judged } from '../../core/inspect/calibration.ts';
import { isSameImage, type Corrected, type HowCorrected } from '../../core/inspect/correction.ts';
import { success } from '../../core/result.ts';
import type { ScoreName } from '../../core/run/events.ts';
import { attempt } from '../attempt.ts';
import type { Device } from '../device.ts';
import type { RunControl } from '../training/control.ts';
import { checkSetOf, type CheckSet, type HeldImage } from './check-set.ts';
import type { Attempted } from './fit-method.ts';
import type { Fitted, Judgement, Method } from './method.ts';
import { scoreFolds } from './score-folds.ts';
import { createSeenStore, type KeptSight, type SeenStore } from './seen-store.ts';

/** What was seen of judged images, and of those that set the limit and check corrections: 140 images each on the frozen backbone. */
const judgedRoom = 96 * 2 ** 20;
export const heldRoom = 96 * 2 ** 20;

/** An image that a person called normal. */
export interface Addition {
  /** Of the image as it was judged. */
  readonly id: number;
  /** Left out where it cannot be read again; it may be kept still. */
  readonly image?: RgbImage | undefined;
}

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
  /** Knows exactly these as normal from now on; `undefined` if stopped, with nothing changed. */
  correct(wanted: readonly Addition[], control: RunControl): Attempted<Corrected>;
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

interface Known<Seen> extends KeptSight<Seen> {
  /** Images that set the limit or check corrections, and show the same. */
  readonly same: ReadonlySet<string>;
}

/** One detector's images, and how they score. */
function createScoring<Seen>({ method, score, device, held }: CorrectableSetup<Seen>) {
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
    for (const { key, image } of images) {
      const kept = held.get(key);
      const seen = kept === undefined ? await see(image, control) : success(kept.seen);
      if (!seen.ok) return seen;
      if (kept === undefined) held.keep(key, { image, seen: seen.value }, 1);
      const judged = await judgeSeen(by, seen.value, control);
      if (!judged.ok || judged.value === undefined) return judged.ok ? success(undefined) : judged;
      scores.push(judged.value.score);
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

/** What is known of images that a person called normal. */
function createLearning<Seen>(setup: CorrectableSetup<Seen>, { see }: Scoring<Seen>) {
  const others = [...limitItems(setup), ...setup.tests];
  const judged = createSeenStore<Seen>(judgedRoom);
  /** What is known of an addition; `undefined` where its pixels are gone. */
  async function learn(
    { id, image }: Addition,
    known: ReadonlyMap<number, Known<Seen>>,
    control: RunControl,
  ): Attempted<Known<Seen> | 'gone'> {
    const before = known.get(id);
    if (before !== undefined) return success(before);
    const kept = judged.get(String(id));
    const pixels = image ?? kept?.image;
    if (pixels === undefined) return success('gone');
    const seen = kept === undefined ? await see(pixels, control) : success(kept.seen);
    if (!seen.ok) return seen;
    const same = others.filter((item) => isSameImage(pixels, item.image));
    return success({ image: pixels, seen: seen.value, same: new Set(same.map(({ path }) => path)) });
  }

  async function learnAll(
    wanted: readonly Addition[],
    known: ReadonlyMap<number, Known<Seen>>,
    control: RunControl,
  ) {
    const [found, unknown] = [new Map<number, Known<Seen>>(), [] as number[]];
    for (const addition of wanted) {
      const learnt = await learn(addition, known, control);
      if (!learnt.ok) return learnt;
      if (learnt.value === 'gone') unknown.push(addition.id);
      else if (learnt.value !== undefined) found.set(addition.id, learnt.value);
      await control.yieldToMessages();
      if (control.isStopped()) return success(undefined);
    }
    return success({ found, unknown });
  }

  return { judged, learnAll };
}

/** From what was fitted first, with images more. */
async function refit<Seen>(
  { method, fitted: first, normals, device }: CorrectableSetup<Seen>,
  added: readonly Seen[],
  control: RunControl,
): Attempted<Fitted<Seen>> {
  const { vouch } = first;
  if (added.length === 0 || method.ignoresNormals === true) return success(first);
  if (vouch !== undefined) return attempt(() => Promise.resolve(vouch(added)), device, control);
  const workplace = { gpu: device.gpu, isSoftware: device.report.isSoftware, control };
  return attempt(() => method.fit([...normals, ...added], workplace), device, control);
}

/** The detector as it is now, and what it was told. */
interface Told<Seen> {
  readonly by: Fitted<Seen>;
  readonly added: readonly Seen[];
  /** Images that are among those, and so say nothing of it. */
  readonly isLeftOut: ReadonlySet<string>;
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

  async function beside(images: readonly HeldImage[], { by, isLeftOut }: Told<Seen>, control: RunControl) {
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
    const ofTests = await beside(normals.images, told, control);
    if (!ofTests.ok || ofTests.value === undefined) return ofTests.ok ? success(undefined) : ofTests;
    const ofAnomalies = await beside(anomalies.images, told, control);
    if (!ofAnomalies.ok || ofAnomalies.value === undefined)
      return ofAnomalies.ok ? success(undefined) : ofAnomalies;
    const ofNormals = normals.source === 'held-out' ? limitBeside(limit.value) : ofTests.value;
    return success({
      calibration: { ...first, normals: limit.value },
      check: {
        normals: { ...ofNormals, source: normals.source },
        anomalies: { ...ofAnomalies.value, source: anomalies.source },
      },
    });
  };
}

export function createCorrectable<Seen>(setup: CorrectableSetup<Seen>): Correctable<Seen> {
  const { fitted: first } = setup;
  const scoring = createScoring(setup);
  const { judged, learnAll } = createLearning(setup, scoring);
  const assess = createAssessing(setup, scoring);
  let known = new Map<number, Known<Seen>>();
  let current = first;

  function release(one: Fitted<Seen>): void {
    if (one !== first) one.dispose();
  }

  return {
    how: howCorrected(setup.method, first),
    fitted: () => current,
    keep: (id, sight, score) => {
      judged.keep(String(id), sight, Number.isNaN(score) ? Infinity : score);
    },
    async correct(wanted, control) {
      const learnt = await learnAll(wanted, known, control);
      if (!learnt.ok || learnt.value === undefined) return learnt.ok ? success(undefined) : learnt;
      const { found, unknown } = learnt.value;
      const added = [...found.values()].map(({ seen }) => seen);
      const made = await refit(setup, added, control);
      if (!made.ok || made.value === undefined) return made.ok ? success(undefined) : made;
      const isLeftOut = new Set([...found.values()].flatMap(({ same }) => [...same]));
      const assessed = await assess({ by: made.value, added, isLeftOut }, control);
      if (!assessed.ok || assessed.value === undefined) {
        release(made.value);
        return assessed.ok ? success(undefined) : assessed;
      }
      release(current);
      current = made.value;
      known = found;
      const leftOut = limitItems(setup)
        .map(({ path }) => path)
        .filter((path) => isLeftOut.has(path));
      return success({ ...assessed.value, leftOut, unknown });
    },
    async rejudge(ids, control) {
      const images: (Judged | undefined)[] = [];
      for (const id of ids) {
        const sight = known.get(id) ?? judged.get(String(id));
        if (sight === undefined) {
          images.push(undefined);
          continue;
        }
        const again = await scoring.judgeSeen(current, sight.seen, control);
        if (!again.ok || again.value === undefined) return again.ok ? success(undefined) : again;
        images.push(again.value);
      }
      return success(images);
    },
    dispose() {
      release(current);
      first.dispose();
    },
  };
}
