/** The detector of an evaluation under stress: it stays fitted while disturbances change, until the dataset or its network does. */
import { normalClass } from '../../core/dataset/dataset.ts';
import type { Experiment } from '../../core/experiment/experiment.ts';
import { success, type Result } from '../../core/result.ts';
import type { RunProblem } from '../../core/run/events.ts';
import { loseJpeg } from '../../core/stress/jpeg-loss.ts';
import type { DirtyOutcome } from '../../core/stress/planting.ts';
import { scoringOf } from '../../detectors/run-detector.ts';
import { dirtyTraining } from '../../engine/evaluation/dirty.ts';
import {
  fitForStress,
  judgeDisturbed,
  type StressedDetector,
  type StressSetup,
} from '../../engine/evaluation/stress.ts';
import type { ControlHandle } from '../../engine/training/control.ts';
import type { Trainer } from '../../engine/training/trainer.ts';
import type { StressEnd, StressRequest } from '../bridge/contract-lab.ts';
import { workingDevice } from './device.ts';
import { endStress } from './kept-stress.ts';
import { networkFor } from './network-for.ts';
import type { Report } from './runner.ts';
import type { LabState } from './state.ts';

interface StressWork {
  readonly state: LabState;
  readonly report: Report;
  readonly control: ControlHandle;
}

interface Prepared {
  readonly setup: StressSetup;
  readonly trainer: Trainer;
  readonly isShared: boolean;
}

async function prepare(
  { state, report, control }: StressWork,
  experiment: Experiment,
): Promise<Result<Prepared, RunProblem>> {
  const device = await workingDevice(state);
  const found = await networkFor(state, device, experiment);
  if (!found.ok) return found;
  const { trainer, items } = found.value;
  const setup: StressSetup = {
    ...scoringOf({ experiment, trainer, items, frozen: () => state.frozen(device) }),
    ...{ experiment, items, device, control },
    report(done, total) {
      report({ type: 'bank', done, total });
    },
  };
  return success({ setup, trainer, isShared: trainer === state.network?.trainer });
}

/** The detector that is kept, or one that is fitted now; `undefined` if stopped. */
async function detectorFor(
  work: StressWork,
  experiment: Experiment,
): Promise<Result<StressedDetector | undefined, RunProblem>> {
  const { state } = work;
  const wanted = JSON.stringify(experiment);
  const device = await workingDevice(state);
  if (state.stress?.experiment === wanted && state.stress.device === device)
    return success(state.stress.detector);
  endStress(state);
  const prepared = await prepare(work, experiment);
  if (!prepared.ok) return prepared;
  const { setup, trainer, isShared } = prepared.value;
  const fitted = await fitForStress(setup);
  if (!fitted.ok || fitted.value === undefined) {
    if (!isShared) trainer.dispose();
    return fitted;
  }
  state.stress = { experiment: wanted, device, trainer, isShared, detector: fitted.value };
  return fitted;
}

export async function answerStress(
  work: StressWork,
  experiment: Experiment,
  { disturbance, images }: StressRequest,
): Promise<Result<StressEnd | undefined, RunProblem>> {
  const { state, report, control } = work;
  const started = state.tools.now();
  const found = await detectorFor(work, experiment);
  if (!found.ok || found.value === undefined) return found as Result<undefined, RunProblem>;
  const tests = found.value.tests.slice(0, images);
  const shown = tests.find(({ defect }) => defect !== normalClass) ?? tests[0];
  const fittedAt = state.tools.now();
  const judged = await judgeDisturbed(found.value, tests, {
    ...{ disturbance, seed: experiment.seed, control, recode: state.tools.recode ?? loseJpeg },
    take(item, score, image) {
      const { path, defect } = item;
      const items = [{ path, label: defect === normalClass ? 0 : 1, score }] as const;
      const picture = item === shown ? { path, image } : undefined;
      report({ type: 'stressed', items, total: tests.length, picture });
    },
  });
  if (!judged.ok || judged.value === undefined) return judged as Result<undefined, RunProblem>;
  const ended = state.tools.now();
  return success({ fitMs: fittedAt - started, judgeMs: ended - fittedAt, images: judged.value });
}

export async function trainDirty(
  work: StressWork,
  experiment: Experiment,
  share: number,
): Promise<Result<DirtyOutcome | undefined, RunProblem>> {
  const prepared = await prepare(work, experiment);
  if (!prepared.ok) return prepared;
  const { setup, trainer, isShared } = prepared.value;
  try {
    return await dirtyTraining(setup, share);
  } finally {
    if (!isShared) trainer.dispose();
  }
}
