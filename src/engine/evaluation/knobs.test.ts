import { describe, expect, it } from 'vitest';
import {
  knobNames,
  knobOf,
  knobs,
  type Experiment,
  type KnobName,
} from '../../core/experiment/experiment.ts';
import { marksOf } from '../../core/dataset/marks.ts';
import { createSetup, experiment, items, scoredOf, side } from '../testing/evaluation.ts';
import { runEvaluation } from './evaluate.ts';

describe('every knob of evaluation changes something', () => {
  const others: Partial<Record<KnobName, Partial<Experiment>>> = {
    score: { score: 'prototype' },
    neighbours: { neighbours: knobs.neighbours.max },
    clusters: { clusters: 1 },
    cropStride: { cropStride: 0.25 },
    bankImages: { bankImages: 1 },
    coreset: { coreset: 25 },
    patchNeighbours: { patchNeighbours: 3 },
    withPatches: { withPatches: true },
    testViews: { testViews: 3 },
    map: { map: 'gradient' },
    pixelSize: { pixelSize: 'files' },
  };
  const mask = { width: side, height: side, data: new Uint8Array(side * side).fill(255, 0, side) };
  const full = { width: 2 * side, height: 2 * side, aspect: 'stretch', marks: marksOf(mask) } as const;
  const filed = items.map((item) => ({ ...item, full, ...(item.defect !== 'good' && { mask }) }));
  const outcome = async (changes: Partial<Experiment> = {}) => {
    const { events, setup } = createSetup(changes);
    await runEvaluation({ ...setup, items: filed });
    const ended = events.at(-1);
    return JSON.stringify([
      ended?.type === 'evaluated' && ended.pixels?.side,
      scoredOf(events).map(({ score, scores, map }) => [
        score,
        Object.keys(scores),
        map?.placeShare,
        map?.scores.length,
      ]),
    ]);
  };

  it('the walk knows every one of them', () => {
    const ofOthers = (name: KnobName) => {
      const { detectors } = knobOf(name);
      return Array.isArray(detectors) && !detectors.includes('contrastive');
    };
    const names = knobNames.filter((name) => knobOf(name).effect === 'evaluation' && !ofOthers(name));
    expect(Object.keys(others).sort()).toEqual([...names].sort());
  });

  it.each(Object.keys(others) as KnobName[])('%s', async (name) => {
    const base: Partial<Experiment> = {
      cropStride: name === 'neighbours' ? 1 : experiment.cropStride,
      ...(name === 'clusters' && { score: 'clusters' }),
      ...((name === 'coreset' || name === 'patchNeighbours') && { score: 'patches', coreset: 5 }),
    };
    expect(await outcome({ ...base, ...others[name] })).not.toBe(await outcome(base));
  });

  it('backbone, with PatchCore', async () => {
    const patchCore = { detector: 'patchcore', score: 'patches' } as const;
    expect(await outcome({ ...patchCore, backbone: 'own' })).not.toBe(await outcome(patchCore));
  });
});
