import { describe, expect, it } from 'vitest';
import { defaultExperiment, type Experiment } from '../../core/experiment/experiment.ts';
import { readPublicFile } from '../../engine/testing/public-file.ts';
import { firstWeights } from './first-weights.ts';
import type { LabOptions } from './state.ts';

const tools: LabOptions = {
  now: () => 0,
  openStates: () => Promise.reject(new Error('nothing is stored')),
};

const first = (changes: Partial<Experiment>, more: Partial<LabOptions> = {}) =>
  firstWeights(
    {
      weights: undefined,
      tools: { ...tools, ...more },
      backboneFiles: { read: () => Promise.reject(new Error('gone')), wasmFolder: '' },
    },
    { ...defaultExperiment, ...changes },
    { images: [], device: { gpu: undefined, info: undefined } },
  );
const fresh = { ok: true, value: undefined };

describe('first weights', () => {
  it('are fresh if asked for, and a file must be there that is asked for', async () => {
    expect(await first({ detector: 'contrastive', start: 'scratch' })).toEqual(fresh);
    expect(await first({ detector: 'contrastive', start: 'file' })).toEqual({
      ok: false,
      problem: { kind: 'no-weights' },
    });
  });

  it('of a sphere on features hold the pretrained network, or say that its file is missing', async () => {
    expect(await first({ detector: 'deep-svdd', svddSees: 'features' })).toEqual({
      ok: false,
      problem: { kind: 'no-backbone', detail: 'gone' },
    });
  });

  it.each([
    { detector: 'deep-svdd' },
    { detector: 'local-contrast' },
    { detector: 'patchcore', backbone: 'mobilenet-v2' },
  ] as const)('are no matter of a detector without a ResNet18: $detector', async (changes) => {
    expect(await first({ ...changes, start: 'file' })).toEqual(fresh);
    expect(await first({ ...changes, start: 'kizu' })).toEqual(fresh);
  });

  it('ship with the page for each width; what is missing is told', async () => {
    const read = { readPageFile: readPublicFile };
    for (const changes of [
      { detector: 'contrastive' },
      { detector: 'patchcore', backbone: 'own' },
    ] as const) {
      const taken = await first({ ...changes, start: 'kizu', width: 'quarter' }, read);
      const weights = taken.ok ? taken.value?.parameters['encoder.conv1.weight'] : undefined;
      expect(weights).toHaveLength(7 * 7 * 3 * 16);
    }
    const half = await first({ detector: 'contrastive', start: 'kizu', width: 'half' }, read);
    expect(half.ok && half.value?.parameters['encoder.conv1.weight']).toHaveLength(7 * 7 * 3 * 32);
    expect(await first({ detector: 'contrastive', start: 'kizu' })).toMatchObject({
      problem: { kind: 'no-included-weights', detail: 'this lab has no page' },
    });
  });
});
