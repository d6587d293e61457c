/** A run that was changed under way, repeated from what its results say of that. */
import { afterEach, describe, expect, it } from 'vitest';
import { courseShape } from '../../core/run/file/result-shape.ts';
import { readShape } from '../../core/run/file/shape.ts';
import type { RunChange } from '../../core/run/schedule-changes.ts';
import { createControl } from '../../engine/training/control.ts';
import { replayScheduleChanges } from '../../engine/training/schedule-changes.ts';
import { installNodeWebGpu } from '../../engine/testing/node-webgpu.ts';
import { runTraining } from '../../engine/training/run.ts';
import { changesIn } from '../../core/run/journal.ts';
import { createLabBench, items, summary, tiny, whenEnded, type LabBench } from './testing/lab-bench.ts';

const hasGpu = await installNodeWebGpu();

const planned = { ...tiny, steps: 4, warmUp: 0 };

/** Another rate under way, and more steps, at another rate still. */
async function trainLive(bench: LabBench): Promise<void> {
  const { lab } = bench;
  await lab.beginDataset(summary);
  await lab.addItems(items);
  bench.onEvent = (event) => {
    if (event.type === 'step' && event.step === 1) void lab.changeRate(3);
  };
  await lab.train(planned);
  await lab.trainOn(6, 0.5);
  await whenEnded(bench, 2);
}

/** As results say it, through JSON. */
function courseOf({ events }: LabBench) {
  const training = events.filter((event) => event.type === 'rate-changed' || event.type === 'continued');
  const course = { planned: planned.steps, changes: changesIn(training) };
  const read = readShape(courseShape, JSON.parse(JSON.stringify(course)));
  if (!read.ok) throw new Error(read.problem.where);
  return read.value;
}

describe.skipIf(!hasGpu)('a run that was changed under way (skipped where there is no Vulkan driver)', () => {
  let bench: LabBench;
  afterEach(() => {
    bench.close();
  });

  it('is repeated from its results, to the same losses', async () => {
    const { createLab } = await import('./lab.ts');
    const { openDevice } = await import('../../engine/device.ts');
    const { createDetectorTrainer, recipeOf } = await import('../../detectors/run-detector.ts');
    bench = await createLabBench(createLab);
    await trainLive(bench);
    const course = courseOf(bench);
    expect(course.changes.map(({ type }) => type)).toEqual(['rate-changed', 'continued', 'rate-changed']);

    const device = await openDevice();
    const experiment = { ...planned, steps: 6 };
    const losses: number[] = [];
    const told: RunChange[] = [];
    const outcome = await runTraining({
      experiment,
      images: items.filter(({ split }) => split === 'train').map(({ image }) => image),
      recipe: recipeOf(experiment),
      trainer: await createDetectorTrainer(experiment, device),
      device,
      control: createControl(() => Promise.resolve()),
      now: () => 0,
      report: (event) => {
        if (event.type === 'step') losses.push(event.loss);
      },
      course: replayScheduleChanges(planned, course.changes, (change) => told.push(change)),
    });
    expect(outcome).toEqual({ ok: true, value: { steps: 6, reason: 'completed' } });
    expect(losses).toEqual(bench.losses());
    expect(told).toEqual(course.changes);
  });
});
