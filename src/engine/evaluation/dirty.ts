/** Hides defects among the normal images and fits the detector again: what it costs, and whether they are found among its own. */
import { normalClass, type DatasetItem } from '../../core/dataset/dataset.ts';
import { drawFolds } from '../../core/inspect/folds.ts';
import { createRandom } from '../../core/random.ts';
import { failure, success } from '../../core/result.ts';
import { drawPlanted, mostSuspicious, type DirtyOutcome, type Suspect } from '../../core/stress/planting.ts';
import { attempt } from '../attempt.ts';
import { chain, each } from './attempted.ts';
import type { Attempted } from './fit-method.ts';
import type { Fitted, Judgement, Method, Workplace } from './method.ts';
import { normalsFor, testsFor, type StressSetup } from './stress.ts';

/** Parts that images are split into where each must be judged by a detector that does not know it. */
const folds = 5;

interface Work<Seen> {
  readonly setup: StressSetup;
  readonly method: Method<Seen>;
  readonly workplace: Workplace;
  /** Counts a piece of work as done. */
  readonly step: () => void;
}

interface Known<Seen> extends Pick<DatasetItem, 'path'> {
  readonly seen: Seen;
  readonly isPlanted: boolean;
}

function see<Seen>(
  { setup: { device, control }, method, step }: Work<Seen>,
  { normals, planted }: Planned,
): Attempted<Known<Seen>[]> {
  const items = [...normals, ...planted];
  return each(items, control, ({ path, image }, at) =>
    chain(
      attempt(() => method.see(image), device, control),
      (seen) => {
        step();
        return Promise.resolve(success({ path, seen, isPlanted: at >= normals.length }));
      },
    ),
  );
}

/** The detector, fitted on these, for as long as it is used. */
async function fitFor<Seen, Value>(
  { setup: { device, control }, method, workplace }: Work<Seen>,
  known: readonly Known<Seen>[],
  use: (fitted: Fitted<Seen>) => Attempted<Value>,
): Attempted<Value> {
  const seen = known.map((one) => one.seen);
  return chain(
    attempt(() => method.fit(seen, workplace), device, control),
    async (fitted) => {
      try {
        return await use(fitted);
      } finally {
        fitted.dispose();
      }
    },
  );
}

/** One judgement, of the chosen score. */
function scoreBy<Seen>(
  { setup: { device, control, score }, step }: Work<Seen>,
  judge: () => Promise<Judgement | undefined>,
): Attempted<{ readonly score: number }> {
  return chain(attempt(judge, device, control), ({ scores }) => {
    step();
    return Promise.resolve(success({ score: scores[score] ?? Number.NaN }));
  });
}

/** Both detectors on each test image. */
function compare<Seen>(
  work: Work<Seen>,
  tests: readonly DatasetItem[],
  [clean, dirty]: readonly [Fitted<Seen>, Fitted<Seen>],
): Attempted<DirtyOutcome['tests']> {
  const { device, control } = work.setup;
  return each(tests, control, ({ path, defect, image }) =>
    chain(
      attempt(() => work.method.see(image).then((seen) => ({ seen })), device, control),
      ({ seen }) =>
        chain(
          scoreBy(work, () => clean.judge(seen)),
          (before) =>
            chain(
              scoreBy(work, () => dirty.judge(seen)),
              (after) => {
                const label = defect === normalClass ? 0 : 1;
                return Promise.resolve(success({ path, label, before: before.score, after: after.score }));
              },
            ),
        ),
    ),
  );
}

/** Each image that the detector was fitted on, by what the others say of it. */
function suspectLeftOut<Seen>(
  work: Work<Seen>,
  known: readonly Known<Seen>[],
  without: NonNullable<Fitted<Seen>['without']>,
): Attempted<Suspect[]> {
  return each(known, work.setup.control, ({ path, seen, isPlanted }, at) =>
    chain(
      scoreBy(work, () => without(new Set([at])).judge(seen)),
      ({ score }) => Promise.resolve(success({ path, isPlanted, score })),
    ),
  );
}

/** The same by detectors that are fitted without a fold each, which the seed draws. */
async function suspectInFolds<Seen>(work: Work<Seen>, known: readonly Known<Seen>[]): Attempted<Suspect[]> {
  const { experiment, control } = work.setup;
  const drawn = drawFolds(known.length, createRandom(experiment.seed).fork('folds'), folds);
  const parts = drawn.map((fold) => fold.map((at) => known[at]));
  const judged = await each(parts, control, (part) =>
    fitFor(
      work,
      known.filter((one) => !part.includes(one)),
      (fitted) =>
        each(part, control, ({ path, seen, isPlanted }) =>
          chain(
            scoreBy(work, () => fitted.judge(seen)),
            ({ score }) => Promise.resolve(success({ path, isPlanted, score })),
          ),
        ),
    ),
  );
  return judged.ok ? success(judged.value?.flat()) : judged;
}

interface Planned {
  readonly normals: readonly DatasetItem[];
  readonly planted: readonly DatasetItem[];
  /** Those that are left. */
  readonly tests: readonly DatasetItem[];
}

function plan(setup: StressSetup, share: number): Planned {
  const tests = testsFor(setup);
  const normals = normalsFor(setup);
  const planted = drawPlanted(
    tests.filter(({ defect }) => defect !== normalClass),
    { normals: normals.length, share },
    createRandom(setup.experiment.seed).fork('planted'),
  );
  return { normals, planted, tests: tests.filter((item) => !planted.includes(item)) };
}

function run<Seen>(work: Work<Seen>, planned: Planned): Attempted<DirtyOutcome> {
  return chain(see(work, planned), (known) => {
    const normals = known.filter(({ isPlanted }) => !isPlanted);
    return fitFor(work, normals, (clean) =>
      fitFor(work, known, (dirty) =>
        chain(compare(work, planned.tests, [clean, dirty]), (tests) => {
          const { without } = dirty;
          const found = without ? suspectLeftOut(work, known, without) : suspectInFolds(work, known);
          const basis = without ? 'left-out' : 'folds';
          return chain(found, (suspects) =>
            Promise.resolve(success({ tests, suspects: mostSuspicious(suspects), basis } as const)),
          );
        }),
      ),
    );
  });
}

/**
 * Fits the detector on normal images, and again on these and defective test images that make up `share` of all, drawn by the seed. The
 * other test images are judged by both. `undefined` if stopped.
 * @param share in (0, 1)
 */
export async function dirtyTraining(setup: StressSetup, share: number): Attempted<DirtyOutcome> {
  const { device, control, report } = setup;
  const planned = await attempt(() => Promise.resolve().then(() => plan(setup, share)), device, control);
  if (!planned.ok) return planned;
  const { normals, planted, tests } = planned.value;
  if (normals.length === 0) return failure({ kind: 'no-normal-images' });
  if (planted.length === 0)
    return failure({
      kind: 'too-few-anomalies',
      images: tests.filter(({ defect }) => defect !== normalClass).length,
      wanted: 2,
    });
  const made = await attempt(() => setup.createMethod(), device, control);
  if (!made.ok) return made;
  const all = normals.length + planted.length;
  const total = 2 * (all + tests.length);
  let done = 0;
  const step = () => {
    report(++done, total);
  };
  const workplace = { gpu: device.gpu, isSoftware: device.report.isSoftware, control };
  return run({ setup, method: made.value, workplace, step }, planned.value);
}
