import { describe, expect, it } from 'vitest';
import { defaultExperiment } from '../../core/experiment/experiment.ts';
import { anExperiment } from '../testing/fakes.ts';

describe('the experiment', () => {
  it('starts as the link says, telling what was repaired until that is dismissed', () => {
    const stage = anExperiment('v=4&T=0.9&lr=banana');
    expect(stage.store.getState().experiment).toEqual({ ...defaultExperiment, gateThreshold: 0.9 });
    expect(stage.store.getState().repairs.map(({ name }) => name)).toEqual(['learningRate']);
    stage.dismissRepairs();
    expect(stage.store.getState().repairs).toEqual([]);
  });

  it('changes one knob or several, and goes back to the defaults', () => {
    const stage = anExperiment();
    stage.set('rotation', [5, 20]);
    stage.apply({ steps: 40, width: 'full' });
    expect(stage.link()).toBe('v=4&rot=5..20&width=full&steps=40');
    stage.reset();
    expect(stage.store.getState().experiment).toEqual(defaultExperiment);
  });

  it('never holds a value outside of the table', () => {
    const stage = anExperiment();
    stage.apply({ steps: 1e9, learningRate: Number.NaN, temperature: -3, rotation: [90, 5] });
    const { steps, learningRate, temperature, rotation } = stage.store.getState().experiment;
    expect({ steps, learningRate, temperature, rotation }).toEqual({
      steps: 20000,
      learningRate: defaultExperiment.learningRate,
      temperature: 0.05,
      rotation: [5, 45],
    });
  });

  it('always takes another seed than the one at hand, and leaves the rest as it is', () => {
    const stage = anExperiment('T=0.8');
    let seed = stage.store.getState().experiment.seed;
    for (let i = 0; i < 50; i++) {
      stage.newSeed();
      const { experiment } = stage.store.getState();
      expect(experiment.seed).not.toBe(seed);
      expect(experiment).toEqual({ ...defaultExperiment, gateThreshold: 0.8, seed: experiment.seed });
      seed = experiment.seed;
    }
  });

  it('follows a link opened later: knobs that it does not name are at their defaults', () => {
    const stage = anExperiment('T=0.8&steps=5');
    stage.openLink('v=4&steps=7&k=0');
    expect(stage.store.getState().experiment).toEqual({ ...defaultExperiment, steps: 7, neighbours: 1 });
    expect(stage.store.getState().repairs).toHaveLength(1);
  });
});
