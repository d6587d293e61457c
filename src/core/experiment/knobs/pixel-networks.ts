/** Knobs of detectors that learn to mark pixels, DRAEM and NSA. */
import { choice } from '../knob.ts';

export const pixelNetworkKnobs = {
  draemWidth: choice({
    kind: 'choice',
    key: 'draemw',
    group: 'network',
    effect: 'training',
    label: { en: 'Width of both networks', ja: '2 つのネットワークの幅' },
    provenance: 'ours',
    options: [
      { value: 8, label: { en: '8', ja: '8' } },
      { value: 16, label: { en: '16', ja: '16' } },
      { value: 32, label: { en: '32', ja: '32' } },
      { value: 64, label: { en: '64', ja: '64' } },
      { value: 128, label: { en: '128 (its paper)', ja: '128 (論文)' } },
    ],
    default: 16,
    detectors: ['draem'],
  }),
  nsaLabels: choice({
    kind: 'choice',
    key: 'nsal',
    group: 'training',
    effect: 'training',
    label: { en: 'Labels', ja: 'ラベル' },
    provenance: 'nsa',
    options: [
      { value: 'graded', label: { en: 'graded (logistic)', ja: '段階的 (ロジスティック)' } },
      { value: 'binary', label: { en: 'binary', ja: '2 値' } },
    ],
    default: 'graded',
    detectors: ['nsa'],
  }),
} as const;
