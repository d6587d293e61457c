import { describe, expect, it } from 'vitest';
import { defaultExperiment, type Experiment } from '../../core/experiment/experiment.ts';
import { firstWeights } from './first-weights.ts';

const first = (changes: Partial<Experiment>) =>
  firstWeights(
    { weights: undefined, backboneFiles: { read: () => Promise.reject(new Error('gone')), wasmFolder: '' } },
    { ...defaultExperiment, ...changes },
    { images: [], device: { gpu: undefined, info: undefined } },
  );
const fresh = { ok: true, value: undefined };

describe('first weights', () => {
  it('are fresh by default, and a file must be there that is asked for', async () => {
    expect(await first({ detector: 'contrastive' })).toEqual(fresh);
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
  });
});
