import { describe, expect, it } from 'vitest';
import { failure, success } from '../../core/result.ts';
import type { PseudoComparison } from '../../core/run/pseudo-comparison.ts';
import { createEvaluationStage } from './evaluation.ts';
import { createPseudoComparisonStage } from './pseudo-comparison.ts';
import { fakeLab } from '../testing/fake-lab.ts';
import { anExperiment, openDataset, settled } from '../testing/fakes.ts';
import { createTrainingStage } from '../training/training.ts';

const comparison: PseudoComparison = {
  pictures: [],
  points: new Float32Array(),
  shares: [0.6, 0.2],
  defects: [{ defect: 'bent', images: 12, nearFake: 2, nearNormal: 5 }],
};

function createStages() {
  const lab = fakeLab();
  const experiment = anExperiment();
  const dataset = openDataset().stage;
  const training = createTrainingStage({ lab: lab.client, dataset, experiment });
  const evaluation = createEvaluationStage({
    lab: lab.client,
    dataset,
    experiment,
    training,
    app: 'test',
    keep: () => Promise.resolve(),
  });
  return {
    lab,
    training,
    pseudoComparison: createPseudoComparisonStage({ lab: lab.client, training, evaluation }),
  };
}

describe('pseudo-anomalies beside real defects', () => {
  it('are compared on request, and again, and a new training voids what was found', async () => {
    const { lab, training, pseudoComparison } = createStages();
    const asked = pseudoComparison.compare();
    expect(pseudoComparison.store.getState().status).toBe('comparing');
    await settled();
    lab.comparisons.calls.at(-1)?.resolve(success(comparison));
    await asked;
    expect(pseudoComparison.store.getState()).toEqual({ status: 'done', comparison, problem: undefined });
    void training.start();
    expect(pseudoComparison.store.getState()).toEqual({
      status: 'idle',
      comparison: undefined,
      problem: undefined,
    });
  });

  it('wait for training, which they would disturb', async () => {
    const { lab, training, pseudoComparison } = createStages();
    void training.start();
    await pseudoComparison.compare();
    expect(pseudoComparison.store.getState().status).toBe('idle');
    expect(lab.comparisons.calls).toHaveLength(0);
  });

  it('are stopped on request', async () => {
    const { lab, pseudoComparison } = createStages();
    const asked = pseudoComparison.compare();
    await settled();
    pseudoComparison.stop();
    expect(lab.stops.calls).toHaveLength(1);
    lab.comparisons.calls.at(-1)?.resolve(success(undefined));
    await asked;
    expect(pseudoComparison.store.getState()).toMatchObject({ status: 'done', comparison: undefined });
  });

  it('say what went wrong', async () => {
    const { lab, pseudoComparison } = createStages();
    const first = pseudoComparison.compare();
    await settled();
    lab.comparisons.calls.at(-1)?.resolve(failure({ kind: 'not-trained' }));
    await first;
    expect(pseudoComparison.store.getState()).toMatchObject({
      status: 'failed',
      problem: { kind: 'not-trained' },
    });
    const second = pseudoComparison.compare();
    await settled();
    lab.comparisons.calls.at(-1)?.reject(new Error('broken'));
    await second;
    expect(pseudoComparison.store.getState().problem).toEqual({ kind: 'unexpected', detail: 'broken' });
  });
});
