import { expect, it } from 'vitest';
import { defaultExperiment } from './experiment.ts';
import { shortContrastive, trainingPresetChanges } from './training-presets.ts';
import { choosingDetector, usualSettings } from './choose-detector.ts';

it('brings the usual training of a detector along, and the way back', () => {
  const svdd = { ...defaultExperiment, ...choosingDetector('deep-svdd', defaultExperiment) };
  expect(svdd).toMatchObject({ detector: 'deep-svdd', steps: 900 });
  const back = { ...svdd, ...choosingDetector('contrastive', svdd) };
  expect(back).toEqual(defaultExperiment);
});

it('brings its own pseudo-anomalies along, and takes them away again', () => {
  const draem = { ...defaultExperiment, ...choosingDetector('draem', defaultExperiment) };
  expect(draem).toMatchObject({ generator: 'draem', gateEnabled: false });
  expect(draem).toEqual(usualSettings('draem'));
  expect({ ...draem, ...choosingDetector('contrastive', draem) }).toEqual(defaultExperiment);
  expect(usualSettings('contrastive')).toEqual(defaultExperiment);
  expect(usualSettings('oc-svm')).toEqual({ ...defaultExperiment, detector: 'oc-svm' });
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
  expect(changes).not.toHaveProperty('width');
});
