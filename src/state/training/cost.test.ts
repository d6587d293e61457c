import { describe, expect, it } from 'vitest';
import { success, failure } from '../../core/result.ts';
import { createCostStage, estimateFor } from './cost.ts';
import { fakeLab } from '../testing/fake-lab.ts';
import { anExperiment, openDataset, settled } from '../testing/fakes.ts';
import { createTrainingStage } from './training.ts';

const estimate = { batchSize: 8, wantedBatchSize: 16, bytes: 4e7, stepMs: 500, steps: 450 };

function createStages() {
  const lab = fakeLab();
  const experiment = anExperiment();
  const dataset = openDataset().stage;
  const training = createTrainingStage({ lab: lab.client, dataset, experiment });
  const cost = createCostStage({ lab: lab.client, experiment, training });
  return { lab, experiment, training, cost };
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
