import { describe, expect, it } from 'vitest';
import { success, failure } from '../../core/result.ts';
import type { DeviceReport } from '../../core/run/events.ts';
import { createCostStage, estimateFor, idleMs, patienceMs } from './cost.ts';
import { fakeLab } from '../testing/fake-lab.ts';
import { anExperiment, manualLater, openDataset, settled } from '../testing/fakes.ts';
import { createTrainingStage } from './training.ts';

const estimate = { batchSize: 8, wantedBatchSize: 16, bytes: 4e7, stepMs: 500, steps: 450 };

function createStages() {
  const lab = fakeLab();
  const experiment = anExperiment();
  const dataset = openDataset().stage;
  const training = createTrainingStage({ lab: lab.client, dataset, experiment });
  const timer = manualLater();
  const world = { isBusy: false, now: 0 };
  const cost = createCostStage({
    ...{ lab: lab.client, experiment, training, later: timer.later },
    isBusy: () => world.isBusy,
    today: () => world.now,
  });
  return { lab, experiment, training, cost, timer, world };
}

describe('the cost of training', () => {
  it('is measured on request, and holds until a setting it hangs on changes', async () => {
    const { lab, experiment, cost } = createStages();
    const measuring = cost.measure();
    expect(cost.store.getState().status).toBe('measuring');
    await settled();
    lab.estimates.calls.at(-1)?.resolve(success(estimate));
    await measuring;
    expect(cost.store.getState()).toMatchObject({ status: 'known', known: [{ estimate }] });
    const holds = () =>
      estimateFor(cost.store.getState(), experiment.store.getState().experiment) === estimate;
    expect(holds()).toBe(true);
    experiment.set('steps', 20);
    expect(holds()).toBe(true);
    experiment.set('width', 'half');
    expect(holds()).toBe(false);
  });

  it('tells why it could not be measured', async () => {
    const { lab, cost } = createStages();
    const measuring = cost.measure();
    await settled();
    lab.estimates.calls.at(-1)?.resolve(failure({ kind: 'out-of-memory', detail: 'full' }));
    await measuring;
    expect(cost.store.getState()).toMatchObject({ status: 'failed', problem: { kind: 'out-of-memory' } });
  });

  it('tells of a thread that died', async () => {
    const { lab, cost } = createStages();
    const measuring = cost.measure();
    await settled();
    lab.estimates.calls.at(-1)?.reject(new Error('gone'));
    await measuring;
    expect(cost.store.getState()).toMatchObject({ status: 'failed', problem: { detail: 'gone' } });
  });

  it('stays as it was known where other work came before a step was timed', async () => {
    const { lab, cost } = createStages();
    for (const [outcome, status] of [
      [undefined, 'idle'],
      [estimate, 'known'],
      [undefined, 'known'],
    ] as const) {
      const measuring = cost.measure();
      await settled();
      lab.estimates.calls.at(-1)?.resolve(success(outcome));
      await measuring;
      expect(cost.store.getState().status).toBe(status);
    }
    expect(cost.store.getState().known).toHaveLength(1);
  });

  it('is not measured while training', async () => {
    const { lab, training, cost } = createStages();
    const measuring = cost.measure();
    await settled();
    lab.estimates.calls.at(-1)?.resolve(success(estimate));
    await measuring;
    void training.start();
    await cost.measure();
    expect(lab.estimates.calls).toHaveLength(1);
  });
});

describe('costs that are wanted', () => {
  const fast: DeviceReport = {
    backend: 'webgpu',
    adapter: '',
    isSoftware: false,
    hasHalfStorage: false,
    fallbackReason: '',
  };
  async function wanting(device: DeviceReport = fast) {
    const stages = createStages();
    const { lab, training, experiment, cost, timer } = stages;
    void training.inspectDevice();
    lab.devices.calls[0]!.resolve(device);
    await settled();
    const { experiment: chosen } = experiment.store.getState();
    cost.want([chosen, { ...chosen, width: 'half' }, { ...chosen, detector: 'patchcore' }, chosen]);
    /** Lets the rest pass, and answers what is asked then. */
    const measure = async (outcome: Awaited<ReturnType<typeof lab.client.estimate>>) => {
      timer.pass();
      await settled();
      lab.estimates.calls.at(-1)?.resolve(outcome);
      await settled();
    };
    return { ...stages, measure, asked: () => lab.estimates.calls.map(({ args }) => args[0].width) };
  }

  it('are measured one after the other while nothing else is done, each once, and none of what trains nothing', async () => {
    const { measure, asked, cost, timer } = await wanting();
    expect(timer.rests()).toEqual([idleMs]);
    await measure(success(estimate));
    await measure(success(estimate));
    expect(asked()).toEqual(['quarter', 'half']);
    expect(timer.rests()).toEqual([]);
    expect(cost.store.getState()).toMatchObject({ status: 'known', isSlow: false });
  });

  it('wait for other work, and for the page that shows them', async () => {
    const { measure, asked, cost, timer, world } = await wanting();
    world.isBusy = true;
    await measure(success(estimate));
    expect(asked()).toEqual([]);
    world.isBusy = false;
    cost.want([]);
    expect(timer.rests()).toEqual([]);
  });

  it('are those of the chosen settings alone without a GPU, and where one took long', async () => {
    const software = await wanting({ ...fast, isSoftware: true });
    await software.measure(success(estimate));
    expect(software.asked()).toEqual(['quarter']);
    expect(software.timer.rests()).toEqual([]);

    const slow = await wanting();
    slow.timer.pass();
    await settled();
    slow.world.now = patienceMs + 1;
    slow.lab.estimates.calls[0]!.resolve(success(estimate));
    await settled();
    expect(slow.cost.store.getState().isSlow).toBe(true);
    expect(slow.timer.rests()).toEqual([]);
  });

  it('that cannot be measured are no problem of anybody, and are not tried again', async () => {
    const { measure, asked, cost } = await wanting();
    await measure(failure({ kind: 'out-of-memory', detail: 'full' }));
    expect(cost.store.getState()).toMatchObject({ status: 'idle', problem: undefined });
    await measure(success(estimate));
    expect(asked()).toEqual(['quarter', 'half']);
  });
});
