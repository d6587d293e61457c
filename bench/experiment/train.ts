/** The training of a run: reported as it goes, kept beside the output, continued from there. */
import { summaryOf } from '../../src/core/dataset/dataset.ts';
import type { DatasetSummary } from '../../src/core/dataset/dataset.ts';
import { normalImages } from '../../src/core/dataset/normal-images.ts';
import type { Experiment } from '../../src/core/experiment/experiment.ts';
import type { RunChange } from '../../src/core/run/schedule-changes.ts';
import type { DeviceReport, StepEvent, TrainingEvent } from '../../src/core/run/events.ts';
import { replayScheduleChanges } from '../../src/engine/training/schedule-changes.ts';
import { nodeDrawers } from './node-drawers.ts';
import type { PerformOptions } from './options.ts';
import type { SavedRun } from '../../src/engine/training/setup.ts';
import { openPart, type PartFile } from './part.ts';
import { now, RunFailure, seldom, Stopped, type Running } from './running.ts';

function stepLine({ step, loss, elapsedMs }: StepEvent, total: number, first: StepEvent | undefined): string {
  const since = first ?? { step: 0, elapsedMs: 0 };
  const each = (elapsedMs - since.elapsedMs) / Math.max(1, step - since.step);
  const left = step === since.step ? '' : `, ${((each * (total - step)) / 60_000).toFixed(1)} min left`;
  return `step ${step} of ${total}: loss ${loss.toFixed(4)}${left}`;
}

function changeLine(change: RunChange): string {
  const what = change.type === 'continued' ? `goes on to ${change.steps} steps` : `rate × ${change.factor}`;
  return `after step ${change.step}: ${what}`;
}

function startOf(experiment: Experiment, dataset: DatasetSummary, device: DeviceReport): TrainingEvent {
  return { type: 'started', experiment, dataset: summaryOf(dataset), device };
}

export const stepsOf = (events: readonly TrainingEvent[]): StepEvent[] =>
  events.filter((event) => event.type === 'step');

interface TakenUp {
  readonly saved: SavedRun | undefined;
  /** Told so far. */
  readonly events: TrainingEvent[];
}

/** From where the same run was stopped before, or afresh. */
function takeUp(part: PartFile, planned: Experiment, { dataset, device, trainer, tell }: Running): TakenUp {
  const from = part.read();
  if (from === undefined) return { saved: undefined, events: [startOf(planned, dataset, device.report)] };
  trainer.restore(from.saved.checkpoint);
  tell(`goes on after step ${from.saved.step}`);
  return { saved: from.saved, events: [...from.events] };
}

export async function train(running: Running, options: PerformOptions): Promise<TrainingEvent[]> {
  const { runTraining } = await import('../../src/engine/training/run.ts');
  const { lackOf, recipeOf } = await import('../../src/detectors/run-detector.ts');
  const { experiment, dataset, trainer, device, control, tell } = running;
  const lack = lackOf(experiment, dataset.items);
  if (lack !== undefined) throw new RunFailure(JSON.stringify(lack));
  const { planned, changes } = options.course ?? { planned: experiment.steps, changes: [] };
  const part = openPart(options, dataset.fingerprint);
  const begun = { ...experiment, steps: planned };
  const { saved: from, events } = takeUp(part, begun, running);
  const total = options.until ?? experiment.steps;
  const tellStep = seldom(tell, 5000);
  const first = stepsOf(events).at(-1);
  const report = (event: TrainingEvent) => {
    events.push(event);
    if (event.type === 'step') tellStep(stepLine(event, total, first));
  };
  const course = replayScheduleChanges(begun, changes, (change) => {
    tell(changeLine(change));
    report(change.type === 'continued' ? { ...change, device: device.report } : change);
  });
  const images = normalImages(dataset.items, experiment.imageSize);
  // Software computes on the processor's cores, and a step takes longer than its batch.
  const drawers = device.report.isSoftware ? undefined : nodeDrawers({ experiment, images }, tell);
  const outcome = await runTraining({
    experiment: { ...experiment, steps: total },
    recipe: recipeOf(experiment),
    trainer,
    device,
    control,
    now,
    images,
    drawers,
    from,
    onSaved: (saved) => {
      part.write(saved, events);
    },
    report,
    course,
  });
  if (!outcome.ok) throw new RunFailure(JSON.stringify(outcome.problem));
  if (outcome.value.reason === 'stopped') {
    const saved = { step: outcome.value.steps, elapsedMs: stepsOf(events).at(-1)?.elapsedMs ?? 0 };
    part.write({ ...saved, checkpoint: await trainer.save() }, events);
    throw new Stopped(`stopped after step ${saved.step}`);
  }
  return events;
}
