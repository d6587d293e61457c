import { describe, expect, it } from 'vitest';
import { choosingDetector, usualSettings } from './choose-detector.ts';
import { standardCutPaste } from './cutpaste-presets.ts';
import { defaultExperiment } from './experiment.ts';
import { presetInTune } from './preset-in-tune.ts';
import { shortContrastive, trainingPresetChanges } from './training-presets.ts';

describe('what a training preset changes in Tune', () => {
  it('leaves Tune alone with the defaults', () => {
    expect(presetInTune(usualSettings('contrastive'))).toBeUndefined();
  });

  it('is the size of the images that a short training learns from', () => {
    const short = { ...defaultExperiment, ...trainingPresetChanges(shortContrastive) };
    expect(presetInTune(short)).toEqual({ preset: shortContrastive, imageSize: 64, gateEnabled: true });
  });

  it('is what a detector makes for itself', () => {
    expect(presetInTune(usualSettings('cutpaste'))).toEqual({
      preset: standardCutPaste,
      generator: '3-way',
      gateEnabled: false,
    });
  });

  it('ends when another detector, or a generator by hand, is chosen', () => {
    const cutPaste = usualSettings('cutpaste');
    expect(presetInTune({ ...cutPaste, ...choosingDetector('contrastive', cutPaste) })).toBeUndefined();
    expect(presetInTune({ ...cutPaste, generator: 'scar' })).toBeUndefined();
  });
});
