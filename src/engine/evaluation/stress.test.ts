import { describe, expect, it } from 'vitest';
import { noDisturbance, only, type Disturbance } from '../../core/stress/disturbance.ts';
import { loseJpeg } from '../../core/stress/jpeg-loss.ts';
import { blank } from '../testing/pictures.ts';
import { createSetup, item, items, scoredOf, side, type Outcome } from '../testing/evaluation.ts';
import { dirtyTraining } from './dirty.ts';
import { runEvaluation } from './evaluate.ts';
import type { Fitted, Method } from './method.ts';
import { fitForStress, judgeDisturbed, type StressedDetector } from './stress.ts';

const quiet = ({ setup }: Outcome) => ({ ...setup, report: () => undefined });

async function fitted(outcome: Outcome): Promise<StressedDetector> {
  const found = await fitForStress(quiet(outcome));
  if (!found.ok || found.value === undefined) throw new Error(JSON.stringify(found));
  return found.value;
}

async function scoresOf(outcome: Outcome, detector: StressedDetector, disturbance: Disturbance) {
  const scores = new Map<string, number>();
  await judgeDisturbed(detector, detector.tests, {
    ...{ disturbance, seed: 1, recode: loseJpeg, control: outcome.control },
    take: ({ path }, score) => scores.set(path, score),
  });
  return scores;
}

describe('a detector under stress', () => {
  it('gives the scores of the evaluation where nothing is disturbed', async () => {
    const outcome = createSetup({ score: 'patches' });
    const scores = await scoresOf(outcome, await fitted(outcome), noDisturbance);
    await runEvaluation(outcome.setup);
    const evaluated = scoredOf(outcome.events).map(({ path, score }) => [path, score]);
    expect([...scores]).toEqual(evaluated);
    expect(evaluated).toHaveLength(2);
  });

  it('is alarmed by light that its normal images did not have', async () => {
    const outcome = createSetup({ score: 'patches' });
    const detector = await fitted(outcome);
    const good = 'test/good/0.png';
    const before = (await scoresOf(outcome, detector, noDisturbance)).get(good)!;
    const after = (await scoresOf(outcome, detector, only('light', 40))).get(good)!;
    expect(after).toBeGreaterThan(2 * before);
  });

  it('stops between two images', async () => {
    const outcome = createSetup({ score: 'patches' });
    const detector = await fitted(outcome);
    let taken = 0;
    const judged = await judgeDisturbed(detector, detector.tests, {
      ...{ disturbance: noDisturbance, seed: 1, recode: loseJpeg, control: outcome.control },
      take: () => {
        taken++;
        outcome.control.stop();
      },
    });
    expect([judged, taken]).toEqual([{ ok: true, value: undefined }, 1]);
  });

  it('needs normal images', async () => {
    const outcome = createSetup();
    expect(await fitForStress({ ...quiet(outcome), items: items.slice(3) })).toMatchObject({
      problem: { kind: 'no-normal-images' },
    });
  });
});

/** Sees an image as its first level; knows those that it was fitted on, and how far away the nearest is. */
function nearestLevel(isBank: boolean): Method<number> {
  const nearest = (levels: readonly number[], seen: number) =>
    Promise.resolve({ scores: { patches: Math.min(...levels.map((level) => Math.abs(level - seen))) } });
  return {
    see: ({ data }) => Promise.resolve(data[0]),
    fit: (normals) => {
      const fittedOn = (levels: readonly number[]): Fitted<number> => ({
        judge: (seen) => nearest(levels, seen),
        dispose: () => undefined,
        ...(isBank && { without: (left) => fittedOn(normals.filter((_, i) => !left.has(i))) }),
      });
      return Promise.resolve(fittedOn(normals));
    },
  };
}

/** Twenty normal images of levels 100 to 119, ten defects far from these and, in pairs, from each other. */
const levels = [
  ...Array.from({ length: 20 }, (_, i) => item(`train/good/${i}.png`, 'good', blank(side, 100 + i))),
  ...Array.from({ length: 4 }, (_, i) => item(`test/good/${i}.png`, 'good', blank(side, 104 + i))),
  ...Array.from({ length: 10 }, (_, i) => item(`test/spot/${i}.png`, 'spot', blank(side, 150 + 10 * i))),
];

function dirtySetup(isBank: boolean, from = levels) {
  const outcome = createSetup({ score: 'patches', bankImages: 400 });
  const work: [number, number][] = [];
  const setup = {
    ...quiet(outcome),
    items: from,
    createMethod: () => Promise.resolve(nearestLevel(isBank) as Method<unknown>),
    report: (done: number, total: number) => work.push([done, total]),
  };
  return { setup, work, control: outcome.control };
}

describe('dirty training', () => {
  it.each([
    [true, 'left-out'],
    [false, 'folds'],
  ] as const)('hides defects, and shows the damage and the suspects: bank %s', async (isBank, basis) => {
    const { setup, work } = dirtySetup(isBank);
    const found = await dirtyTraining(setup, 0.2);
    if (!found.ok || found.value === undefined) throw new Error(JSON.stringify(found));
    const { tests, suspects } = found.value;
    expect(found.value.basis).toBe(basis);
    const planted = suspects.filter(({ isPlanted }) => isPlanted);
    expect([suspects.length, planted.length, tests.length]).toEqual([25, 5, 9]);
    expect(suspects.slice(0, 5)).toEqual(planted); // all of them first
    expect(tests.filter(({ path }) => planted.some((one) => one.path === path))).toEqual([]);
    for (const { label, before, after } of tests) {
      if (label === 0) expect([before, after]).toEqual([0, 0]);
      else expect(before).toBeGreaterThan(30);
    }
    expect(tests.some(({ before, after }) => after < before)).toBe(true); // a defect lies near a planted one
    expect(work.at(-1)).toEqual([work.at(-1)![1], work.at(-1)![1]]);
    expect(await dirtyTraining(setup, 0.2)).toEqual(found);
  });

  it('says what is missing, and stops when it is told to', async () => {
    const { setup } = dirtySetup(true, levels.slice(0, 25));
    expect(await dirtyTraining(setup, 0.2)).toMatchObject({
      problem: { kind: 'too-few-anomalies', images: 1, wanted: 2 },
    });
    const stopped = dirtySetup(true);
    stopped.control.stop();
    expect(await dirtyTraining(stopped.setup, 0.2)).toEqual({ ok: true, value: undefined });
  });
});
