/** Knobs of Deep SVDD alone [DeepSVDD section 3]. */
import { choice, type NumberKnob } from '../knob.ts';

export const deepSvddKnobs = {
  svddObjective: choice({
    kind: 'choice',
    key: 'svdd',
    group: 'training',
    effect: 'training',
    label: { en: 'Sphere', ja: '球の学び方' },
    meaning: {
      en: 'One-class draws every normal image towards the centre; soft-boundary draws only those outside a sphere, and shrinks the sphere.',
      ja: 'One-class は全ての正常画像を中心へ引き寄せます。Soft-boundary は球の外のものだけを引き寄せ、球を縮めます。',
    },
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
    meaning: {
      en: 'Share of normal images that may lie outside the sphere; the radius follows from it.',
      ja: '球の外にあってよい正常画像の割合。半径はこれから決まります。',
    },
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
    meaning: {
      en: 'So many steps draw all images towards the centre before the radius is set for the first time.',
      ja: '半径を初めて決めるまで、全ての画像を中心へ引き寄せるステップ数。',
    },
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
