/** The knob that chooses the method. */
import { detectorOptions } from '../detectors.ts';
import { choice } from '../knob.ts';

export const detectorKnobs = {
  detector: choice({
    kind: 'choice',
    key: 'det',
    group: 'detector',
    effect: 'training',
    label: { en: 'Detector', ja: '検出器' },
    meaning: {
      en: 'The method: what is learnt from normal images, and how a test image is judged by it.',
      ja: '手法。正常画像から何を学び、テスト画像をどう判定するか。',
    },
    provenance: 'ours',
    options: detectorOptions,
    default: 'contrastive',
  }),
} as const;
