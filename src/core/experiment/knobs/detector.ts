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
    provenance: 'ours',
    options: detectorOptions,
    default: 'contrastive',
  }),
} as const;
