/** Knobs of detectors that learn to mark pixels, DRAEM and NSA. */
import { choice } from '../knob.ts';

export const pixelNetworkKnobs = {
  draemWidth: choice({
    kind: 'choice',
    key: 'draemw',
    group: 'network',
    effect: 'training',
    label: { en: 'Width of both networks', ja: '2 つのネットワークの幅' },
    meaning: {
      en: 'Channels at full size of the network that repaints; the one that marks has half as many. A step costs four times as much at twice the width.',
      ja: '描き直すネットワークの、元の大きさでのチャネル数。印を付ける方はその半分です。幅が 2 倍になると計算量は 4 倍になります。',
    },
    provenance: 'ours',
    options: [
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
    meaning: {
      en: 'What a pixel is trained to say: graded labels grow with the change of its intensity, binary ones mark every changed pixel alike.',
      ja: '各画素の正解。段階的なら明るさの変化が大きいほど 1 に近づき、2 値なら変化した画素は全て 1 です。',
    },
    provenance: 'nsa',
    options: [
      { value: 'graded', label: { en: 'graded (logistic)', ja: '段階的 (ロジスティック)' } },
      { value: 'binary', label: { en: 'binary', ja: '2 値' } },
    ],
    default: 'graded',
    detectors: ['nsa'],
  }),
} as const;
