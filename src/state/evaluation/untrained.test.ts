import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { success } from '../../core/result.ts';
import type { ScoredItem } from '../../core/run/events.ts';
import type { RunResults } from '../../core/run/results.ts';
import { fakeLab } from '../testing/fake-lab.ts';
import { settled } from '../testing/fakes.ts';
import { runOf } from '../testing/runs.ts';
import type { TrainingStage, TrainingState } from '../training/training.ts';
import type { EvaluationStage, EvaluationState } from './evaluation.ts';
import { createUntrainedStage, hasUntrained } from './untrained.ts';

const { results } = runOf({ steps: 20 });
const last = { dataset: results.dataset, experiment: results.config } as TrainingState;

const scored = (label: 0 | 1, score: number): ScoredItem => ({
  ...{ path: `${label} ${score}`, defect: label === 0 ? 'good' : 'cut', label, score },
  ...{ scores: { distance: score }, neighbours: [] },
});

function aStage() {
  const lab = fakeLab();
  const evaluation = {
    store: createStore(() => ({ status: 'running', results: undefined as RunResults | undefined })),
  };
  const replaced: RunResults[][] = [];
  let clock = 0;
  const stage = createUntrainedStage({
    lab: lab.client,
    training: { store: createStore(() => ({ ...last, status: 'done' })) } as unknown as TrainingStage,
    evaluation: evaluation as unknown as EvaluationStage,
    now: () => clock,
    replace: (...both) => replaced.push(both),
  });
  evaluation.store.setState({ status: 'idle' });
  evaluation.store.setState({ status: 'running' });
  clock = 1200;
  evaluation.store.setState({ status: 'done', results });
  return {
    lab,
    stage,
    evaluation: evaluation.store as { getState: () => Partial<EvaluationState> },
    replaced,
  };
}

describe('the network before its first step', () => {
  it('scores the test images on request, which stays with the run; it takes as long as the evaluation did', async () => {
    const { lab, stage, evaluation, replaced } = aStage();
    expect(stage.estimatedMs()).toBe(1200);
    const asked = stage.measure();
    await settled();
    const call = lab.evaluations.calls.at(-1);
    expect(call?.args[0]).toEqual(results.config);
    expect(call?.args[2]).toBe(true);
    call?.args[1]([
      { type: 'scored', items: [scored(0, 0.5), scored(1, 0.9), scored(1, 0.1)], done: 3, total: 3 },
    ]);
    expect(stage.store.getState()).toMatchObject({ status: 'running', done: 3, total: 3 });
    call?.resolve(success({ scored: 3, reason: 'completed' }));
    await asked;
    const measured = evaluation.getState().results;
    expect(measured?.evaluation.untrained).toEqual({ auroc: 0.5 });
    expect(replaced).toEqual([[results, measured]]);
    expect(stage.store.getState().status).toBe('idle');
  });

  it('leaves the results as they are where it is stopped', async () => {
    const { lab, stage, evaluation, replaced } = aStage();
    const asked = stage.measure();
    await settled();
    stage.stop();
    expect(lab.stops.calls).toHaveLength(1);
    lab.evaluations.calls.at(-1)?.resolve(success({ scored: 0, reason: 'stopped' }));
    await asked;
    expect(evaluation.getState().results).toBe(results);
    expect(replaced).toEqual([]);
  });

  it('is not asked for where it is not known: of first weights from a file, of other images, of a network that learnt nothing', () => {
    expect(hasUntrained(results, last)).toBe(true);
    expect(hasUntrained({ ...results, config: { ...results.config, start: 'file' } }, last)).toBe(false);
    expect(hasUntrained({ ...results, dataset: { ...results.dataset, fingerprint: 'other' } }, last)).toBe(
      false,
    );
    expect(hasUntrained({ ...results, training: { ...results.training, steps: 0 } }, last)).toBe(false);
  });
});
