/** What disturbances of test images do to a detector, at the threshold that normal images promise: one ladder after another. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { normalClass } from '../../src/core/dataset/dataset.ts';
import type { CalibrationBasis } from '../../src/core/inspect/calibration.ts';
import { limitsOf } from '../../src/core/inspect/verdict.ts';
import type { ValidationScore } from '../../src/core/run/events.ts';
import { ladders, noDisturbance, only, type Disturbance } from '../../src/core/stress/disturbance.ts';
import {
  promiseState,
  stressFigures,
  type PromiseState,
  type StressedItem,
  type StressFigures,
} from '../../src/core/stress/figures.ts';
import { loseJpeg } from '../../src/core/stress/jpeg-loss.ts';
import { stampOf } from '../support/stamp.ts';
import type { RunOptions } from './options.ts';
import { RunFailure, Stopped, type Running } from './running.ts';

interface StressedLevel {
  readonly level: number;
  readonly figures: StressFigures;
  /** `undefined` without good images. */
  readonly state?: PromiseState | undefined;
}

/** One detector on one category. */
export interface StressRun {
  readonly category: string;
  readonly fingerprint: string;
  readonly detector: string;
  readonly seed: number;
  readonly date: string;
  readonly commit: string;
  readonly threshold: {
    readonly value: number;
    /** Share of false alarms; coarser than asked for where normal images are few. */
    readonly promised: number;
    readonly basis: CalibrationBasis;
    readonly images: number;
  };
  readonly plain: StressFigures;
  readonly ladders: readonly { readonly name: string; readonly levels: readonly StressedLevel[] }[];
}

export interface StressRuns {
  readonly runs: readonly StressRun[];
}

interface Calibrated {
  readonly validation: readonly ValidationScore[];
  readonly validationBasis: CalibrationBasis | undefined;
}

/** The detector of the evaluation, fitted once, as one that says how disturbed images score. */
async function openStress({ dataset, experiment, trainer, device, control, tell }: Running) {
  const { scoringOf } = await import('../../src/detectors/run-detector.ts');
  const { fitForStress, judgeDisturbed } = await import('../../src/engine/evaluation/stress.ts');
  const { openFrozen } = await import('../../src/engine/backbone/open-frozen.ts');
  const { filesHere } = await import('../../src/engine/testing/backbone-weights.ts');
  const { items } = dataset;
  const scoring = scoringOf({ experiment, trainer, items, frozen: () => openFrozen(device, filesHere) });
  const fitted = await fitForStress({
    ...{ ...scoring, experiment, items, device, control },
    report: () => undefined,
  });
  if (!fitted.ok) throw new RunFailure(JSON.stringify(fitted.problem));
  const detector = fitted.value;
  if (detector === undefined) throw new Stopped('stopped while fitting');
  return {
    dispose: detector.dispose,
    async under(disturbance: Disturbance, name: string): Promise<StressedItem[]> {
      const stressed: StressedItem[] = [];
      const { seed } = experiment;
      const judged = await judgeDisturbed(detector, detector.tests, {
        ...{ disturbance, seed, recode: loseJpeg, control },
        take: ({ path, defect }, score) => {
          stressed.push({ path, label: defect === normalClass ? 0 : 1, score });
        },
      });
      if (!judged.ok) throw new RunFailure(JSON.stringify(judged.problem));
      if (judged.value === undefined) throw new Stopped('stopped while test images were disturbed');
      tell(`stress: ${name}`);
      return stressed;
    },
  };
}

/** @throws RunFailure where no normal image can set a threshold. */
export async function stressTest(
  running: Running,
  { validation, validationBasis }: Calibrated,
  falseAlarmRate: number,
): Promise<StressRun> {
  const { dataset, experiment } = running;
  const scores = validation.map(({ score }) => score);
  const limits = limitsOf(scores, falseAlarmRate);
  if (limits === undefined)
    throw new RunFailure(
      'stress: expected normal images that the detector was not fitted on, got none; put some into validation/good',
    );
  const { look: value, promised } = limits;
  const stress = await openStress(running);
  try {
    const figuresOf = async (disturbance: Disturbance, name: string) =>
      stressFigures(await stress.under(disturbance, name), value);
    const plain = await figuresOf(noDisturbance, 'undisturbed');
    const found: StressRun['ladders'][number][] = [];
    for (const { name, levels } of ladders) {
      const swept: StressedLevel[] = [];
      for (const level of levels) {
        const figures = await figuresOf(only(name, level), `${name} ${level}`);
        swept.push({ level, figures, state: promiseState(figures.falseAlarms, promised) });
      }
      found.push({ name, levels: swept });
    }
    return {
      ...{ category: dataset.name, fingerprint: dataset.fingerprint },
      ...{ detector: experiment.detector, seed: experiment.seed },
      ...stampOf(new Date()),
      threshold: { value, promised, basis: validationBasis ?? 'validation', images: scores.length },
      plain,
      ladders: found,
    };
  } finally {
    stress.dispose();
  }
}

/** In place of an earlier run of the same detector on the same category by the same seed. */
export function keepStress({ file }: NonNullable<RunOptions['stress']>, run: StressRun): void {
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as StressRuns) : { runs: [] };
  const keyOf = ({ category, detector, seed }: StressRun) => `${category} ${detector} ${seed}`;
  const others = kept.runs.filter((one) => keyOf(one) !== keyOf(run));
  const runs = [...others, run].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  writeFileSync(file, `${JSON.stringify({ ...kept, runs }, undefined, 1)}\n`);
}
