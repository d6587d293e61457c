/** Knobs of a network that is learnt already. */
import { choice } from '../knob.ts';

export const backboneKnobs = {
  backbone: choice({
    kind: 'choice',
    key: 'bb',
    group: 'network',
    effect: 'evaluation',
    label: { en: 'Backbone', ja: 'バックボーン' },
    provenance: 'ours',
    options: [
      { value: 'mobilenet-v2', label: { en: 'MobileNetV2 (included)', ja: 'MobileNetV2 (付属)' } },
      { value: 'own', label: { en: 'Your ResNet18', ja: '自分の ResNet18' } },
    ],
    default: 'mobilenet-v2',
    detectors: ['patchcore'],
  }),
} as const;
