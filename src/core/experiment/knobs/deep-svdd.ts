/** Knobs of Deep SVDD alone [DeepSVDD section 3]. */
import { choice, type NumberKnob } from '../knob.ts';

export const deepSvddKnobs = {
  svddObjective: choice({
    kind: 'choice',
    key: 'svdd',
    group: 'training',
    effect: 'training',
    label: { en: 'Sphere', ja: '球の学び方' },
    provenance: 'source',
    options: [
      { value: 'one-class', label: { en: 'one-class', ja: 'one-class' } },
      { value: 'soft-boundary', label: { en: 'soft-boundary', ja: 'soft-boundary' } },
    ],
    default: 'one-class',
    detectors: ['deep-svdd'],
  }),
  svddNu: {
    kind: 'number',
    key: 'nu',
    group: 'training',
    effect: 'training',
    label: { en: 'Share outside (ν)', ja: '球の外の割合 (ν)' },
    provenance: 'source',
    min: 0.01,
    max: 0.5,
    step: 0.01,
    unit: '',
    default: 0.1,
    detectors: ['deep-svdd'],
    when: ({ svddObjective }) => svddObjective === 'soft-boundary',
  } satisfies NumberKnob,
  svddWarmUp: {
    kind: 'number',
    key: 'svddwarm',
    group: 'training',
    effect: 'training',
    label: { en: 'Steps before the sphere shrinks', ja: '球を縮め始めるまでのステップ数' },
    provenance: 'ours',
    min: 0,
    max: 2000,
    step: 1,
    unit: '',
    default: 100,
    detectors: ['deep-svdd'],
    when: ({ svddObjective }) => svddObjective === 'soft-boundary',
  } satisfies NumberKnob,
} as const;
