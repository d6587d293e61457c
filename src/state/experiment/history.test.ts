import { describe, expect, it } from 'vitest';
import { anExperiment } from '../testing/fakes.ts';
import { emptyHistory, movementMs, remember } from './history.ts';
import { defaultExperiment } from '../../core/experiment/experiment.ts';

describe('undo and redo', () => {
  it('go back over each change, and forth again', () => {
    const stage = anExperiment();
    const now = () => stage.store.getState().experiment;
    stage.set('rotation', [5, 9]);
    stage.set('gateThreshold', 0.9);
    stage.undo();
    expect([now().rotation, now().gateThreshold]).toEqual([[5, 9], 0.95]);
    stage.undo();
    expect(now()).toEqual(defaultExperiment);
    stage.undo(); // nothing is left
    expect(now()).toEqual(defaultExperiment);
    stage.redo();
    stage.redo();
    stage.redo();
    expect([now().rotation, now().gateThreshold]).toEqual([[5, 9], 0.9]);
  });

  it('take a drag of one knob as one step', () => {
    const stage = anExperiment();
    for (const value of [0.9, 0.85, 0.8]) stage.set('gateThreshold', value);
    expect(stage.store.getState().history.past).toHaveLength(1);
    stage.undo();
    expect(stage.store.getState().experiment.gateThreshold).toBe(0.95);
  });

  it('start a new step after a rest', () => {
    const one = remember(emptyHistory, defaultExperiment, 'rotation', 0);
    expect(remember(one, defaultExperiment, 'rotation', movementMs - 1).past).toHaveLength(1);
    expect(remember(one, defaultExperiment, 'rotation', movementMs).past).toHaveLength(2);
  });

  it('forget what was undone once something else is changed', () => {
    const stage = anExperiment();
    stage.set('gateThreshold', 0.9);
    stage.undo();
    stage.set('shift', [3, 4]);
    stage.redo();
    expect(stage.store.getState().experiment.gateThreshold).toBe(0.95);
  });

  it('bring back all knobs after a reset, and do not count a change that changes nothing', () => {
    const stage = anExperiment('v=1&T=0.8');
    stage.set('gateThreshold', 0.8);
    expect(stage.store.getState().history.past).toHaveLength(0);
    stage.reset();
    stage.undo();
    expect(stage.store.getState().experiment.gateThreshold).toBe(0.8);
  });
});
