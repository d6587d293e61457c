/** Knobs of a network that is learnt already. */
import { choice } from '../knob.ts';

export const backboneKnobs = {
  backbone: choice({
    kind: 'choice',
    key: 'bb',
    group: 'network',
    effect: 'evaluation',
    label: { en: 'Backbone', ja: 'バックボーン' },
    meaning: {
      en: 'The network whose feature maps are compared: a MobileNetV2 that ships with the page, taught on photographs of everyday objects, or your own ResNet18, trained here or read from a file.',
      ja: '特徴マップを比べるネットワーク。ページに付属する MobileNetV2 (身の回りの物体の写真で学習済み) か、ここで学習した、またはファイルから読み込んだ自分の ResNet18 です。',
    },
    provenance: 'ours',
    options: [
      { value: 'mobilenet-v2', label: { en: 'MobileNetV2 (included)', ja: 'MobileNetV2 (付属)' } },
      { value: 'own', label: { en: 'Your ResNet18', ja: '自分の ResNet18' } },
    ],
    default: 'mobilenet-v2',
    detectors: ['patchcore'],
  }),
} as const;
