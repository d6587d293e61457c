import { describe, expect, it } from 'vitest';
import type { WatchedEvent } from '../../core/run/events.ts';
import { runOf } from '../testing/runs.ts';
import { beforeTraining } from './before-training.ts';

const { results } = runOf({ steps: 20 });

function look(step: number, heldOutAuroc: number, testAuroc?: number): WatchedEvent {
  return {
    type: 'watched',
    ...{ step, heldOutAuroc, points: new Float32Array(), shares: [0.5, 0.2] },
    ...(testAuroc !== undefined && { testAuroc }),
  };
}

const trainingOf = (watched: readonly WatchedEvent[]) => ({
  watched,
  experiment: results.config,
  dataset: results.dataset,
});

describe('a network beside itself before training', () => {
  it('is told by what the run held out, up to the network that was evaluated', () => {
    const training = trainingOf([look(0, 0.6), look(10, 0.8), look(20, 0.9), look(30, 0.95)]);
    expect(beforeTraining(results, training)).toEqual({ before: 0.6, after: 0.9, basis: 'held-out' });
    const best = { kind: 'best', step: 10, heldOutAuroc: 0.8 } as const;
    const early = { ...results, training: { ...results.training, network: best } };
    expect(beforeTraining(early, training)).toMatchObject({ before: 0.6, after: 0.8 });
  });

  it('is told by test images where training looked at them', () => {
    const training = trainingOf([look(0, 0.6, 0.5), look(20, 0.9, 0.7)]);
    expect(beforeTraining(results, training)).toEqual({ before: 0.5, after: 0.7, basis: 'test' });
  });

  it('is unknown without a first look, for other images, and for another detector', () => {
    expect(beforeTraining(results, trainingOf([look(10, 0.8), look(20, 0.9)]))).toBeUndefined();
    expect(beforeTraining(results, trainingOf([look(0, 0.8)]))).toBeUndefined();
    const training = trainingOf([look(0, 0.6), look(20, 0.9)]);
    const dataset = { ...results.dataset, fingerprint: 'other' };
    expect(beforeTraining(results, { ...training, dataset })).toBeUndefined();
    const experiment = { ...results.config, detector: 'ssd' } as const;
    expect(beforeTraining(results, { ...training, experiment })).toBeUndefined();
    const untrained = { ...results, training: { ...results.training, steps: 0 } };
    expect(beforeTraining(untrained, training)).toBeUndefined();
  });
});
