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
  const ways: string[] = [];
  const makeWay = () => {
    ways.push('made');
    return Promise.resolve();
  };
  const dataset = openDataset().stage;
  const training = createTrainingStage({ lab: lab.client, dataset, experiment, makeWay });
  const cost = createCostStage({ lab: lab.client, experiment, training, makeWay });
  return { lab, experiment, training, cost, ways };
}

describe('the cost of training', () => {
  it('is measured once other work has made way, and holds until a setting it hangs on changes', async () => {
    const { lab, experiment, cost, ways } = createStages();
    const measuring = cost.measure();
    expect(cost.store.getState().status).toBe('measuring');
    await settled();
    expect(ways).toEqual(['made']);
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

  it('is not measured while training, and stops when training wants the lab', async () => {
    const { lab, training, cost } = createStages();
    const measuring = cost.measure();
    await settled();
    const freed = cost.settle();
    expect(lab.stops.calls).toHaveLength(1);
    lab.stops.calls.at(-1)?.resolve();
    lab.estimates.calls.at(-1)?.resolve(success(estimate));
    await Promise.all([measuring, freed]);
    void training.start();
    await cost.measure();
    expect(lab.estimates.calls).toHaveLength(1);
  });
});
