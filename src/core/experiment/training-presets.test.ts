import { describe, expect, it } from 'vitest';
import { detectorPresets } from './detector-presets.ts';
import { defaultExperiment } from './experiment.ts';
import { parseExperiment } from './parse.ts';
import { shortDraem, shortNsa, standardDraem, standardNsa } from './marking-presets.ts';
import { fineTune, trainingPresetChanges, trainingPresetOf, trainingPresets } from './training-presets.ts';

describe('the presets of training', () => {
  it.each(trainingPresets.map((preset) => [preset.id, preset] as const))(
    '%s holds values that its knobs allow, and is known by them',
    (_, preset) => {
      const { experiment, repairs } = parseExperiment(trainingPresetChanges(preset));
      expect(repairs).toEqual([]);
      expect(trainingPresetOf(trainingPresets, experiment)).toBe(preset);
    },
  );

  it('put back what another has changed, and leave seed, pseudo-anomalies and scores alone', () => {
    const changes = trainingPresetChanges({ changes: { steps: 5 } });
    expect(changes).toMatchObject({ steps: 5, width: defaultExperiment.width });
    for (const name of ['seed', 'generator', 'gateThreshold', 'score', 'start'] as const)
      expect(changes).not.toHaveProperty(name);
  });

  it('change pseudo-anomalies where they name them, as those of DRAEM and NSA do', () => {
    for (const preset of [shortDraem, standardDraem, shortNsa, standardNsa]) {
      const changed = { ...defaultExperiment, ...trainingPresetChanges(preset) };
      expect(changed.generator).toBe(changed.detector);
      expect(changed.gateEnabled).toBe(false);
      expect(trainingPresetOf([preset], changed)).toBe(preset);
      expect(trainingPresetOf([preset], { ...changed, generator: 'local' })).toBeUndefined();
    }
  });

  it('train for as many steps as they say', () => {
    const all = [...trainingPresets, ...Object.values(detectorPresets).flat()];
    for (const preset of all) {
      const said = /([\d,]+) (?:cheap )?steps/.exec(preset.meaning.en)?.[1];
      if (said !== undefined) expect(trainingPresetChanges(preset).steps).toBe(Number(said.replace(',', '')));
    }
  });

  it('leave the first weights alone unless they name them', () => {
    const own = { ...defaultExperiment, start: 'file' } as const;
    expect({ ...own, ...trainingPresetChanges(fineTune) }.start).toBe('file');
    const starts = trainingPresets.map((preset) => ({ ...own, ...trainingPresetChanges(preset) }).start);
    expect(starts).toEqual(['file', 'file', 'kizu', 'scratch', 'scratch']);
  });

  it('are no longer named once a knob of theirs was moved', () => {
    expect(trainingPresetOf(trainingPresets, { ...defaultExperiment, seed: 9, generator: 'scar' })?.id).toBe(
      'minutes',
    );
    expect(trainingPresetOf(trainingPresets, { ...defaultExperiment, temperature: 0.3 })).toBeUndefined();
  });

  it('choose the detector, and leave the knobs of training alone where it has none', () => {
    const mine = { ...defaultExperiment, steps: 77, width: 'full', imageSize: 128 } as const;
    const [seconds, , minutes] = trainingPresets;
    const fast = { ...mine, ...trainingPresetChanges(seconds) };
    expect(fast).toMatchObject({ detector: 'patchcore', imageSize: 256, steps: 77, width: 'full' });
    expect(trainingPresetOf(trainingPresets, fast)).toBe(seconds);
    expect({ ...fast, ...trainingPresetChanges(minutes) }).toMatchObject({
      detector: 'contrastive',
      steps: 200,
      width: 'quarter',
    });
  });
});
