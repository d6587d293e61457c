import { describe, expect, it } from 'vitest';
import { detectorOptions } from './detectors.ts';
import { defaultExperiment, knobNames, knobOf, type Experiment, type KnobName } from './experiment.ts';
import { isRelevant, relevantKnobs } from './relevance.ts';

const shown = (changes: Partial<Experiment>) => new Set(relevantKnobs({ ...defaultExperiment, ...changes }));
const conditional = knobNames.flatMap((name) => {
  const { when } = knobOf(name);
  return when === undefined ? [] : [[name, when] as const];
});

describe('which knobs are shown', () => {
  it.each(conditional)('the condition of %s names knobs only, and not itself', (name, when) => {
    const asked = new Set<string>();
    const settings = new Proxy(
      { ...defaultExperiment },
      { get: (target, key) => (asked.add(String(key)), target[key as KnobName]) },
    );
    when(settings);
    expect(asked.size).toBeGreaterThan(0);
    expect(knobNames).toEqual(expect.arrayContaining([...asked]));
    expect(asked).not.toContain(name);
  });

  it('with nearest normals, its neighbours, and nothing of clusters or patches', () => {
    const names = shown({ score: 'nearest' });
    expect(names).toContain('neighbours');
    for (const name of ['clusters', 'coreset', 'patchNeighbours'] as const) expect(names).not.toContain(name);
  });

  it('with patches, the coreset, and the neighbours of embeddings only with their own score', () => {
    const names = shown({ score: 'patches' });
    expect(names).toContain('coreset');
    for (const name of ['neighbours', 'testViews', 'map'] as const) expect(names).not.toContain(name);
    expect(shown({ score: 'nearest', withPatches: true })).toContain('coreset');
  });

  it('no temperature under cross-entropy, unless the score divides by it', () => {
    expect(shown({ objective: 'cross-entropy' })).not.toContain('temperature');
    expect(shown({ objective: 'cross-entropy', score: 'contrastive' })).toContain('temperature');
    expect(shown({})).toContain('temperature');
  });

  it('with AdamW, no momentum', () => {
    expect(shown({ optimiser: 'adamw' })).not.toContain('momentum');
    expect(shown({ optimiser: 'sgd' })).toContain('momentum');
  });

  it('for each detector its own', () => {
    const patchCore = shown({ detector: 'patchcore' });
    for (const name of ['steps', 'learningRate', 'objective', 'score', 'svddObjective'] as const)
      expect(patchCore).not.toContain(name);
    expect(patchCore).toContain('coreset');
    const deepSvdd = shown({ detector: 'deep-svdd' });
    expect(deepSvdd).toContain('svddObjective');
    expect(deepSvdd).not.toContain('svddNu');
    expect(shown({ detector: 'deep-svdd', svddObjective: 'soft-boundary' })).toContain('svddNu');
    expect(deepSvdd).not.toContain('objective');
    const cutPaste = shown({ detector: 'cutpaste' });
    for (const name of ['density', 'start', 'viewJitter', 'bankImages']) expect(cutPaste).toContain(name);
    for (const name of ['objective', 'score', 'sharedViews']) expect(cutPaste).not.toContain(name);
    expect(shown({ detector: 'cutpaste', trainOn: 'whole' })).not.toContain('density');
    const [draem, nsa] = [shown({ detector: 'draem' }), shown({ detector: 'nsa' })];
    expect(draem).toContain('draemWidth');
    expect(draem).not.toContain('width');
    expect([...nsa]).toEqual(expect.arrayContaining(['nsaLabels', 'width']));
    for (const shownOnes of [draem, nsa, deepSvdd]) expect(shownOnes).not.toContain('frozen');
  });

  it('no width of a ResNet18 for detectors that see with the included network alone', () => {
    for (const detector of ['local-contrast', 'oc-svm'] as const)
      expect(shown({ detector })).not.toContain('width');
    expect(shown({ detector: 'patchcore' })).not.toContain('width');
    expect(shown({ detector: 'patchcore', backbone: 'own' })).toContain('width');
  });

  it('the size of the pixel figures for detectors that have maps', () => {
    expect(shown({ detector: 'oc-svm' })).not.toContain('pixelSize');
    expect(shown({ detector: 'patchcore' })).toContain('pixelSize');
  });

  it('for each generator its own, and the knob of the detector always', () => {
    expect(isRelevant('nsaPatches', { ...defaultExperiment, generator: 'local' })).toBe(false);
    expect(isRelevant('nsaPatches', { ...defaultExperiment, generator: 'nsa' })).toBe(true);
    for (const { value } of detectorOptions) expect(shown({ detector: value })).toContain('detector');
  });
});
