import { expect, it } from 'vitest';
import { defaultExperiment } from '../core/experiment/experiment.ts';
import { shortContrastive, trainingPresetChanges } from '../core/experiment/training-presets.ts';
import { choosingDetector } from './choose-detector.ts';

it('brings the usual training of a detector along, and the way back', () => {
  const svdd = { ...defaultExperiment, ...choosingDetector('deep-svdd', defaultExperiment) };
  expect(svdd).toMatchObject({ detector: 'deep-svdd', steps: 900 });
  const back = { ...svdd, ...choosingDetector('contrastive', svdd) };
  expect(back).toEqual(defaultExperiment);
});

it('stays short where it was short', () => {
  const short = { ...defaultExperiment, ...trainingPresetChanges(shortContrastive) };
  expect(choosingDetector('deep-svdd', short)).toMatchObject({ detector: 'deep-svdd', steps: 60 });
});

it('leaves settings alone that somebody made', () => {
  expect(choosingDetector('deep-svdd', { ...defaultExperiment, steps: 333 })).toEqual({
    detector: 'deep-svdd',
  });
});

it('a detector without training has nothing to bring but what it sees with', () => {
  const changes = choosingDetector('patchcore', defaultExperiment);
  expect(changes).toMatchObject({ detector: 'patchcore' });
  expect(changes).not.toHaveProperty('steps');
});
